#include "leitmotif/service/rest_songs.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "leitmotif/core/error.hpp"
#include "leitmotif/servers/subsonic.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::service {
namespace {

/// How often songs were played or loved, by anybody.
std::map<std::int64_t, std::size_t> plays_of(const catalog::Catalog& library) {
  std::map<std::int64_t, std::size_t> plays;
  library.plays().for_each({}, [&](const catalog::Play& play) {
    if (play.kind == catalog::PlayKind::played || play.kind == catalog::PlayKind::loved) ++plays[play.song];
  });
  return plays;
}

}  // namespace

RestSongs::RestSongs(const catalog::Catalog& library, std::string_view server) {
  using Placed = std::tuple<std::int64_t, std::string, std::int64_t>;  // minus the plays, title, song
  std::map<std::string, std::vector<Placed>> artists;
  const std::map<std::int64_t, std::size_t> plays = plays_of(library);
  for (catalog::RemoteSong& remote : library.servers().songs(server)) {
    by_id_.emplace(remote.id, remote.song);
    const Json child = parse_json(remote.entry, remote.id);
    for (const char* const key : {"albumId", "artistId", "parent"})
      if (const auto id = child.find(key); id != child.end() && id->is_string())
        if (std::vector<std::int64_t>& group = groups_[id->get<std::string>()];
            group.empty() || group.back() != remote.song)
          group.push_back(remote.song);
    if (const auto entry = servers::entry_from(child)) {
      const auto played = plays.find(remote.song);
      const auto count = played == plays.end() ? 0 : static_cast<std::int64_t>(played->second);
      artists[text::name_key(entry->artist)].emplace_back(-count, entry->title, remote.song);
    }
    entries_.emplace(remote.song, std::move(remote.entry));
  }
  for (auto& [artist, songs] : artists) {
    std::ranges::sort(songs);
    std::vector<std::int64_t>& ordered = artists_[artist];
    for (const Placed& placed : songs) ordered.push_back(std::get<2>(placed));
  }
}

std::int64_t RestSongs::song(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? 0 : found->second;
}

std::vector<std::int64_t> RestSongs::songs_of(const std::string& id) const {
  if (const std::int64_t one = song(id); one != 0) return {one};
  const auto group = groups_.find(id);
  return group == groups_.end() ? std::vector<std::int64_t>() : group->second;
}

std::vector<std::int64_t> RestSongs::top_of(std::string_view artist) const {
  const auto found = artists_.find(text::name_key(artist));
  return found == artists_.end() ? std::vector<std::int64_t>() : found->second;
}

Json RestSongs::entry_of(std::int64_t song) const {
  const auto found = entries_.find(song);
  if (found == entries_.end()) return {};
  Json entry = parse_json(found->second, "a song of the music server");
  // These are about the person whose account was used, who need not be the one who asks.
  for (const char* const key : {"starred", "userRating", "played", "playCount", "bookmarkPosition"}) entry.erase(key);
  return entry;
}

}  // namespace leitmotif::service
