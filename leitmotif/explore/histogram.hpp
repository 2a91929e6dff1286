// How often values fall where.
// Flow: sorted values -> bins and a density curve.
#pragma once

#include <vector>

#include "leitmotif/explore/summary.hpp"

namespace leitmotif::explore {

/// Bins of Freedman and Diaconis' width (1981), between 8 and 40 of them. Values on a grid (whole numbers, years) get
/// bins of whole grid steps, because others would be full and empty by turns. `deviation` is the values' own.
/// Values must be ascending; no bins when they are all the same.
[[nodiscard]] Histogram histogram(const std::vector<double>& ascending, double deviation);

}  // namespace leitmotif::explore
