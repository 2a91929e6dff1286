// One feature in numbers: where it lies, how it spreads, and its shape.
// Flow: Feature -> Summary, on to the page and the JSON.
// Source: quartiles by linear interpolation (Hyndman and Fan 1996, type 7); skewness g1 of Fisher and Pearson; density
// by a Gaussian kernel with Silverman's bandwidth (1986, eq. 3.31).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "leitmotif/explore/song_table.hpp"

namespace leitmotif::explore {

/// Counts in bins of equal width, and the density of the same values.
struct Histogram {
  double begin = 0;                 ///< left edge of the first bin
  double width = 0;                 ///< of a bin; 0 when there are none
  std::vector<std::size_t> counts;  ///< [bins]; the right edge of the last bin belongs to it
  /// [points] at equal distances from the least to the greatest value; its integral over them is 1. Empty when all
  /// values are the same. Values beyond an end are reflected at it, so that the curve does not fall where the data end.
  std::vector<double> density;
};

/// Over the values that are there. What needs more values than there are is kMissing.
struct Summary {
  std::string name;
  std::size_t count = 0;       ///< values that are there
  std::size_t missing = 0;     ///< rows without a value, those of the next two lines included
  std::size_t unreadable = 0;  ///< cells with something else than a number
  std::size_t infinite = 0;    ///< cells with a number beyond kLargestNumber
  double mean = 0;             ///< of 1 or more values, as the next two
  double least = 0;
  double greatest = 0;
  std::array<double, 3> quartiles{};  ///< of 1 or more values
  double deviation = 0;               ///< standard deviation with n - 1, of 2 or more values
  double skewness = 0;                ///< biased; of values that are not all the same
  Histogram histogram;

  /// Whether there are values, all of them the same.
  [[nodiscard]] bool constant() const noexcept { return count > 0 && least == greatest; }
};

/// Cost: one sort of the values.
[[nodiscard]] Summary summarise(const Feature& feature);

/// Quantile `share` (0..1) of ascending values, at least one.
[[nodiscard]] double quantile(const std::vector<double>& ascending, double share);

}  // namespace leitmotif::explore
