// Random numbers that are the same on every machine and compiler, which <random>'s distributions are not.
// Flow: whatever is drawn: songs of an answer, splits, starts of a clustering, first weights, generated songs.
// Source: SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace leitmotif {

/// A stream of random numbers decided by its seed.
class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) noexcept : state_(seed) {}
  /// Stream number `stream` of a seed: streams of one seed have nothing to do with each other.
  RandomSource(std::uint64_t seed, std::uint64_t stream) noexcept;

  /// Uniform over all 64-bit numbers.
  std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  /// Uniform over 0..bound-1, exactly: the few lowest numbers, which would make a bias, are drawn again. `bound` must
  /// be above 0.
  std::uint64_t below(std::uint64_t bound) noexcept {
    const std::uint64_t uneven = (0 - bound) % bound;  // 2^64 modulo bound
    std::uint64_t number = next();
    while (number < uneven) number = next();
    return number % bound;
  }

  /// Uniform over 0..bound-1, exactly, like `below` but from the topmost bits and so another stream: what answers and
  /// clusters are drawn by since they are drawn. `bound` must be above 0.
  std::uint64_t below_by_bits(std::uint64_t bound) noexcept {
    const auto bits = static_cast<int>(std::bit_width(bound - 1));
    if (bits == 0) return 0;
    for (;;) {
      const std::uint64_t number = next() >> (64 - bits);
      if (number < bound) return number;
    }
  }

  /// Uniform in [0, 1).
  [[nodiscard]] double uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  /// Mean 0, variance 1 (Box and Muller 1958).
  [[nodiscard]] double normal() noexcept;
  /// Gamma distribution of scale 1 (Marsaglia and Tsang 2000). `shape` must be above 0; a tiny one may give 0.
  [[nodiscard]] double gamma(double shape) noexcept;

  /// Shape: [count], uniform in [-bound, bound).
  [[nodiscard]] std::vector<float> uniform_around_zero(std::size_t count, double bound);

  /// Brings the items of a vector or span into a random order (Fisher and Yates).
  template <class Items>
  void shuffle(Items&& items) noexcept {
    for (std::size_t left = items.size(); left > 1; --left)
      std::swap(items[left - 1], items[static_cast<std::size_t>(below(left))]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace leitmotif
