// A search for good settings of a model, within a budget.
// Flow: request -> trials on few songs, the better third on three times as many, ... -> the best, trained on all.
// Source: Jamieson and Talwalkar 2016, successive halving, with a third kept of each rung; settings drawn at random
// (Bergstra and Bengio 2012).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/training/repeats.hpp"
#include "leitmotif/training/train.hpp"

namespace leitmotif::training {

/// What is searched.
struct TuneRequest {
  TrainRequest train;       ///< what it sets itself is not searched
  std::size_t trials = 18;  ///< settings tried on the first rung, the usual ones among them
  double seconds = 0;       ///< no new trial after so long; 0: no limit
};

/// One training of the search.
struct Trial {
  std::size_t number = 0;  ///< of the settings, from 1; 1 are the usual ones
  std::size_t rung = 0;    ///< from 1
  std::size_t songs = 0;   ///< learned from
  std::vector<Setting> settings;
  double accuracy = 0;  ///< on the validation songs
  double macro_f1 = 0;
  double seconds = 0;
};

/// Every trial, and the model that was trained with the best settings.
struct Tuning {
  std::vector<Trial> trials;  ///< in the order they were made
  std::size_t best = 0;       ///< index into `trials`
  TrainRequest best_request;
  TrainReport report;
};

/// Draws settings, tries them, and trains the best of the last rung as train does. Test songs decide nothing. When the
/// time is over the best so far is trained. `on_training` may throw to stop. Throws as train; unsupported for a kind
/// without settings.
[[nodiscard]] Tuning tune(const TuneRequest& request, std::span<const NetworkKind> kinds,
                          const OnTraining& on_training);

[[nodiscard]] const wire::Table<Tuning>& tuning_table();  ///< every trial, the best, the report

}  // namespace leitmotif::training
