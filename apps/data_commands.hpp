// Commands around the music data set: generated songs in its form.
#pragma once

#include "apps/options.hpp"

namespace leitmotif::apps {

int run_generate(const Options& options);

}  // namespace leitmotif::apps
