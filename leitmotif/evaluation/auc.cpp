#include "leitmotif/evaluation/auc.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::evaluation {
namespace {

/// Songs in the order of their scores, with where songs of equal score end.
struct Order {
  std::vector<std::size_t> song;
  std::vector<std::uint8_t> ends_tie;
};

Order order_of(std::span<const double> scores, std::span<const std::uint8_t> positive) {
  if (scores.size() != positive.size())
    throw Error(ErrorKind::invalid_argument, "area under a curve: " + std::to_string(scores.size()) + " scores and " +
                                                 std::to_string(positive.size()) + " judgements");
  if (!std::all_of(scores.begin(), scores.end(), [](double score) { return std::isfinite(score); }))
    throw Error(ErrorKind::invalid_argument, "area under a curve: a score is not finite");
  const auto positives = std::count(positive.begin(), positive.end(), std::uint8_t{1});
  if (positives == 0 || positives == std::ssize(positive))
    throw Error(ErrorKind::invalid_argument, "area under a curve: both kinds of songs are needed");
  Order order;
  order.song.resize(scores.size());
  std::iota(order.song.begin(), order.song.end(), std::size_t{0});
  std::stable_sort(order.song.begin(), order.song.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  order.ends_tie.resize(scores.size(), 1);
  for (std::size_t i = 0; i + 1 < scores.size(); ++i)
    order.ends_tie[i] = scores[order.song[i]] < scores[order.song[i + 1]] ? 1 : 0;
  return order;
}

/// The area when each song stands `times` over; NaN without both kinds.
double area(const Order& order, std::span<const std::uint8_t> positive, std::span<const std::uint32_t> times) {
  double below = 0;  // negatives of lower scores
  double pairs = 0;
  double all_positive = 0;
  double tied_negative = 0;
  double tied_positive = 0;
  for (std::size_t i = 0; i < order.song.size(); ++i) {
    const std::size_t song = order.song[i];
    (positive[song] == 1 ? tied_positive : tied_negative) += times[song];
    if (order.ends_tie[i] == 0) continue;
    pairs += tied_positive * (below + tied_negative / 2);
    below += tied_negative;
    all_positive += tied_positive;
    tied_negative = tied_positive = 0;
  }
  return pairs / (below * all_positive);
}

}  // namespace

double area_under_curve(std::span<const double> scores, std::span<const std::uint8_t> positive) {
  const Order order = order_of(scores, positive);
  return area(order, positive, std::vector<std::uint32_t>(scores.size(), 1));
}

Interval area_interval(std::span<const double> scores, std::span<const std::uint8_t> positive,
                       const BootstrapOptions& options) {
  if (options.resamples == 0 || !(options.confidence > 0 && options.confidence < 1))
    throw Error(ErrorKind::invalid_argument, "an interval needs a resample and a confidence between 0 and 1");
  const Order order = order_of(scores, positive);
  RandomSource draw(options.seed);
  std::vector<double> areas;
  std::vector<std::uint32_t> times(scores.size());
  for (std::size_t r = 0; r < options.resamples; ++r) {
    std::fill(times.begin(), times.end(), 0U);
    for (std::size_t i = 0; i < times.size(); ++i) ++times[draw.below_by_bits(times.size())];
    if (const double value = area(order, positive, times); std::isfinite(value)) areas.push_back(value);
  }
  if (areas.empty()) areas.push_back(area_under_curve(scores, positive));
  std::sort(areas.begin(), areas.end());
  const double outside = (1 - options.confidence) / 2;
  return {percentile(areas, outside), percentile(areas, 1 - outside)};
}

}  // namespace leitmotif::evaluation
