// How long a network learns, at which rates, and which of its epochs is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "leitmotif/training/ranks.hpp"

#include "leitmotif/models/model_card.hpp"

namespace leitmotif::training {

/// Some epochs with the same rules, with an optimizer of their own.
struct Phase {
  int epochs = 20;
  double rate = 1e-3;            ///< Adam's learning rate at the beginning
  bool plateau = false;          ///< lower the rate when the validation loss no longer falls (plateau.hpp)
  bool last_layer_only = false;  ///< the other layers stay as they are; epochs of such a phase are never kept
};

/// The phases of a training and what is made of their epochs.
struct Schedule {
  std::vector<Phase> phases;
  std::size_t batch = 32;   ///< songs a step
  int averaged_epochs = 1;  ///< what is validated and kept is the running mean of the weights at the ends of about so
                            ///< many epochs; 1: the weights themselves
  bool keep_best = true;    ///< keep the weights of the epoch with the best validation accuracy, not of the last one
  int patience = 5;         ///< with keep_best: stop after so many epochs without a better one
  std::uint64_t seed = 0;   ///< decides first weights, what is dropped, and the order of songs
  std::optional<Ranks> ranks = {};  ///< several processes learn together
};

/// What came of each epoch.
struct LearningCurve {
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;  ///< after which epoch the kept weights were taken, from 1
};

}  // namespace leitmotif::training
