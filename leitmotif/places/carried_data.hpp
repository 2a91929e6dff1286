// What the program brings along, inside the program itself: for one that was copied somewhere without its folder.
#pragma once

#include <filesystem>
#include <string_view>

namespace leitmotif::places {

/// A zip archive of `models`, `songbook` and `wishes`. Lifetime: as long as the program.
[[nodiscard]] std::string_view carried_archive() noexcept;

/// The folder the archive was unpacked to: leitmotif/data-DIGEST in XDG_CACHE_HOME or in ~/.cache, made when it is not
/// there; whole or not there, whoever makes it at the same time. Throws not_found (neither variable is set), io.
[[nodiscard]] std::filesystem::path unpacked_data();

}  // namespace leitmotif::places
