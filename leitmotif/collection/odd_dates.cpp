#include "leitmotif/collection/odd_dates.hpp"

#include <charconv>
#include <string>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::collection {
namespace {

std::optional<int> as_year(std::string_view digits) {
  int year = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
  const bool whole = failure == std::errc() && end == digits.data() + digits.size();
  return whole && year >= 1000 && year <= 2100 ? std::optional(year) : std::nullopt;
}

/// Digits of full width as those of ASCII.
std::string plain(std::string_view date) {
  return text::first_invalid_byte(date) ? std::string(date) : text::case_folded(date);
}

}  // namespace

std::optional<int> year_in(std::string_view date) {
  const std::string text = plain(date);
  for (std::size_t begin = 0; begin < text.size();) {
    if (!ascii::is_digit(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < text.size() && ascii::is_digit(text[end])) ++end;
    const std::string_view digits = std::string_view(text).substr(begin, end - begin);
    begin = end;
    if (digits.size() < 4) continue;
    // Eight are a date without signs between, the year first or last; more begin with a year or are no date.
    if (const auto year = as_year(digits.substr(0, 4)); year && digits.size() != 5 && digits.size() != 7) return year;
    if (digits.size() == 8)
      if (const auto year = as_year(digits.substr(4))) return year;
  }
  return std::nullopt;
}

}  // namespace leitmotif::collection
