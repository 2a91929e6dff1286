// The commands about models themselves: how good they are and what is in them.
#pragma once

#include "apps/options.hpp"

namespace leitmotif::apps {

/// `evaluate`: one model or several on the same songs, as text or JSON and, when asked for, as a page.
int run_evaluate(const Options& options);
/// `model info`: the card of a model file.
int run_model_info(const Options& options);
/// `model top-words`: the strongest words of each topic.
int run_top_words(const Options& options);

}  // namespace leitmotif::apps
