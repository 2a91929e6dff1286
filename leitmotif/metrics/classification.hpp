// How well predicted classes agree with the true ones.
// Flow: class numbers and probabilities -> report, for evaluate and for model files.
// Source: scikit-learn 1.2.1 (precision_recall_fscore_support with zero_division=0, confusion_matrix); Guo et al. 2017
// for the calibration error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leitmotif::metrics {

/// How many songs of a true class were given a predicted class.
struct ConfusionMatrix {
  std::size_t classes = 0;
  std::vector<std::size_t> counts;  ///< [classes x classes], row-major, true x predicted

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
  double precision = 0;     ///< share of the songs given this class that are of it
  double recall = 0;        ///< share of the songs of this class that were given it
  double f1 = 0;            ///< harmonic mean of precision and recall
  double accuracy = 0;      ///< the share of the class's own songs labelled right, which is its recall
  std::size_t support = 0;  ///< songs of this class
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
/// Throws invalid_argument (no songs; as many names as classes are expected).
[[nodiscard]] ClassificationReport classification_report(ConfusionMatrix confusion, std::span<const std::string> names);

/// The same from class numbers. Shape: truth[n], predicted[n], names[classes]. Throws as confusion_matrix does.
[[nodiscard]] ClassificationReport classification_report(std::span<const int> truth, std::span<const int> predicted,
                                                         std::span<const std::string> names);

/// One piece of the reliability curve: the songs whose highest probability lies in it.
struct CalibrationBin {
  std::size_t songs = 0;
  double confidence = 0;  ///< mean highest probability; 0 without songs
  double accuracy = 0;    ///< share of right answers; 0 without songs
};

/// Fifteen bins of equal width; bin b holds highest probabilities in (b/15, (b+1)/15].
inline constexpr std::size_t kCalibrationBins = 15;

/// How far probabilities can be believed.
struct Calibration {
  double ece = 0;  ///< expected calibration error: mean over songs of |accuracy - confidence| of their bin, 0..1
  double negative_log_likelihood = 0;  ///< mean of -ln(probability of the true class), taken as at least 1e-15
  std::vector<CalibrationBin> bins;    ///< [kCalibrationBins]
};

/// The answer to a song is its most probable class, the first among equals.
/// Shape: truth[n], probabilities[n x classes], row-major.
/// Throws invalid_argument (no songs, a wrong size, a class out of range, a probability outside 0..1).
[[nodiscard]] Calibration calibration(std::span<const int> truth, std::span<const float> probabilities,
                                      std::size_t classes);

struct BootstrapOptions {
  std::size_t resamples = 1000;  ///< how often the test songs are drawn anew; more give steadier ends. At least 1.
  double confidence = 0.95;      ///< share of the resamples inside the interval, between 0 and 1
  std::uint64_t seed = 1;        ///< same seed, same intervals, at any number of threads
  unsigned threads = 0;          ///< 0: all
};

struct Interval {
  double low = 0;
  double high = 0;
};

struct BootstrapIntervals {
  Interval accuracy;
  Interval macro_f1;
};

/// Percentile intervals of what other test songs of the same kind might have given. Only the cell of the matrix a song
/// lies in matters, so cells are drawn, not songs.
/// Throws invalid_argument (no songs, an option out of range), resource_limit (2^32 songs or more).
/// Cost: songs times resamples, some 3 ns each.
[[nodiscard]] BootstrapIntervals bootstrap_intervals(const ConfusionMatrix& confusion,
                                                     const BootstrapOptions& options = {});

}  // namespace leitmotif::metrics
