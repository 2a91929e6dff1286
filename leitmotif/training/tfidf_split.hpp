// A data split as the paper's networks read it.
// Flow: DataSplit -> vectorizer and TF-IDF rows.
#pragma once

#include <memory>
#include <span>
#include <string_view>

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

/// What a description says of the labels: those of the music data set come from a topic model, others from their
/// author.
[[nodiscard]] std::string_view label_words(const DataSplit& split) noexcept;

/// How the vocabulary is chosen when this is set.
[[nodiscard]] features::TfidfOptions tfidf_options(const Hyperparameters& set);

/// The vectorizer is fitted on training rows only; under the paper's protocol on the validation rows as well.
/// Throws invalid_argument when there is no word in any song.
[[nodiscard]] TfidfSplit vectorize(const DataSplit& split, const TrainRequest& request);

}  // namespace leitmotif::training
