// Trains the feed-forward networks. The header does not show LibTorch, so that it is compiled once.
// Flow: TF-IDF rows and class indices -> weights.
// Source: the paper's networks 5000-256-128-8 with ReLU; dropout after both hidden layers when fine-tuned.
#pragma once

#include <cstdint>

#include "leitmotif/models/feed_forward.hpp"
#include "leitmotif/training/epochs.hpp"

namespace leitmotif::training {

struct FeedForwardOptions {
  std::size_t classes = 8;
  std::array<std::size_t, 2> hidden = {256, 128};
  double dropout = 0;      ///< share of the hidden values that is dropped while learning
  std::uint64_t seed = 0;  ///< decides the initial weights and what is dropped
};

struct TrainedFeedForward {
  models::FeedForwardWeights weights;
  LearningCurve curve;
};

/// Trains on `train`, reports loss and accuracy on `validation` after every epoch. One thread: the layers are so
/// small that a second one costs more than it gives, and so the result does not depend on the number of threads.
/// Throws what `learn` throws.
[[nodiscard]] TrainedFeedForward train_feed_forward(const Examples& train, const Examples& validation,
                                                    const FeedForwardOptions& options, const Course& course,
                                                    const OnEpoch& on_epoch);

}  // namespace leitmotif::training
