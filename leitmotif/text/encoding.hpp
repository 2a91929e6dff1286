// Bytes of a text file in whatever encoding -> UTF-8. A door to ICU's converters.
// Flow: a person's lyric file -> UTF-8 text -> preprocessing.
// Source: Unicode 15 chapter 3 (table 3-7, well-formed UTF-8); GB 2312 for what is clearly Chinese.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::text {

/// Where `text` first is not well-formed UTF-8 (no overlong forms, no surrogates), or nothing when it is.
/// Cost: linear; ASCII is passed eight bytes at a time.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept;

/// The text of a file as well-formed UTF-8 without a byte-order mark and with LF line ends. Tried in this order: a
/// byte-order mark (UTF-8, UTF-16), UTF-16 without one when it is unmistakable, UTF-8, GBK when the bytes are clearly
/// Chinese, and else Windows-1252, which includes the printable part of Latin-1. `where` names the bytes in messages.
/// Throws corrupt_data: a NUL byte or, in what is not UTF-8, another control character (not text), or bytes that break
/// the encoding their byte-order mark promises.
[[nodiscard]] std::string decode_text(std::string_view bytes, std::string_view where = "text");

}  // namespace leitmotif::text
