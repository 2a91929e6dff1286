// Saved lists, and lists of other programs: players' files, music servers.
#include "leitmotif/catalog/servers.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/exchange/music_servers.hpp"

namespace leitmotif::engine {
namespace {

/// The songs of one library by their numbers in another that has them too.
std::vector<std::int64_t> same_songs(const catalog::Catalog& from, const catalog::Catalog& to,
                                     const std::vector<std::int64_t>& songs) {
  std::vector<std::int64_t> same;
  for (const std::int64_t id : songs) {
    const auto stored = from.songs().song(id);
    if (!stored) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(id) + " in the library");
    for (const std::int64_t other : to.songs().named(stored->song.artist, stored->song.title))
      if (to.songs().song(other)->song.year == stored->song.year) same.push_back(other);
  }
  return same;
}

}  // namespace

std::string Engine::export_playlist(const exchange::PlaylistExport& wish) const {
  return playlist::write(exchange::playlist_of(answering_library(), wish.songs, wish.title), wish.format, wish.folder);
}

exchange::PlaylistImport Engine::import_playlist(const std::filesystem::path& file, const std::string& name,
                                                 catalog::IfTaken if_taken) {
  return exchange::import_playlist(own_library(), file, name, if_taken);
}

std::vector<exchange::MadeList> Engine::make_playlists(const exchange::MakeRequest& make,
                                                       const OnProgress& on_progress) const {
  const std::vector<std::string> names = topics().topics;
  const auto ask = [&](const answers::RecommendRequest& wish) {
    std::vector<std::int64_t> ids;
    for (const answers::RecommendedSong& song : rank(wish).songs) ids.push_back(song.id);
    return ids;
  };
  return exchange::make_playlists(make, {answering_library(), names, ask}, on_progress);
}

std::vector<catalog::SavedList> Engine::lists() const { return snapshots_->own().lists().all(); }

catalog::SavedList Engine::list(std::int64_t id) const {
  if (auto found = snapshots_->own().lists().list(id)) return *std::move(found);
  throw Error(ErrorKind::not_found, "there is no list " + std::to_string(id));
}

catalog::SavedList Engine::list_named(std::string_view name) const {
  if (auto found = snapshots_->own().lists().named(name)) return *std::move(found);
  throw Error(ErrorKind::not_found, "there is no list '" + std::string(name) + "'");
}

std::vector<std::int64_t> Engine::kept_songs(const std::vector<std::int64_t>& songs) {
  const current::View before = snapshots_->view(kNoProgress);
  if (songs.empty() || !before.snapshot->from_songbook) return songs;
  (void)import_songbook(kNoProgress);
  return same_songs(*before.snapshot->library, own_library(), songs);
}

std::optional<std::int64_t> Engine::save_list(std::string_view name, const std::vector<std::int64_t>& songs,
                                              catalog::IfTaken if_taken) {
  const std::vector<std::int64_t> kept = kept_songs(songs);
  return own_library().lists().save(name, kept, if_taken);
}

bool Engine::replace_list(std::int64_t id, std::string_view name, const std::vector<std::int64_t>& songs) {
  (void)list(id);  // nothing is kept for a list that is not there
  const std::vector<std::int64_t> kept = kept_songs(songs);
  return own_library().lists().replace(id, name, kept);
}

void Engine::remove_list(std::int64_t id) {
  if (!snapshots_->own().lists().remove(id))
    throw Error(ErrorKind::not_found, "there is no list " + std::to_string(id));
}

exchange::SyncReport Engine::sync_server(servers::Client& client, const exchange::SyncRequest& request,
                                         const OnProgress& on_progress) {
  const current::Writing writing(*snapshots_);
  return exchange::sync_server(own_library(), *reader_, client, request, on_progress);
}

exchange::PushReport Engine::push_lists(servers::Client& client, const exchange::PushRequest& request,
                                        const OnProgress& on_progress) {
  std::vector<catalog::SavedList> chosen;
  if (request.lists.empty()) chosen = lists();
  for (const std::string& name : request.lists) chosen.push_back(list_named(name));
  if (chosen.empty())
    throw Error(ErrorKind::not_found, "there is no saved list; make one on the page or by `playlists import`");
  return exchange::push_lists(own_library(), client, chosen, on_progress);
}

std::size_t Engine::delete_pushed(servers::Client& client) { return exchange::delete_pushed(own_library(), client); }

void Engine::forget_server(std::string_view server) {
  const current::Writing writing(*snapshots_);
  own_library().servers().forget(server);
}

}  // namespace leitmotif::engine
