// ASCII letters and blanks, for rules that are written in ASCII.
// Flow: what the rules about lyric files (sung_text, left_overs) are spelled with.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace leitmotif::text::ascii {

/// What counts as blank within a line.
inline constexpr std::string_view kBlanks = " \t\r\f\v";

/// Whether an ASCII byte is of that kind, and its small letter.
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_letter(char c) noexcept { return is_upper(c) || is_lower(c); }
[[nodiscard]] constexpr char lower(char c) noexcept { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Whether `text` begins with `start`, which is lower case; capitals do not matter.
[[nodiscard]] constexpr bool begins_with(std::string_view text, std::string_view start) noexcept {
  return text.size() >= start.size() &&
         std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// The text without any of the bytes `what` at both ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view what = kBlanks) noexcept {
  const std::size_t begin = text.find_first_not_of(what);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(what) - begin + 1);
}

}  // namespace leitmotif::text::ascii
