// Logistic regression that gives a song any number of labels: one label against all others, each with its threshold.
// Flow: TrainRequest -> songs with sets of labels -> LinearWeights, thresholds -> model file, scores.
// Source: one-vs-rest logistic regression (scikit-learn 1.2.1, OneVsRestClassifier of LogisticRegression); thresholds
// that are best on songs it did not learn from (Fan and Lin 2007, a study on threshold selection for multi-label
// classification).
#pragma once

#include <optional>
#include <string>

#include "leitmotif/evaluation/label_scores.hpp"
#include "leitmotif/training/train.hpp"

namespace leitmotif::training {

/// A label of fewer songs is not learned, and said to be left out.
inline constexpr std::size_t kFewestSongsOfALabel = 5;

/// What such a training came to.
struct LabelTraining {
  TrainReport report;  ///< its validation accuracy is the share of songs whose labels are all right
  evaluation::LabelScores validation;
  std::optional<evaluation::LabelScores> test;  ///< when there is a test file
};

/// Trains on the request's data, whose labels stand in one cell with `separator` between them, saves the model and
/// scores what was saved. Rows without a label are left out and counted. Throws invalid_argument (a kind other than
/// logistic, the paper's protocol, too few songs to validate with), corrupt_data (fewer than two labels that can be
/// learned), and what reading and writing throw.
[[nodiscard]] LabelTraining train_labels(const TrainRequest& request, const std::string& separator,
                                         const OnEpochReport& on_epoch);

}  // namespace leitmotif::training
