#include "leitmotif/collection/watch.hpp"

#include <chrono>

#include "leitmotif/collection/folder_watch.hpp"
#include "leitmotif/collection/walk.hpp"

namespace leitmotif::collection {
namespace {

using Clock = std::chrono::steady_clock;
using collection::WatchEvent;
using std::chrono::milliseconds;

constexpr milliseconds kTick{200};
constexpr milliseconds kQuiet{500};
constexpr milliseconds kPatience{5000};

/// Waits for a change and for the quiet after it.
void wait_for_change(collection::FolderWatch& folders, const OnProgress& on_progress) {
  while (folders.wait(kTick) == WatchEvent::nothing) on_progress({"watching", 0, 0});
  const Clock::time_point first = Clock::now();
  Clock::time_point last = first;
  while (Clock::now() - last < kQuiet && Clock::now() - first < kPatience) {
    if (folders.wait(kTick) != WatchEvent::nothing) last = Clock::now();
    on_progress({"watching", 0, 0});
  }
}

}  // namespace

void watch_folder(const std::filesystem::path& folder, const OnProgress& on_progress,
                  const std::function<void()>& scan) {
  collection::FolderWatch folders;
  while (true) {
    // Watched before it is scanned, so that what changes meanwhile is not missed.
    const collection::Walk walk = collection::walk_folder(folder, [](std::size_t) {});
    folders.add(walk.folders);
    scan();
    wait_for_change(folders, on_progress);
  }
}

}  // namespace leitmotif::collection
