#include "leitmotif/text/sung_text.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "leitmotif/text/ascii.hpp"
#include "leitmotif/text/left_overs.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::is_letter;
using ascii::kBlanks;
using ascii::trimmed;

constexpr std::size_t kEdgeLines = 4;       // credits are looked for so many lines from the top and the bottom
constexpr std::size_t kLongestTag = 80;     // bytes; more between < and > is no tag
constexpr std::size_t kLongestEntity = 10;  // bytes of an HTML entity

bool holds(std::string_view text, char c) noexcept { return text.find(c) != std::string_view::npos; }

/// How many bytes at the beginning of `text` are a bracketed remark, a tag or an HTML entity; 0: none are.
std::size_t remark_length(std::string_view text) noexcept {
  const char second = text.size() > 1 ? text[1] : '\0';
  if (text.front() == '[') return text.find(']') + 1;
  if (text.front() == '<' && (is_letter(second) || is_digit(second) || second == '/')) {
    const std::size_t end = text.find('>');
    // "<3" is a heart; "<00:12.34>" is the time stamp of a word.
    if (end > kLongestTag || (is_digit(second) && text.substr(0, end).find(':') == std::string_view::npos)) return 0;
    return end + 1;
  }
  if (text.front() == '&' && (is_letter(second) || second == '#')) {
    std::size_t end = 2;
    while (end < std::min(text.size(), kLongestEntity) && (is_letter(text[end]) || is_digit(text[end]))) ++end;
    return end < text.size() && text[end] == ';' ? end + 1 : 0;
  }
  return 0;
}

/// The line with a blank for each remark, in `scratch` when there was one.
std::string_view without_remarks(std::string_view line, std::string& scratch) {
  if (!holds(line, '[') && !holds(line, '<') && !holds(line, '&')) return line;
  scratch.clear();
  while (!line.empty()) {
    if (const std::size_t length = remark_length(line); length > 0) {
      scratch += ' ';
      line.remove_prefix(length);
    } else {
      scratch += line.front();
      line.remove_prefix(1);
    }
  }
  return scratch;
}

bool is_address(std::string_view word) noexcept {
  if (word.find("://") != std::string_view::npos || begins_with(word, "www.")) return true;
  word = trimmed(word, ".,;:!?()\"'<>");
  const std::size_t dot = word.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::size_t at = word.find('@');
  if (at != std::string_view::npos) return at > 0 && at + 1 < dot;
  const std::string_view end = word.substr(dot);
  return begins_with(end, ".com") || (begins_with(end, ".net") && end.size() == 4) ||
         (begins_with(end, ".org") && end.size() == 4);
}

/// Appends the line without web and e-mail addresses.
void append_words(std::string_view line, std::string& sung) {
  if (!holds(line, '.') && !holds(line, '@')) {
    sung += line;
  } else {
    for (std::string_view rest = line; !rest.empty();) {
      const std::size_t end = std::min(rest.find_first_of(kBlanks), rest.size() - 1) + 1;
      if (!is_address(trimmed(rest.substr(0, end)))) sung += rest.substr(0, end);
      rest.remove_prefix(end);
    }
  }
  sung += '\n';
}

/// The line without parentheses that hold a direction, in `scratch` when there was one.
std::string_view without_directions(std::string_view line, std::string& scratch) {
  for (std::size_t open = line.find('('); open != std::string_view::npos; open = line.find('(', open + 1)) {
    const std::size_t close = line.find(')', open);
    if (close == std::string_view::npos) break;
    if (!is_direction(line.substr(open + 1, close - open - 1))) continue;
    std::string cut(line.substr(0, open));
    cut += ' ';
    cut += line.substr(close + 1);
    scratch = std::move(cut);
    line = scratch;
    open = 0;
  }
  return line;
}

/// The lines that hold anything, without the blanks around them.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = trimmed(text.substr(0, end)); !line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// "See Somebody Live" over a line that sells tickets.
bool is_advertisement(std::string_view line, std::string_view next) noexcept {
  return line.starts_with("See ") && line.ends_with(" Live") && begins_with(next, "get tickets as low as $");
}

}  // namespace

std::string only_sung(std::string_view lyric) {
  std::string sung;
  sung.reserve(lyric.size() + 1);
  std::string remarks;
  std::string directions;
  const std::vector<std::string_view> lines = lines_of(lyric);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = trimmed(without_remarks(lines[i], remarks));
    if (i == 0) line = without_page_title(line);
    if (i + 1 == lines.size()) line = without_button(line);
    line = trimmed(without_directions(without_glued_start(line), directions));
    const bool near_edge = i < kEdgeLines || i + kEdgeLines >= lines.size();
    if (line.empty() || is_left_over(line, near_edge) || is_direction(line)) continue;
    if (i + 1 < lines.size() && is_advertisement(line, lines[i + 1])) continue;
    append_words(line, sung);
  }
  return sung;
}

}  // namespace leitmotif::text
