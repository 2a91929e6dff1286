#include "leitmotif/core/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace leitmotif {
namespace {

template <class Number>
void append_digits(std::string& out, Number number) {
  std::array<char, 32> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), result.ptr);
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto needs_escape = [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; };
  out += '"';
  if (std::ranges::none_of(text, needs_escape)) {
    out += text;
    out += '"';
    return;
  }
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_json_number(std::string& out, float number) { append_digits(out, number); }
void append_json_number(std::string& out, double number) { append_digits(out, number); }
void append_json_number(std::string& out, std::int64_t number) { append_digits(out, number); }

}  // namespace leitmotif
