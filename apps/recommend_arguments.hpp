// The options of `recommend`, and the wish they make.
#pragma once

#include "apps/options.hpp"

namespace CLI {
class App;
}

namespace leitmotif::apps {

void add_recommend(CLI::App& app, RecommendOptions& wish);

/// Throws invalid_argument when something typed is not of its form.
[[nodiscard]] engine::RecommendRequest wish_of(const RecommendOptions& options);

}  // namespace leitmotif::apps
