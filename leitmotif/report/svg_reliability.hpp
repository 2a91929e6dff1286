// The reliability diagram: how often answers of a stated sureness are right, and how many there are.
// Flow: numbers -> SVG text.
// Source: Guo et al. 2017, On Calibration of Modern Neural Networks; intervals by Wilson 1927.
#pragma once

#include <span>
#include <string>

#include "leitmotif/core/markup.hpp"
#include "leitmotif/evaluation/calibration.hpp"

namespace leitmotif::report {

/// The ends of an interval.
struct Ends {
  double low = 0;
  double high = 1;
};
/// Wilson's 95 % interval of a share that was `share` of `songs`. Songs must be above 0.
[[nodiscard]] Ends wilson_interval(double share, double songs);

/// Bins are of equal width over 0..1; a bin without songs shows nothing. On the diagonal, sureness and accuracy agree.
[[nodiscard]] Markup reliability_diagram(std::span<const evaluation::CalibrationBin> bins, const std::string& summary);

}  // namespace leitmotif::report
