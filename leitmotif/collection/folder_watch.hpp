// Says when something changes in a folder. The door to inotify.
// Flow: file system -> changed -> a scan.
#pragma once

#include <chrono>
#include <filesystem>
#include <span>

namespace leitmotif::collection {

/// Why waiting for a folder ended.
enum class WatchEvent {
  nothing,   ///< the time was up
  changed,   ///< music, lyrics or folders came, changed or went
  overflow,  ///< more changed than the system could keep count of: look at everything again
};

/// Watches folders, not what lies deeper.
class FolderWatch {
 public:
  /// Throws resource_limit (more watchers than the system allows a user), io.
  FolderWatch();
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  /// Watches these folders too; one that is watched already stays as it is, one that is gone is left out. Throws
  /// resource_limit (more folders than the system allows a user), io.
  void add(std::span<const std::filesystem::path> folders);
  /// Waits until something changes, at most `limit`. Comes back early, with nothing, when a signal handler ran.
  [[nodiscard]] WatchEvent wait(std::chrono::milliseconds limit);

 private:
  int descriptor_ = -1;
};

}  // namespace leitmotif::collection
