#include "leitmotif/core/json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "leitmotif/core/hex.hpp"

namespace leitmotif {
namespace {

template <class Number>
void append_digits(std::string& out, Number number) {
  std::array<char, 32> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), result.ptr);
}

/// Whether a byte is looked at before it is written: escaped, or a part of what may not be UTF-8.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> special{};
  for (std::size_t byte = 0; byte < special.size(); ++byte)
    special[byte] = byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\';
  return special;
}();

/// How many bytes at the front are written as they are.
std::size_t plain_bytes(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && !kSpecial[static_cast<unsigned char>(text[count])]) ++count;
  return count;
}

void append_unit(std::string& out, unsigned unit) {
  out += "\\u";
  for (unsigned shift = 16; shift > 0; shift -= 4) out += kLowerHexDigits[(unit >> (shift - 4)) & 15U];
}

void append_ascii(std::string& out, char c) {
  constexpr std::string_view kShort = "\b\f\n\r\t";
  constexpr std::string_view kLetters = "bfnrt";
  if (const std::size_t place = kShort.find(c); place != std::string_view::npos) {
    out += '\\';
    out += kLetters[place];
  } else if (static_cast<unsigned char>(c) < 0x20) {
    append_unit(out, static_cast<unsigned char>(c));
  } else {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
}

/// A code point at the front of a text.
struct CodePoint {
  char32_t value = 0xFFFD;
  std::size_t bytes = 1;  ///< how many it takes; of what is not UTF-8: how many could have become one
  bool is_good = false;
};

/// The range of the second byte, which keeps out what has a shorter form, surrogates, and what is beyond U+10FFFF.
/// Source: the Unicode Standard, table 3-7.
std::array<unsigned char, 2> second_bytes(unsigned char first) {
  if (first == 0xE0) return {0xA0, 0xBF};
  if (first == 0xED) return {0x80, 0x9F};
  if (first == 0xF0) return {0x90, 0xBF};
  if (first == 0xF4) return {0x80, 0x8F};
  return {0x80, 0xBF};
}

CodePoint first_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1, true};
  if (first < 0xC2 || first > 0xF4) return {};
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t value = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto [least, most] = i == 1 ? second_bytes(first) : std::array<unsigned char, 2>{0x80, 0xBF};
    const auto byte = i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
    if (byte < least || byte > most) return {0xFFFD, i, false};
    value = value << 6U | (byte & 0x3FU);
  }
  return {value, length, true};
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t plain = plain_bytes(text);
    out.append(text.data(), plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const CodePoint point = first_of(text);
    if (point.value < 0x80)
      append_ascii(out, text[0]);
    else
      out += point.is_good ? text.substr(0, point.bytes) : std::string_view("\xEF\xBF\xBD");
    text.remove_prefix(point.bytes);
  }
  out += '"';
}

void append_json_ascii(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const CodePoint point = first_of(text);
    if (point.value < 0x7F) {
      append_ascii(out, text[0]);
    } else if (point.value < 0x10000) {
      append_unit(out, point.value);
    } else {
      append_unit(out, 0xD7C0U + (point.value >> 10U));
      append_unit(out, 0xDC00U + (point.value & 0x3FFU));
    }
    text.remove_prefix(point.bytes);
  }
  out += '"';
}

void append_json_number(std::string& out, float number) { append_digits(out, number); }
void append_json_number(std::string& out, double number) { append_digits(out, number); }
void append_json_number(std::string& out, std::int64_t number) { append_digits(out, number); }

void append_json_real(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  if (number == 0) {
    out += std::signbit(number) ? "-0.0" : "0.0";
    return;
  }
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific).ptr;
  std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  if (digits.front() == '-') {
    out += '-';
    digits.remove_prefix(1);
  }
  const std::size_t e = digits.find('e');
  int exponent = 0;
  const std::size_t sign = digits[e + 1] == '+' ? 2 : 1;
  (void)std::from_chars(digits.data() + e + sign, end, exponent);
  std::string all(1, digits[0]);
  if (e > 2) all += digits.substr(2, e - 2);
  const int point = exponent + 1;  // digits before the point
  const int count = static_cast<int>(all.size());
  constexpr int kMostDigits = 15;
  if (point > 0 && point <= kMostDigits) {
    if (count <= point)
      out += all + std::string(static_cast<std::size_t>(point - count), '0') + ".0";
    else
      out += all.insert(static_cast<std::size_t>(point), 1, '.');
  } else if (point > -4 && point <= 0) {
    out += "0." + std::string(static_cast<std::size_t>(-point), '0') + all;
  } else {
    out += digits;
  }
}

}  // namespace leitmotif
