// ASCII letters, digits and blanks, for rules that are written in ASCII; text of people is text/unicode's.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace leitmotif::ascii {

/// What stands between words on a line.
inline constexpr std::string_view kBlanks = " \t\r\f\v";
/// What stands around a cell or a line: blanks and line ends.
inline constexpr std::string_view kBlanksAndLineEnds = " \t\r\n";

/// Whether it is one of 0 to 9.
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
/// Whether it is one of A to Z.
[[nodiscard]] constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
/// Whether it is one of a to z.
[[nodiscard]] constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
/// Whether it is a letter of either case.
[[nodiscard]] constexpr bool is_letter(char c) noexcept { return is_upper(c) || is_lower(c); }
/// Whether it is a letter or a digit.
[[nodiscard]] constexpr bool is_letter_or_digit(char c) noexcept { return is_letter(c) || is_digit(c); }

/// The letter in lower case; every other byte as it is.
[[nodiscard]] constexpr char lower(char c) noexcept { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }
/// The letter in upper case; every other byte as it is.
[[nodiscard]] constexpr char upper(char c) noexcept { return is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c; }

/// The text with its letters in lower case.
[[nodiscard]] inline std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

/// Whether two texts are the same but for the case of their letters.
[[nodiscard]] constexpr bool same_letters(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// Whether `text` begins with `start`; the case of letters does not matter.
[[nodiscard]] constexpr bool begins_with(std::string_view text, std::string_view start) noexcept {
  return same_letters(text.substr(0, start.size()), start);
}

/// The text without any of the bytes `what` at both ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view what = kBlanks) noexcept {
  const std::size_t begin = text.find_first_not_of(what);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(what) - begin + 1);
}

}  // namespace leitmotif::ascii
