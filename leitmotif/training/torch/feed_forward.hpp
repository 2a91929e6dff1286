// The paper's feed-forward networks. The header does not show LibTorch.
// Flow: TF-IDF rows and class indices -> weights.
// Source: the paper's networks 5000-256-128-8 with ReLU; dropout after both hidden layers when fine-tuned.
#pragma once

#include <array>
#include <cstdint>

#include "leitmotif/models/feed_forward.hpp"
#include "leitmotif/training/network_kind.hpp"
#include "leitmotif/training/schedule.hpp"
#include "leitmotif/training/tfidf_split.hpp"

namespace leitmotif::training {

/// The paper's numbers of epochs; of those of `ffnn-tuned` a third is for the last layer alone.
inline constexpr int kFeedForwardEpochs = 20;
inline constexpr int kTunedEpochs = 30;

/// The kind `ffnn`: no dropout, one phase.   Throws as train_topics.
[[nodiscard]] TrainedModel train_ffnn(const DataSplit& split, const TrainRequest& request,
                                      const OnEpochReport& on_epoch);
/// The kind `ffnn-tuned`: dropout, the last layer first and then all of them at a lower rate.   Throws as train_topics.
[[nodiscard]] TrainedModel train_ffnn_tuned(const DataSplit& split, const TrainRequest& request,
                                            const OnEpochReport& on_epoch);

/// A feed-forward network of any size.
struct FeedForwardOptions {
  std::size_t classes = 8;
  std::array<std::size_t, 2> hidden = {256, 128};
  double dropout = 0;  ///< share of the hidden values that is dropped while learning
};

/// Trains on `train`, and keeps an epoch by `validation`.   Throws as fit.
[[nodiscard]] models::FeedForwardWeights train_feed_forward(const Examples& train, const Examples& validation,
                                                            const FeedForwardOptions& options,
                                                            const Schedule& schedule);

}  // namespace leitmotif::training
