// What becomes of a scanned song that the library has already: the same for every kind of library.
// Flow: Files::add_scanned -> what is there -> complete -> the row that is written.
#pragma once

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/songs.hpp"

namespace leitmotif::catalog {

/// A song of the library that a scan has found again.
struct KnownSong {
  StoredSong song;
  bool from_elsewhere = false;  ///< an import brought it, not a scan
  /// A file other than the one that was read, and there, gave the song a lyric: any such file when the scanned one has
  /// none, else one that has been known for longer.
  bool has_elder_lyrics = false;
};

/// Completes a scanned song by what the library has of it; true when the lyric is now the library's, which is then
/// what the song's facts and predictions stay with.
[[nodiscard]] bool complete(LabelledSong& scanned, const KnownSong& known);

}  // namespace leitmotif::catalog
