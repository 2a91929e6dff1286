#include "leitmotif/exchange/playlists.hpp"

#include <algorithm>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/kept_file.hpp"
#include "leitmotif/recommend/moods.hpp"
#include "leitmotif/text/charset.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::exchange {
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
  entry.ids = facts.ids;
}

struct ListWish {
  std::string name;
  answers::RecommendRequest request;
};

std::vector<ListWish> wishes_of(const MakeRequest& make, const std::vector<std::string>& topics) {
  answers::RecommendRequest plain;
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
    wishes.back().request.mood = answers::mood_from(mood.name);
  }
  return wishes;
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

std::vector<library::ImportedEntry> found_songs(library::SongFinder& finder, const playlist::Playlist& list) {
  std::vector<library::ImportedEntry> found;
  for (const playlist::Entry& entry : list.entries) found.push_back(finder.find(entry));
  return found;
}

std::size_t count_found(const std::vector<library::ImportedEntry>& entries) {
  return static_cast<std::size_t>(
      std::ranges::count_if(entries, [](const library::ImportedEntry& entry) { return entry.song != 0; }));
}

/// A few names are too little to tell an encoding by, but the library knows what they are called: reads a list that is
/// not UTF-8 in every encoding there is, and keeps the one in which most songs are found.
void try_other_encodings(const std::string& bytes, const std::string& where, library::SongFinder& finder,
                         PlaylistImport& imported) {
  constexpr std::size_t kLongestTried = 64U << 10U;
  const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (marked || bytes.size() > kLongestTried || bytes.find('\0') != std::string::npos ||
      !text::first_invalid_utf8(bytes))
    return;
  for (const std::string_view encoding : text::legacy_encodings()) {
    const std::optional<std::string> text = text::converted(bytes, std::string(encoding).c_str(), where);
    if (!text) continue;
    try {
      std::vector<library::ImportedEntry> entries = found_songs(finder, playlist::read(*text, where));
      const std::size_t found = count_found(entries);
      if (found <= imported.found) continue;
      imported.entries = std::move(entries);
      imported.found = found;
    } catch (const Error&) {
      continue;  // no list in this encoding
    }
  }
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

PlaylistImport import_playlist(catalog::Catalog& library, const fs::path& file, const std::string& name,
                               catalog::IfTaken if_taken) {
  const std::string bytes = read_file(file, playlist::kMostPlaylistBytes);
  const playlist::Playlist read = playlist::read(bytes, file.string());
  const fs::path folder = complete(file == "-" ? fs::path(".") : file).parent_path();
  PlaylistImport imported;
  imported.name = !name.empty() ? name : !read.title.empty() ? read.title : file.stem().string();
  library::SongFinder finder(library, folder);
  imported.entries = found_songs(finder, read);
  imported.found = count_found(imported.entries);
  if (imported.found < imported.entries.size()) try_other_encodings(bytes, file.string(), finder, imported);
  std::vector<std::int64_t> songs;
  for (const library::ImportedEntry& entry : imported.entries)
    if (entry.song != 0) songs.push_back(entry.song);
  if (songs.empty()) return imported;
  const auto list = library.lists().save(imported.name, songs, if_taken);
  if (!list)
    throw Error(ErrorKind::invalid_argument, "there is a list '" + imported.name +
                                                 "' already; replace it (--replace), or give another name (--name)");
  imported.list = *list;
  return imported;
}

std::vector<MadeList> make_playlists(const MakeRequest& make, const ListMaker& maker, const OnProgress& on_progress) {
  if (make.formats.empty()) throw Error(ErrorKind::invalid_argument, "no format is named for the playlists");
  const fs::path folder = complete(make.folder);
  const std::vector<ListWish> wishes = wishes_of(make, maker.topics);
  std::vector<MadeList> made;
  for (const ListWish& wish : wishes) {
    on_progress({"making playlists", made.size(), wishes.size()});
    std::vector<std::int64_t> songs;
    try {
      songs = maker.ask(wish.request);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::invalid_argument || (made.size() + 1 == wishes.size() && none_made(made))) throw;
      made.emplace_back().name = wish.name;
      made.back().left_out = error.what();
      continue;
    }
    const playlist::Playlist list = playlist_of(maker.library, songs, wish.name);
    MadeList done;
    KeptFiles files;
    done.name = wish.name;
    done.songs = songs.size();
    done.with_file = static_cast<std::size_t>(
        std::ranges::count_if(list.entries, [](const playlist::Entry& entry) { return !entry.file.empty(); }));
    for (const playlist::Format format : make.formats) {
      if (songs.empty()) break;
      make_folder(folder);
      const fs::path file = folder / (file_name_of(wish.name) + "." + std::string(playlist::info_of(format).name));
      files.write(file, playlist::write(list, format, folder));
      done.files.push_back(file);
    }
    done.kept = files.kept();
    made.push_back(std::move(done));
  }
  return made;
}

}  // namespace leitmotif::exchange
