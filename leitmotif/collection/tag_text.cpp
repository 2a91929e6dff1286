#include "leitmotif/collection/tag_text.hpp"

#include <algorithm>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::collection {
namespace {

/// Leaves out bytes that belong to no well-formed sequence.
std::string well_formed(std::string text) {
  while (const auto bad = text::first_invalid_utf8(text)) text.erase(*bad, 1);
  return text;
}

std::string guessed(const std::string& bytes) {
  try {
    return text::decode_text(bytes);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

std::string utf8_of(const TagLib::String& text, bool guess) {
  constexpr std::size_t kMostRepairs = 64U << 10U;  // leaving out bytes one by one takes its time
  std::string bytes = text.to8Bit(true);
  if (guess && text.isLatin1() && !text.isAscii()) {
    const std::string found = guessed(text.to8Bit(false));
    if (!found.empty()) return found;
  }
  if (text::first_invalid_utf8(bytes)) bytes.resize(std::min(bytes.size(), kMostRepairs));
  return well_formed(std::move(bytes));
}

std::string line_of(const TagLib::String& text, bool guess) {
  std::string line = utf8_of(text, guess);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') c = ' ';
  return std::string(ascii::trimmed(line));
}

}  // namespace leitmotif::collection
