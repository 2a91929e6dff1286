#include "leitmotif/evaluation/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif::evaluation {
namespace {

// Taken for the probability of a true class that is said to be impossible, so that one such song does not make the
// mean infinite.
constexpr double kSmallestProbability = 1e-15;
constexpr float kRounding = 1e-5F;

void check_input(std::span<const int> truth, std::span<const float> probabilities, std::size_t classes) {
  if (truth.empty() || classes == 0) throw Error(ErrorKind::invalid_argument, "there are no songs or classes to score");
  if (probabilities.size() / classes != truth.size() || probabilities.size() % classes != 0)
    throw Error(ErrorKind::invalid_argument, "there are " + std::to_string(probabilities.size()) +
                                                 " probabilities; expected " + std::to_string(truth.size()) +
                                                 " songs times " + std::to_string(classes) + " classes");
  for (std::size_t song = 0; song < truth.size(); ++song)
    if (truth[song] < 0 || static_cast<std::size_t>(truth[song]) >= classes)
      throw Error(ErrorKind::invalid_argument, "the true class of song " + std::to_string(song) + " is " +
                                                   std::to_string(truth[song]) + "; expected 0 to " +
                                                   std::to_string(classes - 1));
  for (std::size_t i = 0; i < probabilities.size(); ++i)
    if (!(probabilities[i] >= 0 && probabilities[i] <= 1 + kRounding))
      throw Error(ErrorKind::invalid_argument, "a probability of song " + std::to_string(i / classes) + " is " +
                                                   std::to_string(probabilities[i]) + "; expected 0 to 1");
}

std::size_t bin_of(double confidence) {
  const double above = std::ceil(confidence * static_cast<double>(kCalibrationBins)) - 1;
  return static_cast<std::size_t>(std::clamp(above, 0.0, static_cast<double>(kCalibrationBins - 1)));
}

}  // namespace

Calibration calibration(std::span<const int> truth, std::span<const float> probabilities, std::size_t classes) {
  check_input(truth, probabilities, classes);
  Calibration result;
  result.bins.resize(kCalibrationBins);
  for (std::size_t song = 0; song < truth.size(); ++song) {
    const auto row = probabilities.subspan(song * classes, classes);
    const auto top = std::max_element(row.begin(), row.end());
    const double confidence = std::min<double>(*top, 1);
    CalibrationBin& bin = result.bins[bin_of(confidence)];
    ++bin.songs;
    bin.confidence += confidence;
    bin.accuracy += top - row.begin() == truth[song] ? 1 : 0;
    const double of_truth = row[static_cast<std::size_t>(truth[song])];
    result.negative_log_likelihood -= std::log(std::clamp(of_truth, kSmallestProbability, 1.0));
  }
  const auto songs = static_cast<double>(truth.size());
  result.negative_log_likelihood /= songs;
  for (CalibrationBin& bin : result.bins) {
    if (bin.songs == 0) continue;
    result.ece += std::abs(bin.accuracy - bin.confidence) / songs;
    bin.confidence /= static_cast<double>(bin.songs);
    bin.accuracy /= static_cast<double>(bin.songs);
  }
  return result;
}

}  // namespace leitmotif::evaluation
