// Trains the network of two inputs. The header does not show LibTorch, so that it is compiled once.
// Flow: PairExamples -> PairWeights.
#pragma once

#include <cstdint>

#include "leitmotif/training/pair_training.hpp"

namespace leitmotif::training {

/// How the network is made and trained: Adam on the cross entropy, a rate that falls along half a cosine.
struct PairOptions {
  std::size_t hidden = 48;
  std::size_t joint = 32;
  int epochs = 8;
  double rate = 2e-3;
  double dropout = 0.1;     ///< share of the hidden values that is dropped while learning
  std::size_t batch = 256;  ///< examples a step
  bool attends = true;      ///< false: the mean of the liked songs
  std::uint64_t seed = 0;   ///< decides first weights, order and what is dropped
};

/// One thread, so the result does not depend on the number of threads. Songs of lists weigh as much as all others.
/// Throws invalid_argument when there is no example; internal when inference and training disagree by more than 1e-4.
[[nodiscard]] models::PairWeights train_pair_network(const PairExamples& examples, const PairOptions& options);

}  // namespace leitmotif::training
