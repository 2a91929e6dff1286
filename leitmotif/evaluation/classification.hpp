// How well predicted classes agree with the true ones.
// Flow: class numbers -> report, for evaluate and for model files.
// Source: scikit-learn 1.2.1 (precision_recall_fscore_support with zero_division=0, confusion_matrix).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leitmotif::evaluation {

/// How many songs of a true class were given a predicted class.
struct ConfusionMatrix {
  std::size_t classes = 0;
  std::vector<std::size_t> counts;  ///< [classes x classes], row-major, true x predicted

  /// How many songs of class `truth` were said to be of class `predicted`.
  [[nodiscard]] std::size_t at(std::size_t truth, std::size_t predicted) const {
    return counts[truth * classes + predicted];
  }
  /// All songs.
  [[nodiscard]] std::size_t total() const noexcept;
};

/// A mean over classes.
struct Averages {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

/// The scores of one class; a score whose denominator is zero is 0.
struct ClassReport {
  std::string topic;
  double precision = 0;       ///< share of the songs given this class that are of it
  double recall = 0;          ///< share of the songs of this class that were given it
  double f1 = 0;              ///< harmonic mean of precision and recall
  double accuracy = 0;        ///< the share of the class's own songs labelled right, which is its recall
  std::size_t support = 0;    ///< songs of this class
  std::size_t predicted = 0;  ///< songs given this class
};

/// The mistake made most often.
struct Confused {
  std::string truth;
  std::string predicted;
  std::size_t count = 0;
};

/// What a reader wants to know first. Classes without songs take no part.
struct Findings {
  std::string best_class;                 ///< highest class accuracy; ties: more support, then the smaller name
  std::string worst_class;                ///< lowest class accuracy; ties: more support, then the smaller name
  std::optional<Confused> most_confused;  ///< ties: the earlier cell of the matrix; empty without a mistake
};

/// The scores of a classifier on songs whose class is known, as scikit-learn's classification_report defines them.
struct ClassificationReport {
  std::size_t songs = 0;
  double accuracy = 0;
  Averages weighted;  ///< by support
  Averages macro;     ///< every class that occurs, as true or as predicted, weighs the same (scikit-learn's default)
  std::vector<ClassReport> classes;  ///< [classes], in the order of the names
  ConfusionMatrix confusion;
  Findings findings;
};

/// Shape: truth[n], predicted[n] -> [classes x classes].
/// Throws invalid_argument (no songs, unequal lengths, a class outside 0..classes-1; says where).
[[nodiscard]] ConfusionMatrix confusion_matrix(std::span<const int> truth, std::span<const int> predicted,
                                               std::size_t classes);

/// Everything that follows from the confusion matrix. Shape: names[classes of the matrix].
/// Throws invalid_argument (no songs; not as many names as classes; a matrix of the wrong size).
[[nodiscard]] ClassificationReport classification_report(ConfusionMatrix confusion, std::span<const std::string> names);

/// The same from class numbers. Shape: truth[n], predicted[n], names[classes]. Throws as confusion_matrix does.
[[nodiscard]] ClassificationReport classification_report(std::span<const int> truth, std::span<const int> predicted,
                                                         std::span<const std::string> names);

}  // namespace leitmotif::evaluation
