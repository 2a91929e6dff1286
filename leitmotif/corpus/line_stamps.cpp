#include "leitmotif/corpus/line_stamps.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/text_lines.hpp"

namespace leitmotif::corpus {
namespace {

/// A stamp at the beginning of a line.
struct ForeignStamp {
  std::int64_t time_ms = 0;
  std::size_t length = 0;
  bool of_words = false;  ///< the words have stamps too
};

/// Reads a number of at most nine digits from `at` on, and moves `at` behind it.
std::optional<std::int64_t> take_number(std::string_view text, std::size_t& at) noexcept {
  constexpr std::size_t kMostDigits = 9;
  const std::size_t begin = at;
  std::int64_t number = 0;
  while (at < text.size() && ascii::is_digit(text[at]) && at - begin < kMostDigits)
    number = number * 10 + (text[at++] - '0');
  return at > begin ? std::optional(number) : std::nullopt;
}

/// `[12000,900]`: when a line begins and how long it is, in milliseconds.
std::optional<ForeignStamp> milliseconds_at(std::string_view line) noexcept {
  std::size_t at = 1;
  const std::optional<std::int64_t> begin = line.starts_with('[') ? take_number(line, at) : std::nullopt;
  if (!begin || at >= line.size() || line[at++] != ',' || !take_number(line, at)) return std::nullopt;
  if (at >= line.size() || line[at] != ']') return std::nullopt;
  return ForeignStamp{*begin, at + 1, true};
}

/// `[4]Rain (12000,90)on (12090,80)`: the voice of a line, and the times of its words behind them.
std::optional<ForeignStamp> voice_at(std::string_view line) noexcept {
  constexpr std::size_t kStamp = 3;
  if (line.size() <= kStamp || line[0] != '[' || !ascii::is_digit(line[1]) || line[2] != ']') return std::nullopt;
  for (std::size_t open = line.find('(', kStamp); open != std::string_view::npos; open = line.find('(', open + 1)) {
    std::size_t at = open + 1;
    const std::optional<std::int64_t> begin = take_number(line, at);
    if (!begin || at >= line.size() || line[at++] != ',' || !take_number(line, at)) continue;
    if (at < line.size() && line[at] == ')') return ForeignStamp{*begin, kStamp, true};
  }
  return std::nullopt;
}

/// A time of two or three groups, with a fraction or not, from `at` on, which it moves.
std::optional<std::int64_t> take_time(std::string_view line, std::size_t& at) noexcept {
  std::array<std::int64_t, 3> groups{};
  std::size_t count = 0;
  while (count < groups.size()) {
    const std::size_t begin = at;
    const std::optional<std::int64_t> number = take_number(line, at);
    if (!number || at - begin > 3 || (count > 0 && at - begin != 2)) return std::nullopt;
    groups[count++] = *number;
    if (count == groups.size() || at >= line.size() || (line[at] != ':' && line[at] != ';')) break;
    ++at;
  }
  if (count < 2) return std::nullopt;
  std::int64_t fraction_ms = 0;
  if (at + 1 < line.size() && (line[at] == '.' || line[at] == ',') && ascii::is_digit(line[at + 1])) {
    ++at;
    for (std::int64_t part = 100; at < line.size() && ascii::is_digit(line[at]); ++at, part /= 10)
      fraction_ms += (line[at] - '0') * part;
  }
  const std::int64_t seconds = count == 3 ? (groups[0] * 60 + groups[1]) * 60 + groups[2] : groups[0] * 60 + groups[1];
  return seconds * 1000 + fraction_ms;
}

/// A time in brackets of either kind, or bare with a blank or nothing behind it.
std::optional<ForeignStamp> time_at(std::string_view line) noexcept {
  if (line.empty()) return std::nullopt;
  const char close = line.front() == '[' ? ']' : line.front() == '(' ? ')' : '\0';
  std::size_t at = close == '\0' ? 0 : 1;
  while (close != '\0' && at < line.size() && line[at] == ' ') ++at;
  const std::optional<std::int64_t> time = take_time(line, at);
  if (!time) return std::nullopt;
  if (close == '\0')
    return at == line.size() || line[at] == ' ' || line[at] == '\t' ? std::optional(ForeignStamp{*time, at})
                                                                    : std::nullopt;
  while (at < line.size() && line[at] == ' ') ++at;
  return at < line.size() && line[at] == close ? std::optional(ForeignStamp{*time, at + 1}) : std::nullopt;
}

std::optional<ForeignStamp> foreign_stamp_at(std::string_view line) noexcept {
  if (const std::optional<ForeignStamp> stamp = milliseconds_at(line)) return stamp;
  if (const std::optional<ForeignStamp> stamp = voice_at(line)) return stamp;
  return time_at(line);
}

/// A word's stamp: `<0,90,0>` counts from its line's, `(12000,90)` and `(12000,90,0)` do not.
struct ForeignWordStamp {
  std::int64_t time_ms = 0;
  std::size_t length = 0;  ///< 0: there is none
};

ForeignWordStamp word_stamp_at(std::string_view text, std::int64_t line_ms) noexcept {
  const char close = text.front() == '<' ? '>' : text.front() == '(' ? ')' : '\0';
  if (close == '\0') return {};
  std::size_t at = 1;
  std::optional<std::int64_t> first;
  for (std::size_t numbers = 0; const std::optional<std::int64_t> number = take_number(text, at);) {
    if (at >= text.size()) return {};
    ++numbers;
    if (!first) first = number;
    if (text[at] == close)
      return numbers >= 2 ? ForeignWordStamp{*first + (close == '>' ? line_ms : 0), at + 1} : ForeignWordStamp{};
    if (text[at++] != ',') return {};
  }
  return {};
}

/// Words without their stamps, or with those of .lrc. In most formats a stamp stands before its word; where the line
/// begins with a word, behind it.
std::string with_word_stamps(std::string_view line, std::int64_t line_ms, Times times) {
  std::string words;
  std::size_t word = 0;  // where the word that waits for its stamp begins
  const bool are_behind = !line.empty() && word_stamp_at(line, line_ms).length == 0;
  while (!line.empty()) {
    const ForeignWordStamp stamp = word_stamp_at(line, line_ms);
    if (stamp.length == 0) {
      words += line.front();
    } else if (times == Times::written) {
      words.insert(are_behind ? word : words.size(), word_stamp(stamp.time_ms));
      word = words.size();
    }
    line.remove_prefix(std::max<std::size_t>(stamp.length, 1));
  }
  return words;
}

void append_stamped(std::string& text, const ForeignStamp& stamp, std::string_view line, Times times) {
  text += line_stamp(stamp.time_ms);
  const std::string_view words = trimmed(line.substr(stamp.length));
  text += stamp.of_words ? with_word_stamps(words, stamp.time_ms, times) : std::string(words);
}

/// The text with the signs of its stamps in one width, where they are written in the other
/// (`\uFF3B00\uFF1A01.00\uFF3D`); empty when there are none.
std::string with_narrow_stamps(std::string_view text) {
  constexpr std::string_view kOpen = "\uFF3B";
  constexpr std::string_view kClose = "\uFF3D";
  if (text.find(kOpen) == std::string_view::npos) return {};
  std::string narrow;
  bool in_stamp = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view sign = text.substr(i, kOpen.size());
    const bool is_wide = sign.size() == kOpen.size() && sign[0] == '\xEF' && sign[1] == '\xBC';
    if (sign == kOpen) in_stamp = true;
    if (in_stamp && is_wide) {
      // U+FF01 to U+FF5E are the signs of ASCII, 0xFEE0 further.
      const auto last = static_cast<unsigned char>(sign[2]);
      narrow += static_cast<char>(last - 0x80 + 0x20);
      i += kOpen.size();
      if (sign == kClose) in_stamp = false;
      continue;
    }
    if (text[i] == '\n') in_stamp = false;
    narrow += text[i++];
  }
  return narrow;
}

}  // namespace

std::optional<std::string> with_lrc_stamps(std::string_view written, Times words) {
  const std::string narrow = with_narrow_stamps(written);
  const std::string_view text = narrow.empty() ? written : std::string_view(narrow);
  constexpr std::size_t kFewest = 3;
  std::size_t stamped = 0;
  std::size_t all = 0;
  Lines counted(text);
  while (const std::optional<std::string_view> line = counted.next()) {
    const bool is_tag = line->size() > 2 && line->front() == '[' && ascii::is_letter((*line)[1]) &&
                        line->ends_with(']') && line->find(':') != std::string_view::npos;
    if (line->empty() || is_tag) continue;
    ++all;
    stamped += foreign_stamp_at(*line) ? 1U : 0U;
  }
  if (stamped < kFewest || stamped * 2 < all) return std::nullopt;
  std::string lrc;
  Lines lines(text);
  while (const std::optional<std::string_view> line = lines.next()) {
    if (const std::optional<ForeignStamp> stamp = foreign_stamp_at(*line))
      append_stamped(lrc, *stamp, *line, words);
    else
      lrc += *line;
    lrc += '\n';
  }
  return lrc;
}

}  // namespace leitmotif::corpus
