#include "leitmotif/corpus/formats/lyric_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/numbers.hpp"

namespace leitmotif::corpus {
namespace {

/// Keys of a lyric without blanks and signs, the best first.
constexpr auto kLyricKeys = std::to_array<std::string_view>(
    {"plainlyrics",  "plainlyric", "lyrics",       "lyric",        "lyricsbody",       "unsyncedlyrics",
     "lyricstext",   "songlyrics", "syncedlyrics", "subtitlebody", "structuredlyrics", "lines",
     "line",         "lrc",        "lyricslist",   "subtitle",     "lrclist",          "richsync",
     "richsyncbody", "events",     "segments",     "content"});
/// The same for a lyric with times: those that may have them first.
constexpr auto kTimedLyricKeys = std::to_array<std::string_view>(
    {"syncedlyrics", "richsync", "richsyncbody", "subtitlebody", "subtitle", "structuredlyrics", "lines", "line", "yrc",
     "lrc", "lyricslist", "lyrics", "lyric"});
/// Keys of when a line begins, and what their numbers are: milliseconds, or seconds.
struct TimeKey {
  std::string_view key;
  double ms;
};
constexpr auto kTimeKeys = std::to_array<TimeKey>({{"starttimems", 1},
                                                   {"startms", 1},
                                                   {"timems", 1},
                                                   {"timestampms", 1},
                                                   {"atms", 1},
                                                   {"start", 1},
                                                   {"offset", 1},
                                                   {"starttime", 1000},
                                                   {"ts", 1000},
                                                   {"seconds", 1000},
                                                   {"total", 1000},
                                                   {"timestamp", 1000},
                                                   {"begin", 1000}});
/// Keys of one line of a lyric.
constexpr auto kLineKeys = std::to_array<std::string_view>(
    {"words", "text", "value", "line", "linelyric", "lyric", "lyrics", "content", "x", "utf8", "c"});
/// Keys of the pieces of one line.
constexpr auto kPieceKeys = std::to_array<std::string_view>({"segs", "span", "spans", "syllables", "pieces", "l"});
/// Keys of what stands beside the lyric and is not it.
constexpr auto kOtherKeys =
    std::to_array<std::string_view>({"tlyric", "romalrc", "translation", "translations", "klyric", "ytlrc", "yromalrc",
                                     "media", "annotations", "comments"});
constexpr auto kTitleKeys =
    std::to_array<std::string_view>({"trackname", "title", "songname", "songtitle", "name", "track"});
constexpr auto kArtistKeys = std::to_array<std::string_view>(
    {"artistname", "artist", "primaryartist", "artists", "albumartist", "singer", "displayartist"});
constexpr int kDeepestValue = 8;

/// What is found on the way down to a lyric.
struct FoundLyric {
  std::string lyric;
  std::string artist;
  std::string title;
  bool instrumental = false;
  Times times = Times::left_out;
};

const Json* member(const Json& object, std::string_view key) {
  for (const Json::Member& one : object.items())
    if (column_key(one.key) == key) return &one.value;
  return nullptr;
}

/// A name: a text, the name in an object, or those of a list.
std::string name_in(const Json& value, int depth = 0) {
  if (value.is_string()) return value.text();
  if (value.is_object() && depth < 2) {
    const Json* const name = member(value, "name");
    return name == nullptr ? std::string() : name_in(*name, depth + 1);
  }
  std::string names;
  if (value.is_array() && depth == 0) {
    for (const Json& one : value)
      if (const std::string name = name_in(one, 1); !name.empty()) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

std::string first_name(const Json& object, std::span<const std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const Json* const value = member(object, key))
      if (std::string name = name_in(*value); !name.empty()) return name;
  return {};
}

/// The words of one line.
std::string line_in(const Json& value) {  // NOLINT(misc-no-recursion): pieces of a line hold texts
  if (value.is_string()) return value.text();
  if (!value.is_object()) return {};
  for (const std::string_view key : kLineKeys)
    if (const Json* const words = member(value, key))
      if (words->is_string()) return words->text();
  std::string line;
  for (const std::string_view key : kPieceKeys)
    if (const Json* const pieces = member(value, key); pieces != nullptr && pieces->is_array())
      for (const Json& piece : *pieces) line += line_in(piece);
  return line;
}

/// When a line of a list begins; nothing when it does not say. A number with a fraction is of seconds.
std::optional<std::int64_t> beginning_of_line(const Json& line) {
  if (!line.is_object()) return std::nullopt;
  const Json* value = nullptr;
  double unit = 1;
  for (const TimeKey& key : kTimeKeys)
    if (const Json* const found = value == nullptr ? member(line, key.key) : nullptr) {
      value = found;
      unit = key.ms;
    }
  if (const Json* const time = value == nullptr ? member(line, "time") : nullptr) {
    if (time->is_object()) return beginning_of_line(*time);
    value = time;
    unit = 1000;
  }
  if (value == nullptr) return std::nullopt;
  constexpr double kMost = 1e8;
  const NumberCell number = read_number(value->is_string() ? value->text() : value->dump());
  if (number.kind != CellKind::number || number.value < 0) return std::nullopt;
  if (number.value != std::floor(number.value)) unit = 1000;
  return static_cast<std::int64_t>(std::min(number.value * unit, kMost));
}

/// Lines of a list; empty when it is one of something else.
std::string lines_in(const Json& list, Times times) {
  std::string lyric;
  for (const Json& one : list) {
    const std::optional<std::int64_t> at = times == Times::written ? beginning_of_line(one) : std::nullopt;
    lyric.append(at ? line_stamp(*at) : std::string()).append(line_in(one)).append("\n");
  }
  return trimmed(lyric).empty() ? std::string() : lyric;
}

void find_lyric(const Json& value, FoundLyric& found, int depth);

/// A lyric under a key that is one's.
std::string lyric_under(const Json& value, FoundLyric& found, int depth) {
  if (value.is_string()) return trimmed(value.text()).empty() ? std::string() : value.text();
  if (value.is_array())
    if (std::string lyric = lines_in(value, found.times); !lyric.empty()) return lyric;
  find_lyric(value, found, depth + 1);
  return std::move(found.lyric);
}

bool says_so(const Json* value) {
  return value != nullptr && ((value->is_boolean() && value->get<bool>()) || (value->is_number() && *value == 1));
}

void find_in_object(const Json& object, FoundLyric& found, int depth) {
  found.instrumental = found.instrumental || says_so(member(object, "instrumental"));
  const std::span<const std::string_view> keys =
      found.times == Times::written ? std::span<const std::string_view>(kTimedLyricKeys) : kLyricKeys;
  for (const std::string_view key : keys) {
    const Json* const value = member(object, key);
    if (value == nullptr) continue;
    found.lyric = lyric_under(*value, found, depth);
    if (!found.lyric.empty()) break;
  }
  if (found.lyric.empty()) {
    for (const Json::Member& one : object.items()) {
      if (!one.value.is_structured() || std::ranges::find(kOtherKeys, column_key(one.key)) != kOtherKeys.end())
        continue;
      find_lyric(one.value, found, depth + 1);
      if (!found.lyric.empty()) break;
    }
  }
  if (found.lyric.empty() && !found.instrumental) return;
  // The names nearest to the lyric count.
  if (found.title.empty()) found.title = first_name(object, kTitleKeys);
  if (found.artist.empty()) found.artist = first_name(object, kArtistKeys);
}

void find_lyric(const Json& value, FoundLyric& found, int depth) {
  if (depth > kDeepestValue) return;
  if (value.is_object()) {
    find_in_object(value, found, depth);
    return;
  }
  // Lines without a key above them: their times say what they are.
  if (value.is_array() && value.begin() != value.end() && beginning_of_line(*value.begin()))
    if (found.lyric = lines_in(value, found.times); !found.lyric.empty()) return;
  for (const Json& one : value) {
    find_lyric(one, found, depth + 1);
    if (!found.lyric.empty()) return;
  }
}

/// The first sign behind the one that opens a document.
char first_inside(std::string_view text) noexcept {
  const std::size_t at = text.find_first_not_of(" \t\r\n", 1);
  return at == std::string_view::npos ? '\0' : text[at];
}

}  // namespace

bool is_json_document(std::string_view text) noexcept {
  text = trimmed(text);
  if (text.starts_with('{')) return text.ends_with('}') && (first_inside(text) == '"' || first_inside(text) == '}');
  return text.starts_with('[') && text.ends_with(']') && first_inside(text) == '{';
}

std::string read_lyric_json(std::string_view text, LabelledSong& song, Times times) {
  FoundLyric found;
  found.times = times;
  try {
    const Json document = parse_json(trimmed(text), "lyric");
    find_lyric(document, found, 0);
  } catch (const Error&) {
    return std::string(text);
  }
  (void)assign_field(find_field(head_keys(), "artist"), found.artist, song);
  (void)assign_field(find_field(head_keys(), "title"), found.title, song);
  if (found.lyric.empty() && found.instrumental) return "[instrumental]";
  return found.lyric;
}

}  // namespace leitmotif::corpus
