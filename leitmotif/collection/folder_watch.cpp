#include "leitmotif/collection/folder_watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "leitmotif/collection/tags.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

// A file that is being written is told of when it is closed, not at every piece.
constexpr std::uint32_t kEvents = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE |
                                  IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR;

/// Whether a change concerns a library: folders, and files by their names.
bool concerns(const inotify_event& event) {
  if ((event.mask & (IN_ISDIR | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0) return true;
  if (event.len == 0 || event.name[0] == '.') return false;
  const std::filesystem::path name(event.name);
  return is_music_name(name) || is_lyric_name(name);
}

}  // namespace

FolderWatch::FolderWatch() : descriptor_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (descriptor_ >= 0) return;
  if (errno == EMFILE)
    throw Error(ErrorKind::resource_limit, "too many programs watch folders; raise fs.inotify.max_user_instances");
  throw Error(ErrorKind::io, std::string("cannot watch folders: ") + std::strerror(errno));
}

FolderWatch::~FolderWatch() { ::close(descriptor_); }

void FolderWatch::add(std::span<const std::filesystem::path> folders) {
  for (const std::filesystem::path& folder : folders) {
    if (::inotify_add_watch(descriptor_, folder.c_str(), kEvents) >= 0) continue;
    if (errno == ENOENT || errno == ENOTDIR || errno == EACCES) continue;
    if (errno == ENOSPC)
      throw Error(ErrorKind::resource_limit, shown(folder) +
                                                 ": more folders than the system lets a user watch; raise "
                                                 "fs.inotify.max_user_watches");
    throw Error(ErrorKind::io, shown(folder) + ": cannot be watched: " + std::strerror(errno));
  }
}

WatchEvent FolderWatch::wait(std::chrono::milliseconds limit) {
  pollfd waiting{descriptor_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(limit.count())) <= 0) return WatchEvent::nothing;
  WatchEvent result = WatchEvent::nothing;
  alignas(inotify_event) std::array<char, 64U << 10U> buffer{};
  for (ssize_t count = 0; (count = ::read(descriptor_, buffer.data(), buffer.size())) > 0;) {
    for (std::size_t at = 0; at < static_cast<std::size_t>(count);) {
      // The kernel aligns every event for this.
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      if ((event->mask & IN_Q_OVERFLOW) != 0) return WatchEvent::overflow;
      if (concerns(*event)) result = WatchEvent::changed;
      at += sizeof(inotify_event) + event->len;
    }
  }
  return result;
}

}  // namespace leitmotif::collection
