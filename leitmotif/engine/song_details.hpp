// What is known of one song, put together from a snapshot and the catalogue.
// Flow: row of a snapshot, the stored song -> SongDetails -> answers about one song, exports.
#pragma once

#include <cstddef>

#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/engine/answers.hpp"
#include "leitmotif/library/snapshot.hpp"

namespace leitmotif::engine {

/// All but the words behind its topics and what its owner noted of it. Cost: some ten microseconds.
[[nodiscard]] SongDetails known_of(const library::Snapshot& snapshot, std::size_t row,
                                   const catalog::StoredSong& stored);

}  // namespace leitmotif::engine
