// The loss that draws songs of one artist together and pushes others away.
// Flow: similarities within a batch -> loss and its gradient.
// Source: the triplet loss (Schroff, Kalenichenko and Philbin 2015) with all negatives of the batch at once, each with
// the weight of its hardness (Sohn 2016): for a pair of one artist with similarity p and others with similarities n,
// log(1 + sum exp((n - p) / temperature)). A small temperature leaves the hardest negative only.
#pragma once

#include <cstdint>
#include <span>

namespace leitmotif::training {

/// Mean over all ordered pairs of different songs of one group; 0 when there is none.
/// Shape: similarity and gradient [n x n], row-major; group [n]: equal numbers belong together.
[[nodiscard]] double triplet_loss(std::span<const float> similarity, std::span<const std::uint32_t> group,
                                  double temperature, std::span<float> gradient);

}  // namespace leitmotif::training
