// Bytes as hexadecimal digits and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leitmotif {

/// The sixteen digits in the order of their values.
inline constexpr std::string_view kLowerHexDigits = "0123456789abcdef";
inline constexpr std::string_view kUpperHexDigits = "0123456789ABCDEF";

/// The value of a digit of either case, 0..15; -1 when it is none.
[[nodiscard]] constexpr int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Appends the two digits of a byte.
inline void append_hex(std::string& out, char byte, std::string_view digits = kLowerHexDigits) {
  const auto value = static_cast<unsigned char>(byte);
  out += digits[value >> 4U];
  out += digits[value & 15U];
}

/// Two digits a byte, in lower case.
[[nodiscard]] std::string hex_of(std::string_view bytes);

/// The bytes that pairs of digits stand for; nothing when they are no such pairs.
[[nodiscard]] std::optional<std::string> bytes_of_hex(std::string_view digits);

}  // namespace leitmotif
