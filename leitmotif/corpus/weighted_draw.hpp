// Draws from a list with given weights in constant time.
// Source: Vose 1991, "A linear algorithm for generating random numbers with a given distribution" (the alias method).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/core/random_source.hpp"

namespace leitmotif::corpus {

/// Immutable; const methods are thread-safe.
class WeightedDraw {
 public:
  WeightedDraw() = default;
  /// Throws invalid_argument when there is no weight, one is below 0 or not finite, or all are 0.
  explicit WeightedDraw(std::span<const double> weights);

  /// How many places the list has.
  [[nodiscard]] std::size_t size() const noexcept { return keep_.size(); }
  /// A place in the list, in proportion to its weight. There must be at least one.
  [[nodiscard]] std::size_t draw(RandomSource& random) const noexcept;

 private:
  std::vector<double> keep_;  ///< how likely a place keeps what falls on it
  std::vector<std::uint32_t> other_;
};

}  // namespace leitmotif::corpus
