// The scores of a model as text for people.
#pragma once

#include <string>

#include "leitmotif/evaluation/score.hpp"

namespace leitmotif::apps {

/// A table of the classes, what stands out, and the calibration.
[[nodiscard]] std::string to_text(const evaluation::Evaluation& evaluation);

}  // namespace leitmotif::apps
