// A lesson as the paper's networks read it, and what they have in common once they have learned it.
// Flow: Lesson -> vectorizer and TF-IDF rows; weights -> temperature, saving.
#pragma once

#include <functional>
#include <memory>

#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/training/epochs.hpp"
#include "leitmotif/training/kind.hpp"

namespace leitmotif::training {

/// The parts of a lesson as rows. The lesson must outlive it.
struct TfidfLesson {
  std::shared_ptr<const features::Tfidf> tfidf;
  SparseMatrix train_rows, validation_rows;
  const Lesson* lesson = nullptr;

  [[nodiscard]] Examples train() const noexcept { return {&train_rows, lesson->train.labels}; }
  [[nodiscard]] Examples validation() const noexcept { return {&validation_rows, lesson->validation.labels}; }
};

/// The vectorizer is fitted on training rows only; under the paper's protocol on the validation rows as well.
/// Throws invalid_argument when there is no word in any song.
[[nodiscard]] TfidfLesson vectorize(const Lesson& lesson, const TrainRequest& request);

/// How the temperature of a network was found.
struct Tempered {
  float temperature = 1;
  double ece_before = 0;  ///< expected calibration error on the validation part at temperature 1
};

/// `logits` gives a network's values before the softmax of one row.
[[nodiscard]] Tempered fit_temperature(const Examples& validation,
                                       const std::function<std::vector<float>(const models::SparseRow&)>& logits);

}  // namespace leitmotif::training
