// Songs that a person named in a list or a file.
// Flow: a saved list, a playlist, a table or lines of names -> songs of the library.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::people {

/// The songs of `named`: a file (playlist, `.csv` with the columns artist and title, else lines "ARTIST - TITLE") when
/// there is one of that name, else the saved list of that name. In their order; 0 where the library does
/// not have the song. Throws not_found (neither), corrupt_data, resource_limit as the readers of such files.
[[nodiscard]] std::vector<std::int64_t> judged_songs(const catalog::Catalog& library, const std::string& named);

}  // namespace leitmotif::people
