#include "leitmotif/taste/spread.hpp"

#include <algorithm>
#include <cmath>

namespace leitmotif::taste {

float factor_of(float share, std::span<const float> values) {
  constexpr float kLeastSpread = 1e-6F;
  double sum = 0;
  double squares = 0;
  for (const float number : values) {
    const auto value = static_cast<double>(number);
    sum += value;
    squares += value * value;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(values.size(), 1));
  const double mean = sum / count;
  const auto spread = static_cast<float>(std::sqrt(std::max(squares / count - mean * mean, 0.0)));
  return spread > kLeastSpread ? share / spread : 0;
}

}  // namespace leitmotif::taste
