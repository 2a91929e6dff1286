// The commands of `leitmotif`, each a function from what was typed to an exit status. Results go to standard output,
// everything else to standard error.
#pragma once

#include <span>

#include "apps/options.hpp"

namespace leitmotif::apps {

/// One command: its name, what it does in one line, and the function. Errors leave as leitmotif::Error.
struct Command {
  const char* name;
  const char* summary;
  int (*run)(const Options& options);
};

/// Every command, in the order the help lists them.
[[nodiscard]] std::span<const Command> commands() noexcept;

}  // namespace leitmotif::apps
