// Whether the words of a topic belong together, by the songs they share.
// Flow: word counts of songs, the first words of a topic -> one number.
// Sources: Mimno et al. 2011, "Optimizing Semantic Coherence in Topic Models" (UMass); Bouma 2009, "Normalized
// (Pointwise) Mutual Information in Collocation Extraction", over whole songs (NPMI).
#pragma once

#include <cstdint>
#include <span>

#include "leitmotif/core/records.hpp"

namespace leitmotif::topics {

/// Means over all pairs of a topic's words.
struct Coherence {
  double npmi = 0;   ///< -1: never in one song; 0: as chance has it; 1: always together
  double umass = 0;  ///< logarithm of the share of the songs with the more probable word that have the other too
};

/// `words`: the most probable words of a topic, as columns of `counts`, the most probable first; each must stand in a
/// song. Fewer than two words give zeros. Cost: the songs times the words.
[[nodiscard]] Coherence coherence(const SparseMatrix& counts, std::span<const std::uint32_t> words);

}  // namespace leitmotif::topics
