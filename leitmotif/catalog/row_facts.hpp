// What a row of a data set says beside its song: album, length, recording code.
// Flow: LabelledSong -> SongFacts of a song that no scan knows better.
#pragma once

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// Whether a row says anything beside its song.
[[nodiscard]] bool has_facts(const LabelledSong& row) noexcept;
/// The facts of a row.
[[nodiscard]] SongFacts facts_of_row(const LabelledSong& row);
/// What a row says takes the place of what is there; of a song that has a file of its own it fills in only what is not
/// known.
void take_over_facts(SongFacts& there, const LabelledSong& row, bool has_own_file);

}  // namespace leitmotif::catalog
