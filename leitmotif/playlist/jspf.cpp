// JSPF: XSPF in JSON.
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/json_table.hpp"
#include "leitmotif/playlist/address.hpp"
#include "leitmotif/playlist/formats.hpp"
#include "leitmotif/text/music_ids.hpp"

namespace leitmotif::playlist {
namespace {

/// Where a JSPF track says more than JSPF itself does. Source: musicbrainz.org/doc/jspf.
constexpr const char* kTrackExtension = "https://musicbrainz.org/doc/jspf#track";

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// JSPF 1 has a list of addresses; older programs write one.
std::string location_of(const Json& track) {
  const auto found = track.find("location");
  if (found == track.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (!found->is_array() || found->empty() || !found->front().is_string()) return {};
  return found->front().get<std::string>();
}

/// The first that `read` finds in a list of addresses, or in one alone.
template <class Read>
std::string first_in(const Json& object, const char* key, const Read& read) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return read(found->get<std::string>());
  if (!found->is_array()) return {};
  for (const Json& address : *found) {
    if (!address.is_string()) continue;
    if (std::string id = read(address.get<std::string>()); !id.empty()) return id;
  }
  return {};
}

/// The first address that names `what`.
std::string id_of(const Json& object, const char* key, std::string_view what) {
  return first_in(object, key, [&](const std::string& address) { return musicbrainz_id(what, address); });
}

void read_ids(const Json& track, Entry& entry) {
  entry.ids.recording_id = id_of(track, "identifier", "recording");
  entry.ids.isrc = first_in(track, "identifier", text::recording_code);
  const auto extension = track.find("extension");
  if (extension == track.end() || !extension->is_object() || !extension->contains(kTrackExtension)) return;
  const Json& more = (*extension)[kTrackExtension];
  if (!more.is_object()) return;
  entry.ids.release_id = id_of(more, "release_identifier", "release");
  entry.ids.artist_id = id_of(more, "artist_identifiers", "artist");
}

void write_ids(const Entry& entry, Json& track) {
  if (const std::string identifier = identifier_of(entry); !identifier.empty())
    track["identifier"] = Json::array({identifier});
  Json more = Json::object();
  if (!entry.ids.release_id.empty()) more["release_identifier"] = musicbrainz_address("release", entry.ids.release_id);
  if (!entry.ids.artist_id.empty())
    more["artist_identifiers"] = Json::array({musicbrainz_address("artist", entry.ids.artist_id)});
  if (!more.empty()) track["extension"] = Json{{kTrackExtension, std::move(more)}};
}

std::optional<int> year_of(const Json& track) {
  const auto metas = track.find("meta");
  if (metas == track.end() || !metas->is_array()) return std::nullopt;
  for (const Json& meta : *metas) {
    if (!meta.is_object()) continue;
    const std::string year = text_of(meta, kYearRelation);
    if (!year.empty() && year.size() <= 4 && year.find_first_not_of("0123456789") == std::string::npos)
      return std::stoi(year);
  }
  return std::nullopt;
}

/// Songs as services give them out: the longest list of objects in a document that have titles.
Playlist songs_in_json(std::string_view bytes, std::string_view where) {
  try {
    // Spotify's copy of an account has the lists, and the songs in each of them.
    const Json document = parse_json(bytes, where);
    const auto lists = document.is_object() ? document.find("playlists") : document.end();
    if (lists != document.end() && lists->is_array() && lists->begin() != lists->end() && lists->begin()->is_object())
      if (const auto items = lists->begin()->find("items"); items != lists->begin()->end() && items->is_array())
        return read_csv(corpus::read_json_table(items->dump(), where).csv, where);
    return read_csv(corpus::read_json_table(bytes, where).csv, where);
  } catch (const Error&) {
    return {};
  }
}

Entry entry_from(const Json& track) {
  Entry entry;
  entry.title = text_of(track, "title");
  entry.artist = text_of(track, "creator");
  const auto duration = track.find("duration");
  constexpr double kLongestMs = 1e15;
  if (duration != track.end() && duration->is_number())
    if (const auto length_ms = duration->get<double>(); length_ms >= 0 && length_ms < kLongestMs)
      entry.length_ms = static_cast<std::int64_t>(length_ms);
  entry.album = text_of(track, "album");
  read_ids(track, entry);
  entry.year = year_of(track);
  if (const std::string location = location_of(track); !location.empty()) place(entry, location);
  return entry;
}

}  // namespace

Playlist read_json_songs(std::string_view bytes, std::string_view where) {
  Playlist list = songs_in_json(bytes, where);
  if (list.entries.empty())
    throw Error(ErrorKind::corrupt_data, std::string(where) + ": holds no list of songs with titles");
  return list;
}

std::string write_jspf(const Playlist& list) {
  Json tracks = Json::array();
  for (const Entry& entry : list.entries) {
    Json track = Json::object();
    if (!entry.file.empty()) track["location"] = Json::array({address_of(entry.file)});
    track["title"] = entry.title;
    if (!entry.artist.empty()) track["creator"] = entry.artist;
    if (!entry.album.empty()) track["album"] = entry.album;
    write_ids(entry, track);
    if (entry.length_ms) track["duration"] = *entry.length_ms;
    if (entry.year) track["meta"] = Json::array({Json{{kYearRelation, std::to_string(*entry.year)}}});
    tracks.push_back(std::move(track));
  }
  Json inner = Json::object();
  if (!list.title.empty()) inner["title"] = list.title;
  inner["track"] = std::move(tracks);
  return Json{{"playlist", std::move(inner)}}.dump(2) + "\n";
}

Playlist read_jspf(std::string_view bytes, std::string_view where) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Json document = parse_json(bytes, where);
  const auto inner = document.find("playlist");
  if (inner == document.end() && !document.contains("track") && corpus::is_json(bytes))
    if (Playlist songs = songs_in_json(bytes, where); !songs.entries.empty()) return songs;
  if (inner == document.end() || !inner->is_object() || !inner->contains("track") || !(*inner)["track"].is_array())
    throw Error(ErrorKind::corrupt_data,
                std::string(where) + ": is no JSPF playlist: \"playlist\" with a list \"track\" is missing");
  Playlist list;
  list.title = text_of(*inner, "title");
  for (const Json& track : (*inner)["track"])
    if (track.is_object()) append(list, entry_from(track), where);
  return list;
}

}  // namespace leitmotif::playlist
