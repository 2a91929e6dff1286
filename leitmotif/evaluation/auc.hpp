// How well a score tells songs that have something from songs that have not.
// Flow: scores and judgements of songs -> area under the ROC curve, for wishes and what is learned.
// Source: Hanley and McNeil 1982 (the area is the chance that a positive is above a negative, ties count half);
// percentile bootstrap as bootstrap.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "leitmotif/evaluation/bootstrap.hpp"

namespace leitmotif::evaluation {

/// The area under the ROC curve, 0..1. Shapes: [songs] each; `positive` is 0 or 1.
/// Throws invalid_argument when the lengths differ, a score is not finite, or one of both kinds is missing.
[[nodiscard]] double area_under_curve(std::span<const double> scores, std::span<const std::uint8_t> positive);

/// The interval of the area over songs drawn anew; draws without both kinds do not count. Same seed, same interval.
/// Throws as area_under_curve. Cost: songs times resamples, some nanoseconds each.
[[nodiscard]] Interval area_interval(std::span<const double> scores, std::span<const std::uint8_t> positive,
                                     const BootstrapOptions& options = {});

}  // namespace leitmotif::evaluation
