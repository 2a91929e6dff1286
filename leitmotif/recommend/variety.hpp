// Songs that differ from each other: maximal marginal relevance.
// Flow: the best songs -> choose_varied -> a list in which each song is good and unlike those before it.
// Source: Carbonell and Goldstein 1998, "The use of MMR, diversity-based reranking".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "leitmotif/recommend/library.hpp"

namespace leitmotif::recommend {

/// A song that was chosen, and what it lost for being like an earlier one.
struct Choice {
  std::uint32_t song = 0;
  double penalty = 0;                    ///< variety times likeness to the nearest song chosen before it
  std::optional<std::uint32_t> nearest;  ///< that song
};

/// How many songs are wanted and how different they must be.
struct VarietyWish {
  std::size_t n = 0;
  double variety = 0;
  std::size_t artist_cap = 0;  ///< as take_capped's
  std::size_t passing = 0;     ///< songs of the pool up to here are used before the others
};

/// Takes from `pool`, again and again, the song whose score less its penalty is greatest (the first among equals;
/// scores already count 1 - variety), for as long as the cap allows one; then the cap is relaxed. `scores` has one
/// number for each song of the pool. Cost: n times the pool times the width of the space.
[[nodiscard]] std::vector<Choice> choose_varied(const Library& library, std::span<const std::uint32_t> pool,
                                                std::span<const double> scores, const VarietyWish& wish);

}  // namespace leitmotif::recommend
