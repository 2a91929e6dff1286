// The songs that are ranked: their columns, and where they lie when they are compared.
// Flow: SongColumns -> Library -> rank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "leitmotif/core/song_columns.hpp"
#include "leitmotif/recommend/space.hpp"

namespace leitmotif::recommend {

/// What ranking reads.
struct Library : SongColumns {
  LazySpace space;  ///< where songs lie when they are compared; each song has a row, or none has
  /// The same number for editions of one song, 0 for a song that has none. Empty: every song is its own. May be called
  /// by several threads at once.
  std::function<std::uint64_t(std::uint32_t song)> work = {};
};

/// The songs that can be about a topic, most probable first: ties by how much of the song is about it, then by id.
[[nodiscard]] std::vector<std::uint32_t> ordered_by_topic(const SongColumns& songs, std::size_t topic);

/// Fills SongColumns::order on `threads` threads (0: all).
void order_by_topic(SongColumns& songs, unsigned threads);

/// Throws internal when the columns differ in length, resource_limit above 4294967295 songs.
void check_columns(const SongColumns& songs);

}  // namespace leitmotif::recommend
