#include "leitmotif/corpus/line_stamps.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
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

/// The length of a word's stamp: `<0,90,0>`, `(12000,90)`, `(12000,90,0)`; 0 when there is none.
std::size_t word_stamp_length(std::string_view text) noexcept {
  const char close = text.front() == '<' ? '>' : text.front() == '(' ? ')' : '\0';
  if (close == '\0') return 0;
  std::size_t at = 1;
  for (std::size_t numbers = 0; take_number(text, at) && at < text.size(); ++at) {
    ++numbers;
    if (text[at] == close) return numbers >= 2 ? at + 1 : 0;
    if (text[at] != ',') return 0;
  }
  return 0;
}

std::string without_word_stamps(std::string_view line) {
  std::string words;
  while (!line.empty()) {
    const std::size_t length = word_stamp_length(line);
    if (length == 0) words += line.front();
    line.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return words;
}

void append_stamped(std::string& text, const ForeignStamp& stamp, std::string_view line) {
  constexpr std::int64_t kMostMinutes = 999;
  const std::int64_t minutes = std::min(stamp.time_ms / 60000, kMostMinutes);
  std::array<char, 24> written{};
  std::snprintf(written.data(), written.size(), "[%02d:%02d.%03d]", static_cast<int>(minutes),
                static_cast<int>(stamp.time_ms / 1000 % 60), static_cast<int>(stamp.time_ms % 1000));
  text += written.data();
  const std::string_view words = trimmed(line.substr(stamp.length));
  text += stamp.of_words ? without_word_stamps(words) : std::string(words);
}

}  // namespace

std::optional<std::string> with_lrc_stamps(std::string_view text) {
  constexpr std::size_t kFewest = 3;
  std::size_t stamped = 0;
  std::size_t all = 0;
  Lines counted(text);
  while (const std::optional<std::string_view> line = counted.next()) {
    if (line->empty()) continue;
    ++all;
    stamped += foreign_stamp_at(*line) ? 1U : 0U;
  }
  if (stamped < kFewest || stamped * 2 < all) return std::nullopt;
  std::string lrc;
  Lines lines(text);
  while (const std::optional<std::string_view> line = lines.next()) {
    if (const std::optional<ForeignStamp> stamp = foreign_stamp_at(*line))
      append_stamped(lrc, *stamp, *line);
    else
      lrc += *line;
    lrc += '\n';
  }
  return lrc;
}

}  // namespace leitmotif::corpus
