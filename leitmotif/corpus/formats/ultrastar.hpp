// Songs of karaoke games: UltraStar and its kin.
// Flow: a .txt with notes -> its words as lines, names into the song.
// Source: the UltraStar song format 1.1 (headers `#KEY:value`, note lines `: * F R G`, line ends `-`, voices `P1`).
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/written_stamp.hpp"

namespace leitmotif::corpus {

/// Whether a text is such a song: it begins with headers, and notes come after.
[[nodiscard]] bool is_ultrastar(std::string_view text) noexcept;

/// Its words, a line for each of its lines, an empty line between two voices; artist, title, year and genre go into
/// `song`. With times each line and syllable has its note's, by the headers BPM (quarters of a beat) and GAP.
[[nodiscard]] std::string read_ultrastar(std::string_view text, LabelledSong& song, Times times = Times::left_out);

}  // namespace leitmotif::corpus
