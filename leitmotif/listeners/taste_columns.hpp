// What taste knows of every song of a library, as columns: from the snapshot, or mapped from a file beside a large
// library, which processes on one machine share.
// Flow: library::Snapshot -> TasteItems -> TasteColumns -> taste::Blend.
// Source: docs/decisions/0033-columns-beside-the-library.md.
#pragma once

#include "leitmotif/core/column.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/taste/song_facts.hpp"

namespace leitmotif::listeners {

/// Immutable; copies share the numbers.
struct TasteColumns {
  Column<taste::Item> item_of_row;  ///< [rows] the song that a row of the snapshot is: see TasteItems
  taste::KnownSongs songs;
};

/// From the snapshot's folder when there is a whole file of its state; else worked out, and kept there where files are
/// kept. The numbers are the same. Cost: worked out, about two microseconds a song.
[[nodiscard]] TasteColumns taste_columns(const library::Snapshot& snapshot, unsigned threads);

}  // namespace leitmotif::listeners
