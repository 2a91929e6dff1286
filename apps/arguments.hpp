// From the words of a command line to plain options.
#pragma once

#include <string>
#include <vector>

#include "apps/options.hpp"

namespace leitmotif::apps {

/// What a command line asks for.
struct Arguments {
  std::string command;  ///< a name of commands(), "train" or "reproduce"; empty: only print `message`
  std::string message;  ///< help or version
  Options options;
  std::vector<std::string> train_arguments;  ///< for leitmotif-train: all that belongs to the command
};

/// Throws Error(invalid_argument), one line, for anything that is not understood.
[[nodiscard]] Arguments parse_arguments(int argc, const char* const* argv);

}  // namespace leitmotif::apps
