#include "leitmotif/training/linear/minimise.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

namespace leitmotif::training {
namespace {

using Numbers = std::vector<double>;

constexpr double kSufficientDecrease = 1e-4;
constexpr double kCurvature = 0.9;
constexpr int kMostTries = 30;

/// Four sums side by side, so that one addition need not wait for the last.
double dot(const Numbers& a, const Numbers& b) {
  double sums[4] = {};
  std::size_t i = 0;
  for (; i + 4 <= a.size(); i += 4)
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  for (; i < a.size(); ++i) sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

double steepest(const Numbers& gradient) {
  double most = 0;
  for (const double slope : gradient) most = std::max(most, std::abs(slope));
  return most;
}

/// How the point and the gradient changed in one step.
struct Change {
  Numbers point, gradient;
  double product = 0;  // of the two
};

/// The scale at which the last change and the curvature agree; 1 before there is one.
double scale_of(const std::deque<Change>& changes, const Numbers& curvature) {
  if (changes.empty()) return 1;
  const Change& last = changes.back();
  double shaped = 0;
  for (std::size_t j = 0; j < curvature.size(); ++j) shaped += last.gradient[j] * last.gradient[j] / curvature[j];
  return last.product / shaped;
}

/// Two-loop recursion: the gradient times an estimate of the inverse Hessian.
Numbers shaped(const Numbers& gradient, const std::deque<Change>& changes, const Numbers& curvature) {
  Numbers direction = gradient;
  Numbers weights(changes.size());
  for (std::size_t i = changes.size(); i-- > 0;) {
    weights[i] = dot(changes[i].point, direction) / changes[i].product;
    for (std::size_t j = 0; j < direction.size(); ++j) direction[j] -= weights[i] * changes[i].gradient[j];
  }
  const double scale = scale_of(changes, curvature);
  for (std::size_t j = 0; j < direction.size(); ++j) direction[j] *= scale / curvature[j];
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const double weight = weights[i] - dot(changes[i].gradient, direction) / changes[i].product;
    for (std::size_t j = 0; j < direction.size(); ++j) direction[j] += weight * changes[i].point[j];
  }
  return direction;
}

/// Where the search stands.
struct Place {
  Numbers point, gradient;
  double value = 0;
};

/// A point down the direction that fulfils the weak Wolfe conditions, found by halving and doubling; false when no step
/// goes down.
bool step_down(const Objective& objective, const Numbers& direction, Place& place) {
  const Place start = place;
  const double slope = dot(start.gradient, direction);
  double low = 0;
  double high = 0;  // 0: not known
  double length = 1;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    for (std::size_t j = 0; j < direction.size(); ++j) place.point[j] = start.point[j] + length * direction[j];
    place.value = objective(place.point, place.gradient);
    if (!(place.value <= start.value + kSufficientDecrease * length * slope))
      high = length;
    else if (dot(place.gradient, direction) < kCurvature * slope)
      low = length;
    else
      return true;
    length = high > 0 ? (low + high) / 2 : 2 * low;
  }
  if (place.value < start.value) return true;
  place = start;
  return false;
}

}  // namespace

Minimum minimise(const Objective& objective, std::vector<double> start, const MinimiseOptions& options,
                 const std::function<void(int, double)>& on_step) {
  Place place{std::move(start), {}, 0};
  place.gradient.resize(place.point.size());
  place.value = objective(place.point, place.gradient);
  Numbers curvature = options.curvature;
  if (curvature.empty())
    curvature.assign(place.point.size(), std::max(1.0, std::sqrt(dot(place.gradient, place.gradient))));
  std::deque<Change> changes;
  int steps = 0;
  while (steps < options.most_steps && steepest(place.gradient) > options.gradient) {
    Numbers direction = shaped(place.gradient, changes, curvature);
    for (double& value : direction) value = -value;
    const Place before = place;
    if (!step_down(objective, direction, place)) break;
    on_step(++steps, place.value);
    Change change{place.point, place.gradient, 0};
    for (std::size_t j = 0; j < change.point.size(); ++j) {
      change.point[j] -= before.point[j];
      change.gradient[j] -= before.gradient[j];
    }
    change.product = dot(change.point, change.gradient);
    if (change.product > 0) changes.push_back(std::move(change));
    if (changes.size() > options.remembered) changes.pop_front();
    if (before.value - place.value <= options.change * std::abs(before.value)) break;
  }
  return {std::move(place.point), place.value, steps};
}

}  // namespace leitmotif::training
