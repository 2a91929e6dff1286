// Random numbers that are the same on every machine: initial weights, the order of songs, generated songs.
// Source: Steele, Lea, Flood 2014 (splitmix64). The distributions of <random> differ between libraries.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leitmotif {

/// A stream of random numbers (SplitMix64: Steele, Lea and Flood 2014). The same seed gives the same numbers
/// everywhere.
class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) noexcept : state_(seed) {}
  /// Stream number `stream` of a seed: streams of one seed have nothing to do with each other.
  RandomSource(std::uint64_t seed, std::uint64_t stream) noexcept;

  /// The next 64 bits of the stream.
  [[nodiscard]] std::uint64_t next() noexcept;
  /// In [0, 1).
  [[nodiscard]] double uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  /// Mean 0, variance 1 (Box and Muller 1958).
  [[nodiscard]] double normal() noexcept;
  /// Gamma distribution of scale 1 (Marsaglia and Tsang 2000). `shape` must be above 0; a tiny one may give 0.
  [[nodiscard]] double gamma(double shape) noexcept;

  /// Shape: [count], uniform in [-bound, bound).
  [[nodiscard]] std::vector<float> uniform_around_zero(std::size_t count, double bound);
  /// Fisher-Yates.
  void shuffle(std::span<std::size_t> order) noexcept;

 private:
  std::uint64_t state_;
};

}  // namespace leitmotif
