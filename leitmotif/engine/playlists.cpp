#include "leitmotif/engine/playlists.hpp"

#include <algorithm>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"
#include "leitmotif/recommend/moods.hpp"

namespace leitmotif::engine {
namespace {

namespace fs = std::filesystem;

/// `night/time` -> `night-time`: a name that is one file's.
std::string file_name_of(const std::string& name) {
  std::string safe = name;
  for (char& c : safe)
    if (c == '/' || c == ' ' || c == '\\') c = '-';
  return safe;
}

void put_facts(playlist::Entry& entry, const catalog::SongFacts& facts) {
  entry.length_ms = facts.length_ms;
  entry.album = facts.album;
  entry.recording_id = facts.recording_id;
  entry.release_id = facts.release_id;
  entry.artist_id = facts.artist_id;
  entry.isrc = facts.isrc;
}

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

struct ListWish {
  std::string name;
  RecommendRequest request;
};

std::vector<ListWish> wishes_of(const MakeRequest& make, const std::vector<std::string>& topics) {
  RecommendRequest plain;
  plain.n = make.n;
  plain.seed = make.seed;
  plain.artist_cap = make.artist_cap;
  std::vector<ListWish> wishes;
  for (const std::string& topic : topics) {
    wishes.push_back({"topic " + topic, plain});
    wishes.back().request.topic = topic;
  }
  for (const recommend::NamedMood& mood : recommend::kMoods) {
    wishes.push_back({"mood " + std::string(mood.name), plain});
    wishes.back().request.mood = mood_from(mood.name);
  }
  return wishes;
}

std::vector<std::int64_t> ids_of(const RecommendAnswer& answer) {
  std::vector<std::int64_t> ids;
  for (const RecommendedSong& song : answer.songs) ids.push_back(song.id);
  return ids;
}

bool none_made(const std::vector<MadeList>& lists) {
  return std::ranges::none_of(lists, [](const MadeList& list) { return list.left_out.empty(); });
}

fs::path complete(const fs::path& folder) {
  std::error_code error;
  const fs::path absolute = fs::absolute(folder, error);
  if (error) throw Error(ErrorKind::io, folder.string() + ": " + error.message());
  return absolute.lexically_normal();
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(ErrorKind::io, folder.string() + ": cannot create the folder: " + error.message());
}

}  // namespace

playlist::Playlist playlist_of(const catalog::Catalog& library, const std::vector<std::int64_t>& songs,
                               const std::string& title) {
  if (songs.size() > catalog::kMostListSongs)
    throw Error(ErrorKind::resource_limit, "a playlist of " + std::to_string(songs.size()) + " songs; the limit is " +
                                               std::to_string(catalog::kMostListSongs));
  const std::vector<std::optional<fs::path>> files = library.files().places_of(songs);
  const std::vector<std::optional<catalog::SongFacts>> facts = library.files().facts_of(songs);
  playlist::Playlist list;
  list.title = title;
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const auto stored = library.songs().song(songs[i]);
    if (!stored) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(songs[i]) + " in the library");
    playlist::Entry entry;
    entry.artist = stored->song.artist;
    entry.title = stored->song.title;
    entry.year = stored->song.year;
    if (facts[i]) put_facts(entry, *facts[i]);
    if (files[i]) entry.file = files[i]->string();
    list.entries.push_back(std::move(entry));
  }
  return list;
}

std::string Engine::export_playlist(const PlaylistExport& wish) const {
  return playlist::write(playlist_of(answering_library(), wish.songs, wish.title), wish.format, wish.folder);
}

PlaylistImport Engine::import_playlist(const fs::path& file, const std::string& name, catalog::IfTaken if_taken) {
  const std::string bytes = read_file(file, playlist::kMostPlaylistBytes);
  playlist::Playlist read = playlist::read(bytes, file.string());
  const fs::path folder = complete(file == "-" ? fs::path(".") : file).parent_path();
  catalog::Catalog& library = snapshots_->own();
  PlaylistImport imported;
  imported.name = !name.empty() ? name : !read.title.empty() ? read.title : file.stem().string();
  std::vector<std::int64_t> songs;
  SongFinder finder(library, folder);
  for (playlist::Entry& entry : read.entries) {
    imported.entries.push_back(finder.find(std::move(entry)));
    if (imported.entries.back().song != 0) songs.push_back(imported.entries.back().song);
  }
  imported.found = songs.size();
  if (songs.empty()) return imported;
  const auto list = library.lists().save(imported.name, songs, if_taken);
  if (!list)
    throw Error(ErrorKind::invalid_argument, "there is a list '" + imported.name +
                                                 "' already; replace it (--replace), or give another name (--name)");
  imported.list = *list;
  return imported;
}

std::vector<MadeList> Engine::make_playlists(const MakeRequest& make, const OnProgress& on_progress) const {
  if (make.formats.empty()) throw Error(ErrorKind::invalid_argument, "no format is named for the playlists");
  const fs::path folder = complete(make.folder);
  const std::vector<ListWish> wishes = wishes_of(make, topics().topics);
  std::vector<MadeList> made;
  for (const ListWish& wish : wishes) {
    on_progress({"making playlists", made.size(), wishes.size()});
    std::vector<std::int64_t> songs;
    try {
      songs = ids_of(recommend(wish.request, kNoProgress));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::invalid_argument || (made.size() + 1 == wishes.size() && none_made(made))) throw;
      made.emplace_back().name = wish.name;
      made.back().left_out = error.what();
      continue;
    }
    const playlist::Playlist list = playlist_of(answering_library(), songs, wish.name);
    MadeList done;
    done.name = wish.name;
    done.songs = songs.size();
    done.with_file = static_cast<std::size_t>(
        std::ranges::count_if(list.entries, [](const playlist::Entry& entry) { return !entry.file.empty(); }));
    for (const playlist::Format format : make.formats) {
      if (songs.empty()) break;
      make_folder(folder);
      const fs::path file = folder / (file_name_of(wish.name) + "." + std::string(playlist::info_of(format).name));
      write_file(file, playlist::write(list, format, folder));
      done.files.push_back(file);
    }
    made.push_back(std::move(done));
  }
  return made;
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

std::optional<std::int64_t> Engine::save_list(std::string_view name, const std::vector<std::int64_t>& songs,
                                              catalog::IfTaken if_taken) {
  // Who keeps songs of the songbook keeps the songbook: a list of songs that are gone at the next start is none.
  const View before = snapshots_->view(kNoProgress);
  if (songs.empty() || !before.snapshot->from_songbook) return snapshots_->own().lists().save(name, songs, if_taken);
  (void)import_songbook(kNoProgress);
  return snapshots_->own().lists().save(name, same_songs(*before.snapshot->library, snapshots_->own(), songs),
                                        if_taken);
}

bool Engine::replace_list(std::int64_t id, std::string_view name, const std::vector<std::int64_t>& songs) {
  return snapshots_->own().lists().replace(id, name, songs);
}

void Engine::remove_list(std::int64_t id) {
  if (!snapshots_->own().lists().remove(id))
    throw Error(ErrorKind::not_found, "there is no list " + std::to_string(id));
}

}  // namespace leitmotif::engine
