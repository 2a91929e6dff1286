// A data split as the paper's networks read it.
// Flow: DataSplit -> vectorizer and TF-IDF rows.
#pragma once

#include <memory>
#include <span>

#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/training/data_split.hpp"

namespace leitmotif::training {

/// Rows with their classes. Shape: rows [n x terms], labels [n].
struct Examples {
  const SparseMatrix* rows = nullptr;
  std::span<const int> labels;
};

/// The parts of a data split as rows. The split must outlive it.
struct TfidfSplit {
  std::shared_ptr<const features::Tfidf> tfidf;
  SparseMatrix train_rows, validation_rows;
  const DataSplit* split = nullptr;

  /// What is learned from.
  [[nodiscard]] Examples train() const noexcept { return {&train_rows, split->train.labels}; }
  /// What decides epoch and temperature.
  [[nodiscard]] Examples validation() const noexcept { return {&validation_rows, split->validation.labels}; }
};

/// The vectorizer is fitted on training rows only; under the paper's protocol on the validation rows as well.
/// Throws invalid_argument when there is no word in any song.
[[nodiscard]] TfidfSplit vectorize(const DataSplit& split, const TrainRequest& request);

}  // namespace leitmotif::training
