// Numbers in standard deviations from their mean.
#pragma once

#include <span>

namespace leitmotif {

/// Mean and standard deviation of a column of numbers.
struct Standard {
  double mean = 0;
  double deviation = 0;  ///< with n, not n - 1; 0 when all numbers are the same or there is none

  /// The number in deviations from the mean; 0 for a column that does not vary.
  [[nodiscard]] double score(double number) const noexcept { return deviation > 0 ? (number - mean) / deviation : 0; }
};

/// Shape: numbers [n], all finite.
[[nodiscard]] Standard standard_of(std::span<const double> numbers) noexcept;

}  // namespace leitmotif
