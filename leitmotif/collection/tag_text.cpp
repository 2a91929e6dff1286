#include "leitmotif/collection/tag_text.hpp"

#include <algorithm>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/text/charset.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::size_t kMostLearnt = 16U << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Leaves out bytes that belong to no well-formed sequence.
std::string well_formed(std::string text) {
  while (const auto bad = text::first_invalid_utf8(text)) text.erase(*bad, 1);
  return text;
}

/// Whether a text of ASCII may shift to another set of characters, as ISO-2022 and HZ do.
bool may_shift(const TagLib::String& text) { return text.find("\x1B") >= 0 || text.find("~{") >= 0; }

bool may_be_bytes(const TagLib::String& text) { return text.isLatin1() && (!text.isAscii() || may_shift(text)); }

}  // namespace

void TagText::learn(const TagLib::String& text) {
  if (bytes_.size() >= kMostLearnt || !may_be_bytes(text)) return;
  const std::string bytes = text.to8Bit(false);
  // What is UTF-8 already tells nothing about the rest.
  if (text::first_invalid_utf8(bytes)) bytes_.append(bytes).append("\n");
}

void TagText::settle() {
  if (!bytes_.empty()) encoding_ = text::likeliest_charset(bytes_).encoding;
  bytes_.clear();
}

std::string TagText::utf8(const TagLib::String& text, bool guess) const {
  constexpr std::size_t kMostRepairs = 64U << 10U;  // leaving out bytes one by one takes its time
  std::string found;
  if (guess && may_be_bytes(text)) {
    const std::string bytes = text.to8Bit(false);
    try {
      if (!encoding_.empty() && text::first_invalid_utf8(bytes))
        found = text::converted(bytes, encoding_.c_str()).value_or(std::string());
      found = text::decode_text(found.empty() ? bytes : found);
    } catch (const Error&) {
      found.clear();
    }
  }
  if (found.empty()) {
    found = text.to8Bit(true);
    if (text::first_invalid_utf8(found)) found.resize(std::min(found.size(), kMostRepairs));
    found = well_formed(std::move(found));
  }
  if (found.starts_with(kByteOrderMark)) found.erase(0, kByteOrderMark.size());
  return found;
}

std::string TagText::line(const TagLib::String& text, bool guess) const {
  std::string line = utf8(text, guess);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') c = ' ';
  return std::string(ascii::trimmed(line));
}

}  // namespace leitmotif::collection
