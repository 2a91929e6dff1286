// The least value of a smooth function of many numbers.
// Source: Liu and Nocedal 1989, limited-memory BFGS; Nocedal and Wright 2006, algorithms 7.4 and 3.5.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace leitmotif::training {

/// Gives the value at a point and writes the gradient there. Shape: point [n], gradient [n].
using Objective = std::function<double(std::span<const double> point, std::span<double> gradient)>;

/// When it is near enough.
struct MinimiseOptions {
  int most_steps = 200;
  double gradient = 1e-3;       ///< stop when no slope is steeper
  double change = 1e-6;         ///< stop when a step lowers the value by less than this share of it
  std::size_t remembered = 10;  ///< steps that shape the next one
  /// About how steep each slope gets: the second derivatives along the axes, all above 0, up to a common factor. Empty:
  /// all alike. Shape: [n]. Where they differ much, a good estimate saves most of the steps.
  std::vector<double> curvature = {};
};

/// The point reached, and after how many steps.
struct Minimum {
  std::vector<double> point;
  double value = 0;
  int steps = 0;
};

/// Goes downhill from `start`. `on_step` is called after each step with its number and the value; it may throw to stop.
[[nodiscard]] Minimum minimise(const Objective& objective, std::vector<double> start, const MinimiseOptions& options,
                               const std::function<void(int step, double value)>& on_step);

}  // namespace leitmotif::training
