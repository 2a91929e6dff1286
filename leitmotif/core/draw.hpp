// Random numbers for songs of an answer, starts of a clustering and samples.
#pragma once

#include "leitmotif/core/random_source.hpp"

namespace leitmotif {

/// A RandomSource whose numbers below a bound are made from the topmost bits.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) noexcept : random_(seed) {}

  /// As the functions of RandomSource.
  std::uint64_t next() noexcept { return random_.next(); }
  std::uint64_t below(std::uint64_t bound) noexcept { return random_.below_by_bits(bound); }
  double uniform() noexcept { return random_.uniform(); }

 private:
  RandomSource random_;
};

}  // namespace leitmotif
