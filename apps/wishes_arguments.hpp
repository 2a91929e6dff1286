// The options of `wishes ...` and `evaluate-people`.
#pragma once

#include <string>

#include "apps/options.hpp"

namespace CLI {
class App;
}

namespace leitmotif::apps {

/// `command` is what stands behind `wishes`, such as `learn`.
void add_wishes(const std::string& command, CLI::App& app, WishesOptions& wish);
void add_evaluate_people(CLI::App& app, WishesOptions& wish);

}  // namespace leitmotif::apps
