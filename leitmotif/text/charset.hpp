// Which legacy encoding bytes are in: those that stand before Unicode and say nothing of themselves.
// Flow: bytes that are not UTF-8 -> the name of an encoding -> encoding.hpp.
// Source: ICU's detector (ucsdet), CLD2's opinion of what each encoding makes of the bytes, and the shape of its words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::text {

/// An encoding and what it makes of some bytes.
struct Charset {
  std::string encoding;  ///< ICU's name
  std::string text;      ///< the bytes read in it, UTF-8
};

/// The likeliest of Windows-1252, -1250, -1251, -1253, -1254, -1255, -1256, ISO-8859-2, KOI8-R, Mac Roman, IBM 850, GB
/// 18030, Big5, Shift_JIS, EUC-JP and EUC-KR. Windows-1252 wins when the bytes are too few to say more, and takes every
/// byte there is. Cost: each encoding reads at most the first 16 KiB; the winner reads all.
[[nodiscard]] Charset likeliest_charset(std::string_view bytes, std::string_view where = "text");

}  // namespace leitmotif::text
