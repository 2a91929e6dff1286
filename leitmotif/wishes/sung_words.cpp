#include "leitmotif/wishes/sung_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::wishes {
namespace {

constexpr std::string_view kCurlyApostrophe = "\xE2\x80\x99";
constexpr std::string_view kOtherMark = "\xE2\x80";  // dashes, quotes, ellipsis

using ascii::lower;
bool is_letter(char c) { return ascii::is_lower(c) || static_cast<unsigned char>(c) >= 0x80; }

/// How many bytes of apostrophe stand at `at`: 0, 1 or 3.
std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  if (text[at] == '\'' || text[at] == '`') return 1;
  return text.substr(at, kCurlyApostrophe.size()) == kCurlyApostrophe ? kCurlyApostrophe.size() : 0;
}

}  // namespace

bool is_contraction(std::string_view after_apostrophe) noexcept {
  static constexpr std::array<std::string_view, 6> kEndings = {"ll", "re", "ve", "d", "s", "m"};
  std::size_t end = 0;
  while (end < after_apostrophe.size() && is_letter(lower(after_apostrophe[end]))) ++end;
  const std::string_view ending = after_apostrophe.substr(0, end);
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view one) {
    return std::equal(one.begin(), one.end(), ending.begin(), ending.end(),
                      [](char a, char b) { return a == lower(b); });
  });
}

std::string sung_words(std::string_view text) {
  std::string words;
  words.reserve(text.size());
  const auto end_word = [&] {
    if (!words.empty() && words.back() != ' ') words += ' ';
  };
  for (std::size_t i = 0; i < text.size();) {
    if (const char letter = lower(text[i]); ascii::is_lower(letter)) {  // which most are
      words += letter;
      ++i;
      continue;
    }
    const std::size_t mark = apostrophe_at(text, i);
    if (mark > 0) {
      i += mark;
      if (!is_contraction(text.substr(i))) continue;
      while (i < text.size() && is_letter(lower(text[i])) && apostrophe_at(text, i) == 0) ++i;
      end_word();
    } else if (text.substr(i, 2) == kOtherMark) {
      i = std::min(i + 3, text.size());
      end_word();
    } else {
      const char c = lower(text[i++]);
      is_letter(c) ? void(words += c) : end_word();
    }
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

}  // namespace leitmotif::wishes
