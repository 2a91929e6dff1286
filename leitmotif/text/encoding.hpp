// Bytes of a text file in whatever encoding -> UTF-8. A door to ICU's converters.
// Flow: a person's lyric file, playlist or tag -> UTF-8 text -> preprocessing.
// Source: Unicode 15 chapter 3 (table 3-7, well-formed UTF-8); charset.hpp for what is neither UTF-8 nor UTF-16.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::text {

/// Where `text` first is not well-formed UTF-8 (no overlong forms, no surrogates), or nothing when it is.
/// Cost: linear; ASCII is passed eight bytes at a time.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept;

/// What had to be done to bytes before they were text.
enum class Repair : std::uint8_t {
  cut_character,  ///< a character cut in the middle at the end was left out
  stray_bytes,    ///< a few bytes that are not UTF-8 among UTF-8 were read as Windows-1252
  nul_bytes,      ///< NUL bytes were left out
  legacy,         ///< the encoding was guessed from the bytes; see DecodedText::encoding
  mojibake,       ///< UTF-8 that somebody had read as Windows-1252, once or several times, was put right
};

/// In words for people: "a character cut at the end was left out".
[[nodiscard]] std::string_view words_of(Repair repair) noexcept;

/// Text and how it was got from bytes.
struct DecodedText {
  std::string text;             ///< well-formed UTF-8 without byte-order mark, without NUL, with LF line ends
  std::string encoding;         ///< UTF-8, UTF-16LE, UTF-16BE, or ICU's name of the guessed one
  std::vector<Repair> repairs;  ///< in the order of the enumeration, each at most once
};

/// The text of a file. Tried in this order: a byte-order mark (UTF-8, UTF-16), UTF-16 without one when it is
/// unmistakable, UTF-8, UTF-8 with a few bad bytes, and else the likeliest legacy encoding (likeliest_charset).
/// `where` names the bytes in messages. Throws corrupt_data (not text: NUL bytes in number, or other control characters
/// in what is not UTF-8), resource_limit (above 256 MiB of what is not UTF-8).
[[nodiscard]] DecodedText decode(std::string_view bytes, std::string_view where = "text");

/// The text of `decode` alone.
[[nodiscard]] std::string decode_text(std::string_view bytes, std::string_view where = "text");

/// Bytes in one of ICU's encodings, or in JOHAB, VISCII or TCVN, as UTF-8; nothing when they are not well-formed in it.
/// Throws resource_limit above 256 MiB, internal when ICU has no such encoding.
[[nodiscard]] std::optional<std::string> converted(std::string_view bytes, const char* encoding,
                                                   std::string_view where = "text");

}  // namespace leitmotif::text
