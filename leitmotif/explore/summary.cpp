#include "leitmotif/explore/summary.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/records.hpp"
#include "leitmotif/explore/histogram.hpp"

namespace leitmotif::explore {
namespace {

/// Sums of powers of the distances from the mean, divided by the number of values.
struct Moments {
  double mean = 0;
  double second = 0;
  double third = 0;
};

Moments moments(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  Moments result;
  double sum = 0;
  for (const double value : values) sum += value;
  result.mean = sum / n;
  // What rounding lost in the first sum shows as a mean distance that is not 0.
  double correction = 0;
  for (const double value : values) correction += value - result.mean;
  result.mean += correction / n;
  for (const double value : values) {
    const double apart = value - result.mean;
    result.second += apart * apart;
    result.third += apart * apart * apart;
  }
  result.second /= n;
  result.third /= n;
  return result;
}

}  // namespace

double quantile(const std::vector<double>& ascending, double share) {
  const double at = share * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] + (at - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

Summary summarise(const Feature& feature) {
  Summary summary;
  summary.name = feature.name;
  summary.unreadable = feature.unreadable;
  summary.infinite = feature.infinite;
  std::vector<double> values;
  values.reserve(feature.values.size());
  for (const double value : feature.values)
    if (!std::isnan(value)) values.push_back(value);
  summary.count = values.size();
  summary.missing = feature.values.size() - values.size();
  summary.mean = summary.least = summary.greatest = summary.deviation = summary.skewness = kMissing;
  summary.quartiles.fill(kMissing);
  if (values.empty()) return summary;

  std::ranges::sort(values);
  summary.least = values.front();
  summary.greatest = values.back();
  for (std::size_t q = 0; q < 3; ++q) summary.quartiles[q] = quantile(values, 0.25 * static_cast<double>(q + 1));
  const Moments about = moments(values);
  summary.mean = summary.constant() ? summary.least : about.mean;
  const auto n = static_cast<double>(values.size());
  if (values.size() > 1) summary.deviation = summary.constant() ? 0 : std::sqrt(about.second * n / (n - 1));
  if (!summary.constant()) summary.skewness = about.third / std::pow(about.second, 1.5);
  summary.histogram = histogram(values, summary.deviation);
  return summary;
}

}  // namespace leitmotif::explore
