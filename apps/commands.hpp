// The commands of `leitmotif`.
#pragma once

#include <vector>

#include "apps/command.hpp"

namespace leitmotif::apps {

/// Every command, in the order the help lists them.
[[nodiscard]] std::vector<Command> commands();

}  // namespace leitmotif::apps
