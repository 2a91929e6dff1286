// `--part K/N`: a task's share of a batch, for every command that works through many things.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/share.hpp"
#include "leitmotif/wire/option.hpp"

namespace leitmotif::apps {

/// The option; what is typed goes to `typed`.
[[nodiscard]] wire::Option part_option(std::string& typed);

/// What was typed; else the place of this process in a Slurm array, which is said on standard error; else the whole.
/// Throws as parse_share and share_of_array.
[[nodiscard]] Share chosen_part(const std::string& typed);

/// The same for lines of files, which are counted first. Of what can be read only once (`-`, a pipe) a share cannot be
/// known: it is taken whole within an array. Throws invalid_argument when a part of it was asked for.
[[nodiscard]] Share chosen_part_of_files(const std::string& typed, const std::vector<std::string>& files);

}  // namespace leitmotif::apps
