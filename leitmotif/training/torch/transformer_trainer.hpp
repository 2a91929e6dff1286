// Trains the paper's Transformer. The header does not show LibTorch, so that it is compiled once.
// Flow: TF-IDF rows and class indices -> weights.
// Source: the paper: linear 5000 -> 64, a learned position, two encoder layers (2 heads, 2048 wide), a linear head.
#pragma once

#include <cstdint>

#include "leitmotif/models/transformer.hpp"
#include "leitmotif/training/epochs.hpp"

namespace leitmotif::training {

struct TransformerOptions {
  std::size_t classes = 8;
  std::uint64_t seed = 0;  ///< decides the initial weights and what is dropped
};

struct TrainedTransformer {
  models::TransformerWeights weights;
  LearningCurve curve;
};

/// Trains on `train`, reports loss and accuracy on `validation` after every epoch. One thread, so the result does not
/// depend on the number of threads. The course must have one phase in which everything learns.
/// Throws what `learn` throws.
[[nodiscard]] TrainedTransformer train_transformer(const Examples& train, const Examples& validation,
                                                   const TransformerOptions& options, const Course& course,
                                                   const OnEpoch& on_epoch);

}  // namespace leitmotif::training
