// Passes over the songs that take linear weights most of the way, one song after the other.
// Flow: rows and classes -> weights near the least cost -> minimise.
// Source: Hsieh, Chang, Lin, Keerthi and Sundararajan 2008 (support vectors, algorithm 1); Shalev-Shwartz and Zhang
// 2013, stochastic dual coordinate ascent (cross entropy, whose slopes change by at most half of what a sum changes).
#pragma once

#include <vector>

#include "leitmotif/training/linear/linear_fit.hpp"

namespace leitmotif::training {

/// Weights and, in a last row, biases, with what they say of classes that are padding: 0. The bias is held small here
/// as one more term of every song would be, so they are near the least cost, not there. Depends on the order of the
/// songs and on nothing else. Makes options.most_steps passes at most; `on_step` is called after each. Shape: [(terms +
/// 1) x padded classes]; empty when so many songs and classes are better not looked at one by one.
[[nodiscard]] std::vector<float> first_passes(const Examples& train, std::size_t classes, const LinearOptions& options,
                                              const OnStep& on_step);

/// How many passes are made when nobody wants fewer.
[[nodiscard]] int usual_passes(LinearLoss loss) noexcept;

}  // namespace leitmotif::training
