// Epochs of learning, the same for every network that tells topics: shuffle, learn in batches, validate, keep the best.
// Flow: a network and its examples -> learning curve and the tensors that were kept.
// Source: the paper's protocol: Adam, cross-entropy, batches of 32; early stopping is ours.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "leitmotif/training/network_kind.hpp"
#include "leitmotif/training/schedule.hpp"
#include "leitmotif/training/torch/topic_network.hpp"

namespace leitmotif::training {

/// What was kept of a training.
struct Fit {
  std::map<std::string, at::Tensor> tensors;  ///< as `file_tensors` names them
  std::vector<float> validation_logits;       ///< of the kept weights. Shape: [validation songs x classes]
  LearningCurve curve;
};

/// What a network learns from, and what it is validated with.
struct FitData {
  Examples train;
  Examples validation;
  std::size_t classes = 0;
};

/// Lets a new network learn. One thread, so the result does not depend on the number of threads. `on_epoch` may throw
/// to stop. Throws invalid_argument when either part is empty.
[[nodiscard]] Fit fit(const MakeNetwork& make, const FitData& data, const Schedule& schedule,
                      const OnEpochReport& on_epoch);

/// A network's values before the softmax, nothing dropped and nothing recorded. Shape: -> [rows x classes].
[[nodiscard]] std::vector<float> logits(TopicNetwork& network, const SparseMatrix& rows);

}  // namespace leitmotif::training
