// From what was typed to a command, its options filled in. The door to CLI11.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "apps/command.hpp"

namespace leitmotif::apps {

/// The program that is called, for its help.
struct Program {
  std::string name;
  std::string summary;
  std::string version;  ///< the line of --version, without its end
  std::string footer = {};
};

/// What was typed.
struct Typed {
  const Command* command = nullptr;  ///< null: print `message`
  std::string message;
  std::vector<std::string> rest;  ///< of a command that another program runs, or may run: everything behind its name
};

/// The options of every command.
[[nodiscard]] std::vector<wire::Option> general_options(General& general);

/// Finds the command that was typed, and fills in its options and `general`. `words` are those of the command line, the
/// program's name first. Lifetime of the result: as `commands`.
/// Throws invalid_argument for a line that names no command, and as its options say.
[[nodiscard]] Typed parse_command_line(const Program& program, std::span<const Command> commands, General& general,
                                       std::span<const char* const> words);

/// The same for a program that is one command. `general` are options that may be given again; the last one counts.
[[nodiscard]] Typed parse_command(const Program& program, const Command& command,
                                  const std::vector<wire::Option>& general, std::span<const char* const> words);

}  // namespace leitmotif::apps
