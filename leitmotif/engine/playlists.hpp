// Playlists: songs of the library as a file, anybody's playlist file as songs of the library, a list for every topic
// and mood.
// Flow: ids -> catalogue -> playlist::write -> bytes; bytes -> playlist::read -> catalogue -> ids. The verbs are
// Engine's (engine.hpp).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/lists.hpp"
#include "leitmotif/engine/song_finder.hpp"
#include "leitmotif/playlist/playlist.hpp"

namespace leitmotif::engine {

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
  std::vector<ImportedEntry> entries;
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
  std::size_t with_file = 0;                 ///< of them, those a player can play
  std::vector<std::filesystem::path> files;  ///< empty when there was no song
  std::string left_out = {};                 ///< why it was not made; empty when it was
};

/// A list of songs as a playlist's entries. Throws not_found (no such song).
[[nodiscard]] playlist::Playlist playlist_of(const catalog::Catalog& library, const std::vector<std::int64_t>& songs,
                                             const std::string& title);

}  // namespace leitmotif::engine
