// The scores of a model as text for people.
#pragma once

#include <string>

#include "leitmotif/evaluation/comparison.hpp"

namespace leitmotif::apps {

/// A table of the classes, what stands out, and the calibration.
[[nodiscard]] std::string to_text(const evaluation::Evaluation& evaluation);

/// Each two models of a comparison: the songs they differ on, and whether that is more than luck. Empty without pairs.
[[nodiscard]] std::string pairs_text(const evaluation::Comparison& comparison);

}  // namespace leitmotif::apps
