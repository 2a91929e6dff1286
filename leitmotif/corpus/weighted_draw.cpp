#include "leitmotif/corpus/weighted_draw.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif::corpus {
namespace {

double sum_of(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) {
    if (!std::isfinite(weight) || weight < 0)
      throw Error(ErrorKind::invalid_argument, "a weight is " + std::to_string(weight) + ", expected 0 or more");
    sum += weight;
  }
  if (!(sum > 0) || !std::isfinite(sum) || weights.size() > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorKind::invalid_argument, "no weight is above 0, so that nothing can be drawn");
  return sum;
}

}  // namespace

WeightedDraw::WeightedDraw(std::span<const double> weights) : keep_(weights.size()), other_(weights.size()) {
  const double scale = static_cast<double>(weights.size()) / sum_of(weights);
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::uint32_t place = 0; place < weights.size(); ++place) {
    keep_[place] = weights[place] * scale;
    other_[place] = place;
    (keep_[place] < 1 ? small : large).push_back(place);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t poor = small.back();
    const std::uint32_t rich = large.back();
    small.pop_back();
    other_[poor] = rich;
    keep_[rich] -= 1 - keep_[poor];
    if (keep_[rich] >= 1) continue;
    large.pop_back();
    small.push_back(rich);
  }
  // What is left differs from 1 by rounding only.
  for (const std::uint32_t place : small) keep_[place] = 1;
  for (const std::uint32_t place : large) keep_[place] = 1;
}

std::size_t WeightedDraw::draw(RandomSource& random) const noexcept {
  const double spot = random.uniform() * static_cast<double>(keep_.size());
  const auto place = static_cast<std::size_t>(spot);
  return spot - static_cast<double>(place) < keep_[place] ? place : other_[place];
}

}  // namespace leitmotif::corpus
