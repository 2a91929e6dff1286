// The lyric files of a folder, each a song by itself, whatever music lies beside them.
// Flow: folder -> LyricFolder -> songs, and what is none with its reason.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/collection/sources.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::collection {

/// What a walk over a folder found.
struct LyricFolder {
  std::vector<FoundFile> files;    ///< lyric files, in the byte order of their paths
  std::vector<SongSource> songs;   ///< those that are songs by themselves, as a scan has them without music
  std::size_t passed_over = 0;     ///< music files
  std::vector<Rejected> rejected;  ///< folders and files that could not be looked at; captions, pages and data
};

/// Finds lyric files as walk_folder does. Throws as walk_folder.
[[nodiscard]] LyricFolder find_lyrics(const std::filesystem::path& folder,
                                      const std::function<void(std::size_t)>& on_file);

/// A song of a folder, or why it is none.
struct FolderLyric {
  std::optional<LabelledSong> song;  ///< without lyrics where the file says that nobody sings, or holds none
  std::string digest;                ///< of the file's content
  std::string refusal;               ///< why there is no song
};

/// Reads one file as a scan does: names from its head, its tags or its own name.
[[nodiscard]] FolderLyric read_lyric(const LyricFolder& folder, std::size_t song);

}  // namespace leitmotif::collection
