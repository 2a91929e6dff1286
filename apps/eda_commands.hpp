// The exploratory analysis on the command line.
#pragma once

#include <string>

#include "apps/options.hpp"
#include "leitmotif/explore/analysis.hpp"

namespace leitmotif::apps {

/// `eda`: explores a file or the library; writes a page and figures on request.
int run_eda(const Options& options);

/// What the analysis found, on a screen.
[[nodiscard]] std::string to_text(const explore::Analysis& analysis);

}  // namespace leitmotif::apps
