#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/histories/records.hpp"
#include "leitmotif/histories/services.hpp"
#include "leitmotif/histories/times.hpp"

namespace leitmotif::histories {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kScrobblerHead = "#AUDIOSCROBBLER";
constexpr const char* kNoName = "no artist or title";

/// The place of the first name that the head has; the names are in order of preference.
int place_of(const std::vector<std::string>& head, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto found = std::ranges::find(head, name);
    if (found != head.end()) return static_cast<int>(found - head.begin());
  }
  return -1;
}

char delimiter_of(std::string_view line) {
  constexpr std::array<char, 3> kDelimiters = {',', ';', '\t'};
  return *std::ranges::max_element(kDelimiters, {}, [&](char c) { return std::ranges::count(line, c); });
}

}  // namespace

/// Finds the columns. False when the line is no head, which only the plain form of four columns has not.
bool TableService::read_head(std::string_view line) {
  if (line.starts_with(kScrobblerHead)) {
    form_ = "scrobbler-log";
    delimiter_ = '\t';
    artist_ = 0;
    title_ = 2;
    rating_ = 5;
    time_ = 6;
    id_ = 7;
    return true;
  }
  delimiter_ = delimiter_of(line);
  std::vector<std::string> head = cells_of(line, delimiter_);
  for (std::string& name : head) name = ascii::lower_case(ascii::trimmed(name));
  // lastfmstats puts the user behind the last name: "Date#somebody".
  for (std::string& name : head)
    if (name.starts_with("date#")) name = "date";
  artist_ = place_of(head, {"artist name(s)", "artist", "artist name", "artist_name", "container artist name"});
  title_ = place_of(head, {"track name", "track", "song name", "title", "track_name", "name"});
  time_ = place_of(head, {"uts", "played at", "event end timestamp", "event start timestamp", "last played date",
                          "utc_time", "date", "added at", "timestamp"});
  id_ = place_of(head, {"track_mbid", "recording_mbid"});
  played_ms_ = place_of(head, {"play duration milliseconds", "ms played", "ms_played"});
  if (title_ >= 0) {
    const bool is_apple = place_of(head, {"play duration milliseconds", "last played date"}) >= 0;
    form_ = is_apple ? "apple-music" : place_of(head, {"track uri", "spotify id"}) >= 0 ? "exportify" : "lastfm-csv";
    if (artist_ >= 0 || is_apple) return true;
  }
  form_ = nullptr;
  if (head.size() != 4 || !time_from(head[3])) return true;
  form_ = "lastfm-csv";
  artist_ = 0;
  title_ = 2;
  time_ = 3;
  return false;
}

std::string TableService::cell(const std::vector<std::string>& cells, int place) const {
  return place < 0 || static_cast<std::size_t>(place) >= cells.size()
             ? std::string()
             : std::string(ascii::trimmed(cells[static_cast<std::size_t>(place)]));
}

RecordRead TableService::read(std::string_view line, const OnListen& on_listen) {
  if (is_first_) {
    is_first_ = false;
    if (line.starts_with(kMark)) line.remove_prefix(kMark.size());
    if (read_head(line)) return {form_, nullptr};
  }
  if (form_ == nullptr) return {nullptr, "unknown form"};
  if (line.starts_with('#')) return {form_, nullptr};  // a comment of a log
  const std::vector<std::string> cells = cells_of(line, delimiter_);
  Listen listen;
  listen.artist = cell(cells, artist_);
  listen.title = cell(cells, title_);
  listen.ids.recording_id = cell(cells, id_);
  if (artist_ < 0) {  // Apple's track history has "ARTIST - TITLE" in one column
    const std::size_t dash = listen.title.find(" - ");
    if (dash != std::string::npos) {
      listen.artist = listen.title.substr(0, dash);
      listen.title.erase(0, dash + 3);
    }
  }
  if (listen.artist.empty() || listen.title.empty()) return {form_, kNoName};
  if (time_ >= 0) {
    const auto time = time_from(cell(cells, time_));
    if (!time) return {form_, "no time"};
    listen.at_ms = *time == 0 ? -1 : *time;
  }
  std::int64_t played = kShortestPlayMs;
  const std::string length = cell(cells, played_ms_);
  (void)std::from_chars(length.data(), length.data() + length.size(), played);
  if (played < kShortestPlayMs || cell(cells, rating_) == "S") listen.kind = ListenKind::skipped;
  if (std::string_view(form_) == "exportify") listen.kind = ListenKind::loved;
  on_listen(listen);
  return {form_, nullptr};
}

}  // namespace leitmotif::histories
