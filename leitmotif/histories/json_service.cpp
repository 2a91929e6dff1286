#include <charconv>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/histories/services.hpp"
#include "leitmotif/histories/times.hpp"

namespace leitmotif::histories {
namespace {

constexpr const char* kNoSong = "no song";
constexpr const char* kBroken = "broken";
constexpr const char* kNoTime = "no time";
constexpr std::string_view kTopicChannel = " - Topic";
constexpr std::string_view kWatched = "Watched ";

/// The text under a key; empty when it is missing or no text.
std::string text_of(JsonLineReader& reader, std::string_view key) {
  const std::string raw = reader.raw(key);
  return raw.size() >= 2 && raw.front() == '"' ? reader.text(key) : std::string();
}

std::int64_t number_of(JsonLineReader& reader, std::string_view key, std::int64_t otherwise) {
  const std::string raw = reader.raw(key);
  std::int64_t number = otherwise;
  (void)std::from_chars(raw.data(), raw.data() + raw.size(), number);
  return number;
}

/// Whether a value is an object that holds something.
bool is_filled_object(const std::string& raw) { return raw.size() > 2 && raw.front() == '{'; }

/// Reads the time under a key: 0 when none is told, before 1970 for its first moment, which players write that know no
/// time. False for a value that is no time.
bool read_time(JsonLineReader& reader, std::string_view key, std::int64_t& at_ms) {
  const std::string raw = reader.raw(key);
  at_ms = 0;
  if (raw.empty() || raw == "null") return true;
  const auto time = time_from(raw.front() == '"' ? reader.text(key) : raw);
  if (time) at_ms = *time == 0 ? -1 : *time;
  return time.has_value();
}

ListenKind kind_of_length(std::int64_t played_ms) {
  return played_ms < kShortestPlayMs ? ListenKind::skipped : ListenKind::played;
}

RecordRead give(const char* form, const Listen& listen, const OnListen& on_listen) {
  if (listen.title.empty() && listen.ids.recording_id.empty()) return {form, kNoSong};
  on_listen(listen);
  return {form, nullptr};
}

/// Songs of an account's library and playlists, which have no time.
RecordRead read_collections(const Json& record, const OnListen& on_listen) {
  std::size_t songs = 0;
  const auto give_song = [&](const Json& song, const char* artist, const char* title) {
    Listen listen;
    listen.artist = song.value(artist, "");
    listen.title = song.value(title, "");
    listen.kind = ListenKind::loved;
    if (listen.title.empty()) return;
    on_listen(listen);
    ++songs;
  };
  for (const Json& song : record["tracks"]) give_song(song, "artist", "track");
  for (const Json& list : record["playlists"])
    for (const Json& item : list["items"])
      if (item["track"].is_object()) give_song(item["track"], "artistName", "trackName");
  return {"spotify-library", songs > 0 ? nullptr : kNoSong};
}

}  // namespace

RecordRead JsonService::read(std::string_view record, const OnListen& on_listen) {
  try {
    outer_.read(record, "export");
    if (const auto read = read_listenbrainz(on_listen)) return *read;
    if (const auto read = read_spotify(on_listen)) return *read;
    if (const auto read = read_youtube(on_listen)) return *read;
    if (!outer_.raw("tracks").empty() || !outer_.raw("playlists").empty())
      return read_collections(parse_json(record, "export"), on_listen);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::corrupt_data) throw;
    return {nullptr, kBroken};
  } catch (const JsonMismatch&) {
    return {nullptr, kBroken};
  }
  return {nullptr, "unknown form"};
}

std::optional<RecordRead> JsonService::read_listenbrainz(const OnListen& on_listen) {
  const std::string metadata = outer_.raw("track_metadata");
  if (!is_filled_object(metadata)) return std::nullopt;
  Listen listen;
  if (!read_time(outer_, "listened_at", listen.at_ms)) return RecordRead{"listenbrainz", kNoTime};
  const std::int64_t score = number_of(outer_, "score", 0);
  if (score != 0) listen.kind = score > 0 ? ListenKind::loved : ListenKind::disliked;
  if (listen.at_ms == 0 && !read_time(outer_, "created", listen.at_ms)) return RecordRead{"listenbrainz", kNoTime};
  inner_.read(metadata, "export");
  listen.artist = text_of(inner_, "artist_name");
  listen.title = text_of(inner_, "track_name");
  for (const char* const place : {"mbid_mapping", "additional_info"}) {
    const std::string more = inner_.raw(place);
    if (!listen.ids.recording_id.empty() || !is_filled_object(more)) continue;
    outer_.read(more, "export");
    listen.ids.recording_id = text_of(outer_, "recording_mbid");
  }
  return give("listenbrainz", listen, on_listen);
}

std::optional<RecordRead> JsonService::read_spotify(const OnListen& on_listen) {
  Listen listen;
  if (!outer_.raw("master_metadata_track_name").empty()) {
    listen.title = text_of(outer_, "master_metadata_track_name");
    listen.artist = text_of(outer_, "master_metadata_album_artist_name");
    if (!read_time(outer_, "ts", listen.at_ms)) return RecordRead{"spotify-extended", kNoTime};
    listen.kind = kind_of_length(number_of(outer_, "ms_played", kShortestPlayMs));
    return give("spotify-extended", listen, on_listen);
  }
  if (outer_.raw("trackName").empty()) return std::nullopt;
  listen.title = text_of(outer_, "trackName");
  listen.artist = text_of(outer_, "artistName");
  if (!read_time(outer_, "endTime", listen.at_ms)) return RecordRead{"spotify-account", kNoTime};
  listen.kind = kind_of_length(number_of(outer_, "msPlayed", kShortestPlayMs));
  return give("spotify-account", listen, on_listen);
}

std::optional<RecordRead> JsonService::read_youtube(const OnListen& on_listen) {
  const std::string header = text_of(outer_, "header");
  if (header.empty()) return std::nullopt;
  if (header != "YouTube Music") return RecordRead{"youtube-music", "not music"};
  Listen listen;
  listen.title = text_of(outer_, "title");
  if (listen.title.starts_with(kWatched)) listen.title.erase(0, kWatched.size());
  if (!read_time(outer_, "time", listen.at_ms)) return RecordRead{"youtube-music", kNoTime};
  const Json subtitles = parse_json(outer_.raw("subtitles").empty() ? "[]" : outer_.raw("subtitles"), "export");
  if (subtitles.empty()) return RecordRead{"youtube-music", kNoSong};
  listen.artist = subtitles[0].value("name", "");
  if (listen.artist.ends_with(kTopicChannel)) listen.artist.resize(listen.artist.size() - kTopicChannel.size());
  return give("youtube-music", listen, on_listen);
}

}  // namespace leitmotif::histories
