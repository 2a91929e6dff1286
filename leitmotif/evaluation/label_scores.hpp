// How well a model does that gives a song any number of labels.
// Flow: probabilities, thresholds and sets of labels -> scores of each label, micro and macro averages.
// Source: scikit-learn 1.2.1 (precision_recall_fscore_support of indicator matrices with zero_division=0,
// accuracy_score, hamming_loss).
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/evaluation/classification.hpp"
#include "leitmotif/evaluation/evaluate.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::evaluation {

/// One label of many.
struct LabelScore {
  std::string label;
  double threshold = 0.5;  ///< a song of this probability or more is given the label
  double precision = 0;
  double recall = 0;
  double f1 = 0;
  std::size_t support = 0;    ///< songs that have it
  std::size_t predicted = 0;  ///< songs that were given it
};

/// All labels together. A score whose denominator is zero is 0.
struct LabelScores {
  std::size_t songs = 0;
  double exact = 0;         ///< share of songs whose labels are all right
  double hamming_loss = 0;  ///< share of wrong decisions among songs times labels
  Averages micro;           ///< over all decisions
  Averages macro;           ///< mean over labels
  std::vector<LabelScore> labels;
};

/// What is compared. Shape: truth[n] sets of numbers below labels, probabilities[n x labels] row-major,
/// thresholds[labels].
struct LabelAnswers {
  std::span<const std::vector<int>> truth;
  std::span<const float> probabilities;
  std::span<const float> thresholds;
  std::span<const std::string> names;
};

/// Throws invalid_argument (no songs, a wrong size, a label out of range).
[[nodiscard]] LabelScores score_labels(const LabelAnswers& answers);

/// For each label the threshold with the highest F1 on these songs, half-way between two of its probabilities; of
/// equally good ones the one nearest to 0.5. A label that no song has: 0.5. Shape: as LabelAnswers, -> [labels].
[[nodiscard]] std::vector<float> best_thresholds(std::span<const std::vector<int>> truth,
                                                 std::span<const float> probabilities, std::size_t labels);

/// A model of many labels on a file.
struct LabelComparison {
  std::string model;  ///< as the user named it
  std::string id;
  std::size_t unknown_labels = 0;  ///< in cells, that the model does not have
  std::vector<Rejected> rejected;
  LabelScores scores;
};

/// Whether a model file holds a model of many labels. Throws as ModelFile::load.
[[nodiscard]] bool gives_many_labels(const std::filesystem::path& model);

/// Scores the only model of the request, which gives many labels, on the rows of its file. Rows without any label are
/// among the rejected ones. Throws as evaluate; corrupt_data when no row has a label of the model.
[[nodiscard]] LabelComparison evaluate_labels(const EvaluateRequest& request, std::string_view separator);

[[nodiscard]] const wire::Table<LabelScores>& label_scores_table();          ///< in answers
[[nodiscard]] const wire::Table<LabelComparison>& label_comparison_table();  ///< as `evaluate --json` has it

}  // namespace leitmotif::evaluation
