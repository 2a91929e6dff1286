#include "leitmotif/explore/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace leitmotif::explore {
namespace {

constexpr std::size_t kFewestBins = 8;
constexpr std::size_t kMostBins = 40;
constexpr std::size_t kDensityPoints = 101;
constexpr std::size_t kFineBins = 800;  ///< values are counted in these before they are smoothed

/// The step of the grid the values lie on; 0 when they lie on none, or on one of too many values.
double grid_step(const std::vector<double>& ascending) {
  constexpr std::size_t kMostGridValues = 400;
  const double same = (ascending.back() - ascending.front()) * 1e-9;  // files round the same number in several ways
  std::vector<double> distinct;
  for (const double value : ascending) {
    if (!distinct.empty() && value - distinct.back() <= same) continue;
    if (distinct.size() == kMostGridValues) return 0;
    distinct.push_back(value);
  }
  // Few songs are no evidence of a grid.
  if (distinct.size() * 4 > ascending.size() || distinct.size() < 3) return 0;
  double step = INFINITY;
  for (std::size_t i = 1; i < distinct.size(); ++i) step = std::min(step, distinct[i] - distinct[i - 1]);
  for (const double value : distinct) {
    const double steps = (value - distinct.front()) / step;
    if (steps > 100'000 || std::abs(steps - std::round(steps)) > 1e-4) return 0;
  }
  return step;
}

double free_width(const std::vector<double>& ascending) {
  const double range = ascending.back() - ascending.front();
  const double spread = quantile(ascending, 0.75) - quantile(ascending, 0.25);
  const double width = 2 * spread / std::cbrt(static_cast<double>(ascending.size()));
  return std::clamp(width, range / kMostBins, range / kFewestBins);
}

void count_bins(Histogram& histogram, const std::vector<double>& ascending) {
  const double range = ascending.back() - histogram.begin;
  const auto bins = static_cast<std::size_t>(std::max(1.0, std::ceil(range / histogram.width - 1e-9)));
  histogram.counts.assign(bins, 0);
  for (const double value : ascending) {
    const auto bin = static_cast<std::size_t>((value - histogram.begin) / histogram.width);
    ++histogram.counts[std::min(bin, bins - 1)];
  }
}

/// Each value goes to the two fine points beside it in proportion (linear binning, Wand 1994).
std::vector<double> fine_counts(const std::vector<double>& ascending) {
  std::vector<double> counts(kFineBins + 1);
  const double step = (ascending.back() - ascending.front()) / static_cast<double>(kFineBins);
  for (const double value : ascending) {
    const double at = (value - ascending.front()) / step;
    const auto below = std::min(static_cast<std::size_t>(at), kFineBins - 1);
    const double share = at - static_cast<double>(below);
    counts[below] += 1 - share;
    counts[below + 1] += share;
  }
  return counts;
}

std::vector<double> density(const std::vector<double>& ascending, double deviation) {
  const double range = ascending.back() - ascending.front();
  const double spread = (quantile(ascending, 0.75) - quantile(ascending, 0.25)) / 1.34;
  const double width = 0.9 * (spread > 0 ? std::min(deviation, spread) : deviation) *
                       std::pow(static_cast<double>(ascending.size()), -0.2);
  const double fine = range / static_cast<double>(kFineBins);
  const auto reach = static_cast<std::ptrdiff_t>(std::min(4 * width / fine, static_cast<double>(kFineBins)));
  std::vector<double> kernel;
  double sum = 0;
  for (std::ptrdiff_t i = 0; i <= reach; ++i) {
    kernel.push_back(std::exp(-0.5 * std::pow(static_cast<double>(i) * fine / width, 2)));
    sum += (i == 0 ? 1 : 2) * kernel.back();
  }
  const std::vector<double> counts = fine_counts(ascending);
  const auto last = static_cast<std::ptrdiff_t>(kFineBins);
  std::vector<double> result;
  for (std::size_t p = 0; p < kDensityPoints; ++p) {
    const auto middle = static_cast<std::ptrdiff_t>(p * kFineBins / (kDensityPoints - 1));
    double value = 0;
    for (std::ptrdiff_t i = middle - reach; i <= middle + reach; ++i) {
      // The points at the ends stand for half a bin each, so that their reflections do not count twice.
      const std::ptrdiff_t inside = i < 0 ? -i : i > last ? 2 * last - i : i;
      const double weight = inside == 0 || inside == last ? 2 : 1;
      value +=
          weight * counts[static_cast<std::size_t>(inside)] * kernel[static_cast<std::size_t>(std::abs(i - middle))];
    }
    result.push_back(value / (sum * fine * static_cast<double>(ascending.size())));
  }
  return result;
}

}  // namespace

Histogram histogram(const std::vector<double>& ascending, double deviation) {
  Histogram result;
  if (ascending.empty() || ascending.front() == ascending.back()) return result;
  const double step = grid_step(ascending);
  if (step > 0) {
    const double steps = (ascending.back() - ascending.front()) / step + 1;
    result.width = step * std::ceil(steps / kMostBins);
    result.begin = ascending.front() - step / 2;
  } else {
    result.width = free_width(ascending);
    result.begin = ascending.front();
    // Whole bins from end to end.
    const double bins = std::ceil((ascending.back() - ascending.front()) / result.width - 1e-9);
    result.width = (ascending.back() - ascending.front()) / bins;
  }
  if (!(result.width > 0)) return {};
  count_bins(result, ascending);
  result.density = density(ascending, deviation);
  return result;
}

}  // namespace leitmotif::explore
