#include "leitmotif/corpus/cues.hpp"

#include <algorithm>
#include <optional>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/text_lines.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::string_view kHeader = "WEBVTT";
constexpr std::string_view kArrow = "-->";
constexpr std::size_t kLongestSpan = 80;  // bytes; more between two brackets is no span

/// `00:01:02.345`, `01:02,345`: digits in two or three groups, and a fraction.
bool is_time(std::string_view text) noexcept {
  std::size_t colons = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (!ascii::is_digit(c) && c != ':' && c != '.' && c != ',') return false;
    colons += c == ':' ? 1U : 0U;
    digits += ascii::is_digit(c) ? 1U : 0U;
  }
  return colons >= 1 && colons <= 2 && digits >= 3;
}

/// The time of a text that is one.
std::int64_t milliseconds_of(std::string_view time) noexcept {
  std::int64_t seconds = 0;
  std::int64_t group = 0;
  std::int64_t fraction = 0;
  std::int64_t unit = 0;  // of the next digit of the fraction; 0: there is none yet
  for (const char c : time) {
    if (c == ':') {
      seconds = (seconds + group) * 60;
      group = 0;
    } else if (c == '.' || c == ',') {
      unit = 100;
    } else if (unit == 0) {
      group = std::min<std::int64_t>(group * 10 + (c - '0'), 1'000'000);
    } else {
      fraction += (c - '0') * unit;
      unit = unit == 1 ? 0 : unit / 10;
      if (unit == 0) break;
    }
  }
  return (seconds + group) * 1000 + fraction;
}

/// `0:00:01.000,0:00:04.000`, as YouTube writes it.
bool is_pair_of_times(std::string_view line) noexcept {
  const std::size_t comma = line.find(',');
  if (comma == std::string_view::npos) return false;
  const auto is_full_time = [](std::string_view text) {
    return is_time(text) && text.find('.') != std::string_view::npos && text.find(',') == std::string_view::npos;
  };
  return is_full_time(line.substr(0, comma)) && is_full_time(line.substr(comma + 1));
}

bool is_timing(std::string_view line) noexcept {
  const std::size_t arrow = line.find(kArrow);
  if (arrow == std::string_view::npos) return is_pair_of_times(line);
  const std::string_view behind = trimmed(line.substr(arrow + kArrow.size()));
  return is_time(trimmed(line.substr(0, arrow))) && is_time(behind.substr(0, behind.find_first_of(" \t")));
}

/// When a cue of this timing begins.
std::int64_t beginning_of_cue(std::string_view line) noexcept {
  const std::size_t arrow = line.find(kArrow);
  return milliseconds_of(trimmed(line.substr(0, arrow == std::string_view::npos ? line.find(',') : arrow)));
}

bool is_header(std::string_view line) noexcept {
  return line.starts_with(kHeader) &&
         (line.size() == kHeader.size() || line[kHeader.size()] == ' ' || line[kHeader.size()] == '\t');
}

/// A line of a cue without its spans; with times, those of words are written.
std::string without_spans(std::string_view line, Times times) {
  std::string text;
  while (!line.empty()) {
    const char close = line.front() == '<' ? '>' : line.front() == '{' ? '}' : '\0';
    const std::size_t end = close == '\0' ? std::string_view::npos : line.substr(0, kLongestSpan).find(close);
    const bool closed =
        end != std::string_view::npos && line.substr(1, end).find(line.front()) == std::string_view::npos;
    if (closed && (close == '>' || line.starts_with("{\\"))) {
      if (const std::string_view span = line.substr(1, end - 1); times == Times::written && is_time(span))
        text += word_stamp(milliseconds_of(span));
      line.remove_prefix(end + 1);
    } else {
      text += line.front();
      line.remove_prefix(1);
    }
  }
  return std::string(trimmed(text));
}

}  // namespace

bool has_cues(std::string_view text) {
  Lines lines(text);
  std::optional<std::string_view> line = lines.next();
  while (line && line->empty()) line = lines.next();
  if (!line) return false;
  if (is_header(*line)) return text.find(kArrow) != std::string_view::npos;
  const bool number = line->find_first_not_of("0123456789") == std::string_view::npos;
  if (number) line = lines.next();
  return line && is_timing(*line);
}

std::string read_cues(std::string_view text, Times times) {
  Lines lines(text);
  std::string lyric;
  std::string stamp;
  bool in_cue = false;
  while (const std::optional<std::string_view> line = lines.next()) {
    if (is_timing(*line)) {
      in_cue = true;
      if (times == Times::written) stamp = line_stamp(beginning_of_cue(*line));
      continue;
    }
    if (line->empty()) {
      if (in_cue) lyric += '\n';
      in_cue = false;
      continue;
    }
    if (const std::string words = in_cue ? without_spans(*line, times) : std::string(); !words.empty())
      lyric.append(stamp).append(words).append("\n");
  }
  return lyric;
}

}  // namespace leitmotif::corpus
