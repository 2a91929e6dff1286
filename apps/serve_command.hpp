// `leitmotif serve`: the HTTP interface and the page.
#pragma once

#include "apps/options.hpp"

namespace leitmotif::apps {

/// Serves until SIGTERM or Ctrl-C. Errors leave as leitmotif::Error.
int run_serve(const Options& options);

}  // namespace leitmotif::apps
