#include "leitmotif/text/recording_code.hpp"

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::text {

std::string recording_code(std::string_view written) {
  constexpr std::size_t kCountry = 2;
  constexpr std::size_t kRegistrant = 5;
  constexpr std::size_t kWhole = 12;
  std::string code;
  for (const char c : written)
    if (ascii::is_letter_or_digit(c)) {
      code += ascii::upper(c);
    } else if (c != '-' && c != ':' && c != ' ') {
      return {};
    }
  for (const std::string_view front : {"URNISRC", "ISRC"})
    if (code.size() == front.size() + kWhole && code.starts_with(front)) code.erase(0, front.size());
  if (code.size() != kWhole) return {};
  for (std::size_t i = 0; i < kWhole; ++i) {
    const bool is_digit = ascii::is_digit(code[i]);
    if (i < kCountry ? is_digit : i >= kRegistrant && !is_digit) return {};
  }
  return code;
}

}  // namespace leitmotif::text
