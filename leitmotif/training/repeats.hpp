// What comes of training the same model again and again.
// Flow: cross_validation.cpp fills it, train's report holds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/evaluation/score.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::training {

/// How often a model is trained beside the one that is kept.
struct Repeats {
  std::size_t folds = 0;  ///< 0: none
  std::size_t seeds = 1;  ///< from the request's seed on
  bool curve = false;     ///< over the size of the data
};

/// Called before each of several trainings.
using OnTraining = std::function<void(std::size_t number, std::size_t all)>;

/// The scores of one training.
struct FoldScore {
  std::uint64_t seed = 0;
  std::size_t fold = 0;  ///< from 1; 0 without folds
  std::size_t trained = 0;
  std::size_t songs = 0;  ///< scored
  double accuracy = 0;
  double macro_f1 = 0;
};

/// Mean and standard deviation (with n - 1) of some scores.
struct Spread {
  double mean = 0;
  double deviation = 0;  ///< 0 for a single score
};

/// Shape: values[n], n at least 1.
[[nodiscard]] Spread spread_of(const std::vector<double>& values);

/// What came of all trainings.
struct CrossValidation {
  std::size_t folds = 0;
  bool grouped = false;  ///< no artist is both learned from and scored
  std::vector<FoldScore> scores;
  Spread accuracy, macro_f1;
  /// Every song scored once, by the model that did not see it; of the first seed. Empty without folds.
  std::optional<evaluation::ClassificationReport> pooled;
  std::vector<int> truth;      ///< of those songs, in the order of the file
  std::vector<int> predicted;  ///< the same
};

/// How good a model is that learned from so many songs.
struct CurvePoint {
  std::size_t songs = 0;
  double accuracy = 0;
  double macro_f1 = 0;
};

[[nodiscard]] const wire::Table<CrossValidation>& cross_validation_table();  ///< scores and their spread
[[nodiscard]] const wire::Table<CurvePoint>& curve_point_table();            ///< a point of a learning curve

}  // namespace leitmotif::training
