// From a data split to a trained model, the same for every network that tells topics from TF-IDF rows.
// Flow: DataSplit -> vectorizer, rows -> fit -> temperature -> TrainedModel.
#pragma once

#include <string_view>

#include "leitmotif/training/torch/fit.hpp"

namespace leitmotif::training {

/// A network of the table of kinds.
struct TopicTraining {
  std::string_view network;  ///< how the model's description begins
  Schedule schedule;
  MakeNetwork make;
};

/// The schedule that every kind begins with: batches of 32, the request's seed; the honest protocol keeps the best
/// epoch of running means.
[[nodiscard]] Schedule start_schedule(const TrainRequest& request);

/// Throws as `vectorize` and `fit`.
[[nodiscard]] TrainedModel train_topics(const TopicTraining& training, const DataSplit& split,
                                        const TrainRequest& request, const OnEpochReport& on_epoch);

}  // namespace leitmotif::training
