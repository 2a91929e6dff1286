// The paper's Transformer. The header does not show LibTorch.
// Source: the paper: linear 5000 -> 64, a learned position, two encoder layers (2 heads, 2048 wide), a linear head.
#pragma once

#include "leitmotif/training/network_kind.hpp"

namespace leitmotif::training {

/// The paper's number of epochs.
inline constexpr int kTransformerEpochs = 15;

/// The kind `transformer`.   Throws as train_topics.
[[nodiscard]] TrainedModel train_transformer(const DataSplit& split, const TrainRequest& request,
                                             const OnEpochReport& on_epoch);

}  // namespace leitmotif::training
