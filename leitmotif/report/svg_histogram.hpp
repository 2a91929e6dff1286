// One feature's distribution: bins, density curve, quartiles.
// Flow: explore::Summary -> SVG text.
#pragma once

#include "leitmotif/core/markup.hpp"
#include "leitmotif/explore/summary.hpp"

namespace leitmotif::report {

/// Empty markup for a feature without bins (all values the same, or none).
[[nodiscard]] Markup histogram_chart(const explore::Summary& summary);

}  // namespace leitmotif::report
