// Lyric files that are named after the song and not after its music file.
// Flow: song_sources -> paired_by_names -> read_song.
#pragma once

#include <span>
#include <vector>

#include "leitmotif/collection/sources.hpp"

namespace leitmotif::collection {

/// The songs, with each lyric file that stood alone given to the one music file without lyric files in its folder (or
/// in the one above a folder called `lyrics` or the like) whose tags name the same song: "Otto Kestrel - Empty
/// River.lrc", "Empty River.txt" or an .lrc file's own tags beside "track_07.mp3". Where several music files may be
/// meant, and where many songs are called so ("Intro"), it stays a song of its own. Reads tags only in folders where a
/// lyric file stands alone; a file that cannot be read says nothing here.
[[nodiscard]] std::vector<SongSource> paired_by_names(std::vector<SongSource> songs, std::span<const FoundFile> files,
                                                      unsigned threads);

}  // namespace leitmotif::collection
