// What becomes of a scanned song that the library has already: the same for every kind of library.
// Flow: Files::add_scanned -> what is there -> complete -> the row that is written.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/songs.hpp"

namespace leitmotif::catalog {

/// A song of the library that a scan has found again.
struct KnownSong {
  StoredSong song;
  bool from_elsewhere = false;  ///< an import brought it, not a scan
  SongFacts facts = {};         ///< what scans say of it; empty when none does
  bool is_own = false;          ///< the scanned song's first file has it, and no other file does
  /// A file other than the one that was read, and there, gave the song a lyric: any such file when the scanned one has
  /// none, else one that has been known for longer.
  bool has_elder_lyrics = false;
};

/// Completes a scanned song by what the library has of it; true when the lyric is now the library's, which is then
/// what the song's facts and predictions stay with.
[[nodiscard]] bool complete(LabelledSong& scanned, const KnownSong& known);

/// Whether a scanned song is one of the library's of the same name and not another recording: MusicBrainz's recordings
/// when both have one; else lengths within some seconds, lyrics of mostly the same words, and the same album or hardly
/// another length. What one of them does not say does not count.
[[nodiscard]] bool is_same_recording(const ScannedSong& scanned, const KnownSong& known);

/// What the scanned song's LabelledSong::apart must be: as it is when the scan set it; else the first of nothing, its
/// album and its content whose identity no song has, or one that is its own or the same recording. `find` gives the
/// song of an identity.
[[nodiscard]] std::string apart_for(const ScannedSong& scanned,
                                    const std::function<std::optional<KnownSong>(const std::string&)>& find);

}  // namespace leitmotif::catalog
