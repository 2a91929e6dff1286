// How far the probabilities of a classifier can be believed.
// Flow: true classes and probabilities -> calibration error and likelihood, for evaluate and for model files.
// Source: Guo et al. 2017, On Calibration of Modern Neural Networks (expected calibration error, 15 bins).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leitmotif::evaluation {

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

}  // namespace leitmotif::evaluation
