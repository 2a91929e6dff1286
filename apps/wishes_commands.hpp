// `wishes ...` and `evaluate-people`.
#pragma once

#include "apps/options.hpp"

namespace leitmotif::apps {

int run_wishes_list(const Options& options);
int run_wishes_score(const Options& options);
int run_wishes_learn(const Options& options);
int run_wishes_export(const Options& options);
int run_wishes_forget(const Options& options);
int run_wishes_train_vectors(const Options& options);
int run_evaluate_people(const Options& options);

}  // namespace leitmotif::apps
