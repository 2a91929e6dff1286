// Lists of songs as plain text, and what all readers know of such lines.
#include "leitmotif/playlist/text_lines.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/corpus/music_names.hpp"
#include "leitmotif/playlist/address.hpp"
#include "leitmotif/playlist/formats.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::playlist {
namespace {

using ascii::trimmed;

constexpr std::array<std::string_view, 4> kSeparators = {" - ", " \u2013 ", " \u2014 ", "\t"};

std::string_view without_bullet(std::string_view text) {
  for (const std::string_view bullet : {"- ", "* ", "+ ", "\u2022 ", "\u00B7 ", "\u2013 ", "> "})
    if (text.starts_with(bullet)) return trimmed(text.substr(bullet.size()));
  return text;
}

/// "[x] Door", a line of a list of things to do.
std::string_view without_box(std::string_view text) {
  for (const std::string_view box : {"[ ] ", "[x] ", "[X] ", "[] ", "\u2610 ", "\u2611 ", "\u2713 ", "\u2714 "})
    if (text.starts_with(box)) return trimmed(text.substr(box.size()));
  return text;
}

/// "[03:20] Door" and "1:03:20 - Door", as the parts of a long recording are listed: without the time.
std::string_view without_time(std::string_view text) {
  const bool bracket = text.starts_with('[') || text.starts_with('(');
  const std::string_view time = text.substr(bracket ? 1 : 0);
  const std::size_t end = std::min(time.find_first_not_of("0123456789:"), time.size());
  const bool is_time = end >= 4 && end <= 8 && time.find(':') < end && time[0] != ':' && time[end - 1] != ':';
  if (!is_time || end == time.size()) return text;
  std::string_view rest = time.substr(end);
  if (bracket != (rest.front() == ']' || rest.front() == ')')) return text;
  if (!bracket && rest.front() != ' ' && rest.front() != '\t') return text;
  if (bracket) rest.remove_prefix(1);
  return trimmed(rest, " \t-");
}

/// Takes quotation marks off both ends.
std::string_view without_quotes(std::string_view text) {
  text = trimmed(text);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""},
                                    {"\u201C", "\u201D"},
                                    {"\u201E", "\u201C"},
                                    {"\u00AB", "\u00BB"}})
    if (text.size() > open.size() + close.size() && text.starts_with(open) && text.ends_with(close)) {
      const std::string_view inside = text.substr(open.size(), text.size() - open.size() - close.size());
      if (inside.find(open) == std::string_view::npos) return trimmed(inside);
    }
  return text;
}

/// A length at the end of a line, taken off it.
std::optional<std::int64_t> take_length(std::string_view& line) {
  const std::size_t begin = line.find_last_of(" \t([");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view last = trimmed(line.substr(begin), " \t()[]");
  if (last.find(':') == std::string_view::npos) return std::nullopt;
  const auto length = length_in(last);
  if (length) line = trimmed(line.substr(0, begin), " \t-");
  return length;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> splits_of(std::string_view name) {
  std::vector<std::pair<std::string, std::string>> splits;
  for (const std::string_view separator : kSeparators)
    for (std::size_t at = name.find(separator); at != std::string_view::npos; at = name.find(separator, at + 1)) {
      const std::string_view before = trimmed(name.substr(0, at));
      const std::string_view behind = trimmed(name.substr(at + separator.size()));
      if (!before.empty() && !behind.empty()) splits.emplace_back(before, behind);
    }
  return splits;
}

bool is_path(std::string_view line) {
  return line.find("://") != std::string_view::npos || line.find('\\') != std::string_view::npos ||
         corpus::music_ending_of(line) != corpus::MusicEnding::none;
}

std::optional<std::int64_t> length_in(std::string_view text) {
  text = trimmed(text);
  std::int64_t seconds = 0;
  for (std::size_t parts = 0; !text.empty(); ++parts) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    constexpr std::int64_t kMostSeconds = 100'000'000;  // also of milliseconds
    if (error != std::errc() || number < 0 || number > kMostSeconds || parts > 2) return std::nullopt;
    seconds = seconds * 60 + number;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.starts_with('.') && text.substr(1).find_first_not_of("0123456789") == std::string_view::npos) text = {};
    if (text.empty()) break;
    if (text.front() != ':' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
  }
  return seconds > 0 ? std::optional(seconds * 1000) : std::nullopt;
}

Entry entry_of_line(std::string_view line) {
  Entry entry;
  line = trimmed(line);
  if (is_path(line)) {
    if (line.find("://") != std::string_view::npos)
      place(entry, line);
    else
      entry.file = without_quotes(line);
    return entry;
  }
  entry.length_ms = take_length(line);
  line = without_time(without_box(without_bullet(line)));
  line = without_quotes(text::without_track_number(line));
  const auto splits = splits_of(line);
  if (splits.empty()) {
    entry.title = line;
    return entry;
  }
  entry.artist = without_quotes(splits.front().first);
  entry.title = without_quotes(splits.front().second);
  return entry;
}

Playlist read_lines(std::string_view bytes, std::string_view where) {
  const std::string text = text::decode_text(bytes, where);
  Playlist list;
  for (const std::string_view whole : each_line(text)) {
    const std::string_view line = trimmed(whole);
    if (!line.empty() && !line.starts_with('#')) append(list, entry_of_line(line), where);
  }
  return list;
}

Playlist read_pls(std::string_view bytes, std::string_view where) {
  const std::string text = text::decode_text(bytes, where);
  constexpr std::int64_t kBehindAll = 1'000'000'000;
  std::map<std::int64_t, Entry> numbered;
  std::int64_t unnumbered = 0;
  for (const std::string_view whole : each_line(text)) {
    const std::string_view line = trimmed(whole);
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view value = trimmed(line.substr(equals + 1));
    const std::string key = ascii::lower_case(trimmed(line.substr(0, equals)));
    const std::size_t digits = std::min(key.find_first_of("0123456789"), key.size());
    std::int64_t number = 0;
    std::from_chars(key.data() + digits, key.data() + key.size(), number);
    const std::string_view what = std::string_view(key).substr(0, digits);
    if (value.empty()) continue;
    // Without a number, each file begins an entry.
    if (number <= 0 && what == "file") ++unnumbered;
    if (number <= 0) number = kBehindAll + unnumbered;
    if (what == "file" && value.find("://") != std::string_view::npos)
      place(numbered[number], value);
    else if (what == "file")
      numbered[number].file = value;
    else if (what == "length")
      numbered[number].length_ms = length_in(value);
    else if (what == "title")
      std::tie(numbered[number].artist, numbered[number].title) = names_in(value);
  }
  Playlist list;
  for (auto& [number, entry] : numbered) append(list, std::move(entry), where);
  return list;
}

std::pair<std::string, std::string> names_in(std::string_view name) {
  const auto splits = splits_of(name);
  return splits.empty() ? std::pair(std::string(), std::string(trimmed(name))) : splits.front();
}

}  // namespace leitmotif::playlist
