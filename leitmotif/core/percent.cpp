#include "leitmotif/core/percent.hpp"

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/hex.hpp"

namespace leitmotif {
namespace {

/// The byte that % and two digits at this place stand for; -1 when they do not stand there.
int coded_byte_at(std::string_view text, std::size_t place) {
  if (text[place] != '%' || place + 2 >= text.size()) return -1;
  const int high = hex_value(text[place + 1]);
  const int low = hex_value(text[place + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

}  // namespace

std::string percent_encoded(std::string_view path) {
  constexpr std::string_view kUnreserved = "-._~/";
  std::string encoded;
  for (const char c : path) {
    if (ascii::is_letter_or_digit(c) || kUnreserved.find(c) != std::string_view::npos)
      encoded += c;
    else
      append_hex(encoded += '%', c, kUpperHexDigits);
  }
  return encoded;
}

std::string percent_decoded(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = coded_byte_at(text, i);
    bytes += byte < 0 ? text[i] : static_cast<char>(byte);
    if (byte >= 0) i += 2;
  }
  return bytes;
}

std::optional<std::string> strictly_percent_decoded(std::string_view text) {
  for (std::size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i + 1))
    if (coded_byte_at(text, i) < 0) return std::nullopt;
  return percent_decoded(text);
}

}  // namespace leitmotif
