// The same scores for parts of the songs: by genre, by decade, or any other name a song carries.
// Flow: class numbers and a name a song -> one line of scores a name, for evaluate and its page.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/evaluation/bootstrap.hpp"

namespace leitmotif::evaluation {

/// The answers of a classifier to songs whose classes are known.
struct Answers {
  std::span<const int> truth;            ///< [n]
  std::span<const int> predicted;        ///< [n]
  std::span<const float> probabilities;  ///< [n x names], row-major
  std::span<const std::string> names;    ///< of the classes
};

/// The scores of the songs that carry one name.
struct GroupScore {
  std::string name;
  std::size_t songs = 0;
  double accuracy = 0;
  double macro_f1 = 0;  ///< over the classes that occur in the group
  double ece = 0;       ///< expected calibration error
  BootstrapIntervals intervals;
};

/// The scores of some of the songs, each named by its place in `answers`.
/// Throws invalid_argument (no songs, a place out of range, and as classification_report and calibration do).
[[nodiscard]] GroupScore score_group(const std::string& name, const Answers& answers,
                                     std::span<const std::size_t> songs);

/// One line of scores for each distinct name, ascending. Shape: group[n], the name each song carries.
/// Throws as score_group does. Cost: as bootstrap_intervals for each song once.
[[nodiscard]] std::vector<GroupScore> score_groups(const Answers& answers, std::span<const std::string> group);

}  // namespace leitmotif::evaluation
