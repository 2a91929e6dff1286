// The manual of a program as a man page, from the same rows as its help.
// Source: man(7).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/command.hpp"
#include "apps/command_line.hpp"

namespace leitmotif::apps {

/// The page of a whole program: its commands, the options of all of them, files, variables, exit status.
[[nodiscard]] std::string manual_of_program(const Program& program, const std::vector<Command>& commands,
                                            const std::vector<wire::Option>& general);

/// The page of one command: `leitmotif-recommend(1)`.
[[nodiscard]] std::string manual_of_command(const Program& program, const Command& command,
                                            const std::vector<wire::Option>& general);

}  // namespace leitmotif::apps
