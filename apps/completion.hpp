// What shells need to complete a command line, from the same rows as its help.
// Source: the manuals of bash (Programmable Completion), zsh (zshcompsys) and fish (complete).
#pragma once

#include <string>
#include <vector>

#include "apps/command.hpp"

namespace leitmotif::apps {

/// A script for bash: install as /usr/share/bash-completion/completions/leitmotif.
[[nodiscard]] std::string bash_completion(const std::vector<Command>& commands,
                                          const std::vector<wire::Option>& general);
/// For zsh: install as _leitmotif in a folder of its fpath.
[[nodiscard]] std::string zsh_completion(const std::vector<Command>& commands,
                                         const std::vector<wire::Option>& general);
/// For fish: install as /usr/share/fish/vendor_completions.d/leitmotif.fish.
[[nodiscard]] std::string fish_completion(const std::vector<Command>& commands,
                                          const std::vector<wire::Option>& general);

}  // namespace leitmotif::apps
