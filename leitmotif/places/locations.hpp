// Where things lie on this machine: the library, the shipped models and the songbook.
// Source: the XDG base directory specification for what belongs to a person; the place of the program for what it
// brought along.
#pragma once

#include <filesystem>

#include "leitmotif/places/settings.hpp"

namespace leitmotif::places {

/// leitmotif/library.db in XDG_DATA_HOME, or in ~/.local/share. Throws not_found when neither variable is set.
[[nodiscard]] std::filesystem::path default_library();

/// What lies beside a library: beside its file, or for one on a server in leitmotif/servers of the same folder as
/// default_library. Throws invalid_argument (an address that cannot be read).
[[nodiscard]] Places places_of(const std::filesystem::path& library);

/// The folder that holds `models` and `songbook`: LEITMOTIF_DATA when it is set, else share/leitmotif beside the
/// program's bin folder, else `data` of the source tree the program was built in, else what the program carries within
/// it (carried_data.hpp). Throws as unpacked_data.
[[nodiscard]] std::filesystem::path data_folder();

/// The model used when none is named. Throws not_found.
[[nodiscard]] std::filesystem::path default_model();

/// The similarity model used when none is named. Throws not_found.
[[nodiscard]] std::filesystem::path default_similarity_model();

}  // namespace leitmotif::places
