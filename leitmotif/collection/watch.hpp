// Says when a folder's songs have to be read again.
// Flow: collection::FolderWatch -> scan.
#pragma once

#include <filesystem>
#include <functional>

#include "leitmotif/core/progress.hpp"

namespace leitmotif::collection {

/// Calls `scan`, waits for changes in the folder or below and calls it again, until one of the functions throws;
/// `on_progress` is called some times a second while nothing happens. A change is answered when the folder has been
/// quiet for half a second, or after five at the latest. Throws what FolderWatch, walk_folder and the functions throw.
[[noreturn]] void watch_folder(const std::filesystem::path& folder, const OnProgress& on_progress,
                               const std::function<void()>& scan);

}  // namespace leitmotif::collection
