// The command that measures similarity.
#pragma once

#include "apps/options.hpp"

namespace leitmotif::apps {

/// `evaluate-similarity`: the learned similarity beside plain distances, on artists it was not trained on.
int run_evaluate_similarity(const Options& options);

}  // namespace leitmotif::apps
