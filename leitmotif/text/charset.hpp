// Which legacy encoding bytes are in: those that stand before Unicode and say nothing of themselves.
// Flow: bytes that are not UTF-8 -> the name of an encoding -> encoding.hpp.
// Source: ICU's detector (ucsdet), CLD2's opinion of what each encoding makes of the bytes, and the shape of its words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::text {

/// An encoding and what it makes of some bytes.
struct Charset {
  std::string encoding;  ///< ICU's name
  std::string text;      ///< the bytes read in it, UTF-8
};

/// The text of bytes in an encoding of seven bits that says so by its shifts: ISO-2022-JP, -KR, -CN, and HZ when what
/// its shifts enclose is Chinese; nothing for other bytes. Cost: a look for the shifts.
[[nodiscard]] std::optional<Charset> shifted_charset(std::string_view bytes, std::string_view where = "text");

/// The likeliest of the Windows encodings 1250 to 1258 and 874 (Thai), ISO-8859-2, -4, -5 and -7, KOI8-R, those of the
/// Mac for Western and Central Europe and Cyrillic, IBM 737, 775, 850, 852, 857 and 866, VISCII and TCVN (Vietnamese),
/// GB 18030, Big5, Shift_JIS, EUC-JP, EUC-KR and Johab. Windows-1252 wins when the bytes are too few to say more, and
/// takes every byte there is. Cost: each encoding reads at most the first 16 KiB; the winner reads all.
[[nodiscard]] Charset likeliest_charset(std::string_view bytes, std::string_view where = "text");

/// ICU's names of the encodings that likeliest_charset knows.
[[nodiscard]] std::vector<std::string_view> legacy_encodings();

}  // namespace leitmotif::text
