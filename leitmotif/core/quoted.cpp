#include "leitmotif/core/quoted.hpp"

#include <algorithm>

namespace leitmotif {
namespace {

constexpr std::size_t kQuotedBytes = 40;

}  // namespace

std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') c = ' ';
  return line;
}

std::string in_quotes(std::string_view text) {
  std::size_t shown = std::min(text.size(), kQuotedBytes);
  // Not in the middle of a UTF-8 sequence.
  while (shown < text.size() && shown > 0 && (static_cast<unsigned char>(text[shown]) & 0xC0U) == 0x80U) --shown;
  std::string result("'");
  result += one_line(text.substr(0, shown));
  return result += shown < text.size() ? "...'" : "'";
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:=@%+";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos) return std::string(text);
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

}  // namespace leitmotif
