#include "leitmotif/catalog/sql/server_text.hpp"

#include <cstddef>

namespace leitmotif::catalog::sql {
namespace {

/// How many bytes of UTF-8 begin a text as one character that a server takes; 0: none do.
std::size_t sound_bytes(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return first == 0 ? 0 : 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  const unsigned second = byte(1);
  const bool is_wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                        (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return is_wrong ? 0 : length;
}

}  // namespace

std::string_view server_text(std::string_view text, std::string& mended) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t bytes = sound_bytes(text.substr(at));
    if (bytes == 0) break;
    at += bytes;
  }
  if (at == text.size()) return text;
  mended.clear();
  for (at = 0; at < text.size();) {
    const std::size_t bytes = sound_bytes(text.substr(at));
    mended += bytes == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(at, bytes);
    at += bytes == 0 ? 1 : bytes;
  }
  return mended;
}

}  // namespace leitmotif::catalog::sql
