// Dropout: while a network learns, values are put to zero at random and the others made larger to keep their mean.
// Source: Srivastava et al. 2014, in the form of torch::nn::Dropout: kept values are divided by 1 - rate.
#pragma once

#include <cstdint>
#include <span>

#include "leitmotif/core/random_source.hpp"

namespace leitmotif::training {

class Dropout {
 public:
  /// `rate`: the share that is dropped, 0 <= rate < 1.
  Dropout(double rate, std::uint64_t seed) noexcept;

  /// What kept values are multiplied by.
  [[nodiscard]] float gain() const noexcept { return gain_; }
  /// New factors, each 0 or gain().
  void draw(std::span<float> factors) noexcept;
  /// The rectifier, then dropout: max(value, 0) times a new factor.
  void rectify_and_drop(std::span<float> values) noexcept;

 private:
  RandomSource random_;
  std::uint32_t dropped_below_;  ///< of 2^32: a hash below it drops the value
  float gain_;
};

/// The way back through rectify_and_drop: gradient times `gain` where the value got through, 0 elsewhere.
/// Shape: gradient[n], values[n] as rectify_and_drop left them.
void gate(std::span<float> gradient, std::span<const float> values, float gain) noexcept;

}  // namespace leitmotif::training
