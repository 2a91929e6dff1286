#include "leitmotif/core/random_source.hpp"

#include <cmath>
#include <numbers>

namespace leitmotif {

RandomSource::RandomSource(std::uint64_t seed, std::uint64_t stream) noexcept : state_(seed) {
  // The seed is mixed first: neighbouring seeds and streams would otherwise share parts of their sequences.
  state_ = next() ^ stream;
  state_ = next();
}

double RandomSource::normal() noexcept {
  const double length = std::sqrt(-2 * std::log(1 - uniform()));
  return length * std::cos(2 * std::numbers::pi * uniform());
}

double RandomSource::gamma(double shape) noexcept {
  // Below 1 by a draw from shape + 1, as the paper says.
  if (shape < 1) return gamma(shape + 1) * std::pow(1 - uniform(), 1 / shape);
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal();
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (std::log(1 - uniform()) < x * x / 2 + d * (1 - v + std::log(v))) return d * v;
  }
}

std::vector<float> RandomSource::uniform_around_zero(std::size_t count, double bound) {
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>((uniform() * 2 - 1) * bound);
  return values;
}

}  // namespace leitmotif
