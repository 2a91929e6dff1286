// Trains the feed-forward networks with LibTorch. The header does not show LibTorch, so that it is compiled once.
// Flow: TF-IDF rows and class indices -> weights.
// Source: the paper's protocol: Adam, cross-entropy, batches of 32, 20 epochs.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "leitmotif/core/records.hpp"
#include "leitmotif/models/feed_forward.hpp"
#include "leitmotif/models/model_card.hpp"

namespace leitmotif::training {

/// Rows with their classes. Shape: rows [n x terms], labels [n], each below `classes`.
struct Examples {
  const SparseMatrix* rows = nullptr;
  std::span<const int> labels;
};

struct FeedForwardOptions {
  std::size_t classes = 8;
  std::array<std::size_t, 2> hidden = {256, 128};
  int epochs = 20;         ///< more: longer training
  std::size_t batch = 32;  ///< songs a step
  double rate = 1e-3;      ///< Adam's learning rate
  bool keep_best = true;   ///< give the weights of the epoch with the best validation accuracy, not of the last one
  int patience = 5;        ///< with keep_best: stop after so many epochs without a better one
  std::uint64_t seed = 0;  ///< decides the initial weights and the order of songs
};

struct TrainedFeedForward {
  models::FeedForwardWeights weights;
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;  ///< which epoch the weights are of, from 1
};

/// Trains on `train`, reports loss and accuracy on `validation` after every epoch. One thread: the layers are so
/// small that a second one costs more than it gives, and so the result does not depend on the number of threads.
/// `on_epoch` may throw to stop. Throws invalid_argument when either part is empty.
[[nodiscard]] TrainedFeedForward train_feed_forward(const Examples& train, const Examples& validation,
                                                    const FeedForwardOptions& options,
                                                    const std::function<void(const models::EpochReport&)>& on_epoch);

}  // namespace leitmotif::training
