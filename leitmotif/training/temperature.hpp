// One number that makes a network's probabilities believable.
// Source: Guo et al. 2017, temperature scaling: softmax(logits / T) with the T of least cross-entropy on songs that
// were not trained on. The order of the topics does not change.
#pragma once

#include <span>

namespace leitmotif::training {

/// The best temperature between 0.1 and 10, found by golden-section search (the cross-entropy is convex in 1/T).
/// Shape: logits [songs x classes] row-major, truth [songs].
[[nodiscard]] float fit_temperature(std::span<const float> logits, std::span<const int> truth, std::size_t classes);

}  // namespace leitmotif::training
