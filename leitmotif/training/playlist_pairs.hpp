// What playlists say of songs for a network that compares them: neighbours in a list, and songs against them.
// Flow: playlists -> pairs of songs with negatives -> loss.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/song_columns.hpp"

namespace leitmotif::training {

/// Playlists as places of songs, each with two or more, none twice in a list; and the songs' years, kNoYear where not
/// known. Shape: years [songs].
struct PlaylistRows {
  std::span<const std::vector<std::uint32_t>> lists;
  std::span<const std::int32_t> years;
};

/// Two songs of a list, and songs of the first one's time that share no list with it.
struct PlaylistPair {
  std::uint32_t song = 0;
  std::uint32_t neighbour = 0;
  std::vector<std::uint32_t> others;
};

/// Draws pairs. Negatives are of the same five years before and after and drawn as often as lists have them: what tells
/// two songs of a list apart from them is neither time nor fame.
class PlaylistPairs {
 public:
  /// `others`: negatives of a pair. Lifetime: what `rows` views must outlive it.
  PlaylistPairs(const PlaylistRows& rows, std::size_t others, std::uint64_t seed);
  /// Every song of every list once as the first of a pair, in a drawn order; none when no song can be a negative.
  [[nodiscard]] std::vector<PlaylistPair> drawn();

 private:
  [[nodiscard]] bool share_a_list(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::uint32_t other_than(std::uint32_t song);

  PlaylistRows rows_;
  std::size_t others_;
  RandomSource random_;
  std::vector<std::uint32_t> pool_;                   ///< every place of every list, by year
  std::vector<std::vector<std::uint32_t>> lists_of_;  ///< [songs] ascending
};

}  // namespace leitmotif::training
