// Playlists: songs of the library as a file, anybody's playlist file as songs of the library, a list for every topic
// and mood.
// Flow: ids -> catalogue -> playlist::write -> bytes; bytes -> playlist::read -> catalogue -> ids. The verbs are
// Engine's (engine.hpp).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "leitmotif/answers/request.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/lists.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/library/song_finder.hpp"
#include "leitmotif/playlist/playlist.hpp"

namespace leitmotif::exchange {

/// Which songs are written as a playlist, and how.
struct PlaylistExport {
  std::vector<std::int64_t> songs;  ///< in the list's order; at most catalog::kMostListSongs
  playlist::Format format = playlist::Format::m3u8;
  std::string title;
  std::filesystem::path folder;  ///< where the file will lie; empty: see playlist::write
};

/// What became of the entries of a playlist file.
struct PlaylistImport {
  std::string name;       ///< the list it was saved as
  std::int64_t list = 0;  ///< its number; 0 when it was not saved because no entry was found
  std::vector<library::ImportedEntry> entries;
  std::size_t found = 0;
};

/// What lists to make in one go.
struct MakeRequest {
  std::filesystem::path folder;           ///< made when missing
  std::vector<playlist::Format> formats;  ///< at least one
  std::int64_t n = 50;                    ///< songs a list at most
  std::uint64_t seed = 0;
  std::int64_t artist_cap = 2;
};

/// A list that was made of the library's songs.
struct MadeList {
  std::string name;  ///< such as `topic sadness` or `mood calm`
  std::size_t songs = 0;
  std::size_t with_file = 0;                     ///< of them, those a player can play
  std::vector<std::filesystem::path> files;      ///< empty when there was no song
  std::string left_out = {};                     ///< why it was not made; empty when it was
  std::vector<std::filesystem::path> kept = {};  ///< what files that were there before are called now
};

/// A list of songs as a playlist's entries. Throws not_found (no such song).
[[nodiscard]] playlist::Playlist playlist_of(const catalog::Catalog& library, const std::vector<std::int64_t>& songs,
                                             const std::string& title);

/// Reads a playlist file (`-` is standard input), looks its songs up in the library and saves those that are found as a
/// list, under `name` or, when that is empty, the playlist's own name. Throws as read_file, playlist::read and
/// Lists::save, and invalid_argument when the name is taken and that is refused.
PlaylistImport import_playlist(catalog::Catalog& library, const std::filesystem::path& file, const std::string& name,
                               catalog::IfTaken if_taken);

/// Who knows songs for lists. Lifetime: that of the call it is handed to.
struct ListMaker {
  const catalog::Catalog& library;         ///< that the songs are of
  const std::vector<std::string>& topics;  ///< a list each
  /// Songs for a wish, best first.
  std::function<std::vector<std::int64_t>(const answers::RecommendRequest&)> ask;
};

/// Writes a list for every topic and every named mood; what a file was before it was first replaced is kept. One that
/// cannot be asked (`ask` throws invalid_argument), as a mood of songs without sound features, is left out with the
/// reason. Throws as `ask` when that is so of all, and as write_file.
std::vector<MadeList> make_playlists(const MakeRequest& make, const ListMaker& maker, const OnProgress& on_progress);

}  // namespace leitmotif::exchange
