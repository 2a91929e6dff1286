#include "leitmotif/core/standardise.hpp"

#include <algorithm>
#include <cmath>

namespace leitmotif {

Standard standard_of(std::span<const double> numbers) noexcept {
  if (numbers.empty()) return {};
  const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
  if (*least == *greatest) return {*least, 0};
  const auto n = static_cast<double>(numbers.size());
  Standard standard;
  for (const double number : numbers) standard.mean += number / n;
  // What rounding left over.
  double correction = 0;
  for (const double number : numbers) correction += (number - standard.mean) / n;
  standard.mean += correction;
  double variance = 0;
  for (const double number : numbers) variance += (number - standard.mean) * (number - standard.mean) / n;
  standard.deviation = std::sqrt(variance);
  return standard;
}

}  // namespace leitmotif
