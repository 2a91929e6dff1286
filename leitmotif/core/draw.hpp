// Random numbers that are the same on every machine and compiler, which <random>'s distributions are not.
// Flow: whatever is drawn: songs of an answer, starts of a clustering, samples.
// Source: SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
#pragma once

#include <bit>
#include <cstdint>

namespace leitmotif {

/// A stream of random numbers decided by its seed.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) noexcept : state_(seed) {}

  /// Uniform over all 64-bit numbers.
  std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  /// Uniform over 0..bound-1, exactly: numbers that do not fit are drawn again. `bound` must be above 0.
  std::uint64_t below(std::uint64_t bound) noexcept {
    const auto bits = static_cast<int>(std::bit_width(bound - 1));
    if (bits == 0) return 0;
    for (;;) {
      const std::uint64_t number = next() >> (64 - bits);
      if (number < bound) return number;
    }
  }

  /// Uniform in [0, 1).
  double uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace leitmotif
