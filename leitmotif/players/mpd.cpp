#include "leitmotif/players/mpd.hpp"

#include <algorithm>
#include <cstdio>
#include <set>
#include <tuple>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/percent.hpp"
#include "leitmotif/exchange/music_servers.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::players {
namespace {

constexpr std::string_view kMopidyFiles = "local:track:";

/// The path below the player's folder.
std::string path_in(const std::string& uri) {
  return uri.starts_with(kMopidyFiles) ? percent_decoded(uri.substr(kMopidyFiles.size())) : uri;
}

std::string digest_of_uris(const std::vector<std::string>& uris) {
  Sha256 digest;
  for (const std::string& uri : uris) digest.add(uri + "\n");
  return digest.hex();
}

/// Writes one list, or says what would become of it.
void write_one(catalog::Catalog& library, servers::Mpd& player, const MpdListsWish& wish, MpdList& list) {
  const std::vector<std::string> there = player.lists();
  std::string digest;
  for (const catalog::RemoteList& ours : library.servers().lists(wish.server)) {
    if (ours.name != list.name || std::ranges::find(there, ours.id) == there.end()) continue;
    list.there = ours.id;
    digest = ours.digest;
  }
  if (list.uris.empty() && list.there.empty()) {
    list.state = "empty";
    return;
  }
  const std::string wanted = digest_of_uris(list.uris);
  if (!list.there.empty() && digest == wanted && player.songs_of_list(list.there) == list.uris) {
    list.state = "unchanged";
    return;
  }
  list.state = list.there.empty() ? "made" : "replaced";
  if (list.there.empty()) {
    const std::string name = servers::mpd_list_name(std::string(exchange::kListPrefix) + list.name);
    list.there = name;
    for (int number = 2; std::ranges::find(there, list.there) != there.end(); ++number)
      list.there = name + " (" + std::to_string(number) + ")";
  }
  if (wish.dry_run) return;
  library.servers().note_list(wish.server, {list.name, list.there, {}});
  player.write_list(list.there, list.uris);
  library.servers().note_list(wish.server, {list.name, list.there, wanted});
}

/// Counts artists among the last songs.
bool is_too_often(const std::vector<std::string>& artists, const std::string& artist, const FillWish& wish) {
  if (wish.artist_cap == 0 || artist.empty()) return false;
  const std::size_t looked_at = std::min(artists.size(), wish.window > 0 ? wish.window - 1 : 0);
  const auto count = std::count(artists.end() - static_cast<std::ptrdiff_t>(looked_at), artists.end(), artist);
  return static_cast<std::size_t>(count) >= wish.artist_cap;
}

}  // namespace

MpdSongs::MpdSongs(const engine::Engine& engine, servers::Mpd& player, std::filesystem::path music_folder)
    : engine_(engine), player_(player), folder_(std::move(music_folder)), finder_(engine.own(), {}) {
  if (folder_.empty()) folder_ = player.music_folder();
  const std::vector<servers::MpdSong> all = player.all_songs();
  knows_all_ = !all.empty();
  for (const servers::MpdSong& song : all) (void)song_of(song);
}

std::int64_t MpdSongs::song_of(const servers::MpdSong& song) {
  std::int64_t found = 0;
  if (!folder_.empty())
    if (const auto known = engine_.own().files().song_of((folder_ / path_in(song.uri)).lexically_normal()))
      found = *known;
  if (found == 0) found = finder_.match(song);
  if (found != 0) uris_.emplace(found, song.uri);
  return found;
}

std::string MpdSongs::uri_of(std::int64_t song) {
  if (const auto found = uris_.find(song); found != uris_.end()) return found->second;
  if (knows_all_) return {};
  const auto stored = engine_.own().songs().song(song);
  if (!stored || stored->song.artist.empty()) return {};
  for (const servers::MpdSong& there : player_.find(stored->song.artist, stored->song.title))
    if (song_of(there) == song) return there.uri;
  return {};
}

std::vector<MpdList> write_mpd_lists(engine::Engine& engine, servers::Mpd& player, MpdSongs& songs,
                                     const MpdListsWish& wish) {
  std::vector<catalog::SavedList> lists;
  if (wish.names.empty()) lists = engine.lists();
  for (const std::string& name : wish.names) lists.push_back(engine.list_named(name));
  std::vector<MpdList> written;
  for (const catalog::SavedList& saved : lists) {
    MpdList& list = written.emplace_back();
    list.name = saved.head.name;
    for (const std::int64_t song : saved.songs) {
      if (std::string uri = songs.uri_of(song); !uri.empty())
        list.uris.push_back(std::move(uri));
      else
        ++list.not_there;
    }
    write_one(engine.own(), player, wish, list);
  }
  return written;
}

std::vector<std::string> next_for_queue(const engine::Engine& engine, MpdSongs& songs, const MpdQueue& queue,
                                        const FillWish& wish) {
  if (queue.songs.empty()) return {};
  // A player that stands still begins with the first: what is there is all ahead, and stays enough.
  const std::size_t present = std::min(queue.status.playing.value_or(0), queue.songs.size() - 1);
  const std::size_t behind = queue.songs.size() - 1 - present;
  if (behind >= wish.ahead) return {};
  // Where the present song is not known, the nearest one before it that is.
  std::int64_t seed = 0;
  for (std::size_t back = 0; back <= present && seed == 0; ++back) seed = songs.song_of(queue.songs[present - back]);
  if (seed == 0) return {};
  std::set<std::int64_t> taken;
  std::vector<std::string> artists;
  for (const servers::MpdSong& song : queue.songs) {
    taken.insert(songs.song_of(song));
    artists.push_back(text::name_key(song.artist));
  }
  answers::RecommendRequest request;
  request.like = {std::to_string(seed)};
  request.artist_cap = 0;  // it holds over the queue, below
  std::vector<std::string> next;
  constexpr std::int64_t kFirst = 40;
  constexpr std::int64_t kMost = 10'000;
  // Few are asked for at first, because each is told with its reasons.
  for (request.n = kFirst; behind + next.size() < wish.ahead; request.n = std::min(4 * request.n, kMost)) {
    const std::vector<answers::RecommendedSong> like = engine.recommend(request).songs;
    for (const answers::RecommendedSong& song : like) {
      if (behind + next.size() >= wish.ahead) break;
      const std::string artist = text::name_key(song.artist);
      if (taken.contains(song.id) || is_too_often(artists, artist, wish)) continue;
      std::string uri = songs.uri_of(song.id);
      if (uri.empty()) continue;
      taken.insert(song.id);
      artists.push_back(artist);
      next.push_back(std::move(uri));
    }
    if (std::ssize(like) < request.n || request.n == kMost) break;
  }
  return next;
}

std::vector<Sticker> missing_stickers(const engine::Engine& engine, servers::Mpd& player, MpdSongs& songs) {
  if (!player.can("sticker"))
    throw Error(ErrorKind::unsupported, "this player keeps no stickers (MPD needs sticker_file in its settings)");
  const char* const names[] = {"leitmotif_topic", "leitmotif_confidence"};
  std::set<std::tuple<std::string, std::string, std::string>> there;
  for (const char* const name : names)
    for (const auto& [uri, value] : player.stickers(name)) there.emplace(uri, name, value);
  std::vector<Sticker> missing;
  for (const auto& [song, uri] : songs.uris()) {
    const answers::SongDetails details = engine.song(song);
    if (details.topic.empty() || details.inferred) continue;
    char confidence[32];
    std::snprintf(confidence, sizeof confidence, "%.6f", details.confidence);
    for (const Sticker& sticker : {Sticker{uri, names[0], details.topic}, Sticker{uri, names[1], confidence}})
      if (!there.contains({sticker.uri, sticker.name, sticker.value})) missing.push_back(sticker);
  }
  return missing;
}

}  // namespace leitmotif::players
