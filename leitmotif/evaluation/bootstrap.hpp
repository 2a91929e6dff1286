// How much of a score is luck of the test songs.
// Flow: confusion matrix -> intervals beside the scores of evaluate.
// Source: Efron 1979, the percentile bootstrap; ends by linear interpolation as numpy.percentile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "leitmotif/evaluation/classification.hpp"

namespace leitmotif::evaluation {

/// How intervals are drawn.
struct BootstrapOptions {
  std::size_t resamples = 1000;  ///< how often the test songs are drawn anew; more give steadier ends. At least 1.
  double confidence = 0.95;      ///< share of the resamples inside the interval, between 0 and 1
  std::uint64_t seed = 1;        ///< same seed, same intervals, at any number of threads
  unsigned threads = 0;          ///< 0: all
};

/// An interval with both ends.
struct Interval {
  double low = 0;
  double high = 0;
};

/// The number below which that share of `sorted` (ascending, not empty) lies, between two of them by linear
/// interpolation, as numpy.percentile.
[[nodiscard]] double percentile(std::span<const double> sorted, double share);

/// Percentile intervals of the two headline scores (Efron and Tibshirani 1993).
struct BootstrapIntervals {
  Interval accuracy;
  Interval macro_f1;
};

/// Percentile intervals of what other test songs of the same kind might have given. Only the cell of the matrix a song
/// lies in matters, so cells are drawn, not songs.
/// Throws invalid_argument (no songs, an option out of range), resource_limit (2^32 songs or more).
/// Cost: songs times resamples, some 7 ns each on one thread.
[[nodiscard]] BootstrapIntervals bootstrap_intervals(const ConfusionMatrix& confusion,
                                                     const BootstrapOptions& options = {});

}  // namespace leitmotif::evaluation
