// The exploratory analysis on the wire: `eda --json` and GET eda.
#pragma once

#include "leitmotif/explore/analysis.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::explore {

/// Songs themselves are not in it; numbers that are not known are null.
[[nodiscard]] const wire::Table<Analysis>& analysis_table();

}  // namespace leitmotif::explore
