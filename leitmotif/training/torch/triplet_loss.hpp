// The loss that draws songs of one artist together and pushes others away.
// Flow: similarities within a batch -> loss.
// Source: the triplet loss (Schroff, Kalenichenko and Philbin 2015) with all negatives of the batch at once, each with
// the weight of its hardness (Sohn 2016): for a pair of one artist with similarity p and others with similarities n,
// log(1 + sum exp((n - p) / temperature)). A small temperature leaves the hardest negative only.
#pragma once

#include <cstdint>
#include <vector>

#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {

/// Mean over all ordered pairs of different songs of one group; 0 when there is none.
/// Shape: similarity [n x n]; group [n]: equal numbers belong together.
[[nodiscard]] at::Tensor triplet_loss(const at::Tensor& similarity, const std::vector<std::int64_t>& group,
                                      double temperature);

/// The same where each anchor has one positive and negatives of its own: mean of log(1 + sum exp((n - p) /
/// temperature)). Shape: anchors, positives [n x width], negatives [n x k x width], rows of length 1.
[[nodiscard]] at::Tensor neighbour_loss(const at::Tensor& anchors, const at::Tensor& positives,
                                        const at::Tensor& negatives, double temperature);

}  // namespace leitmotif::training
