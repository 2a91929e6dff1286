#include "leitmotif/collection/walk.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/corpus/lyric_names.hpp"
#include "leitmotif/corpus/music_names.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::collection {
namespace {

namespace fs = std::filesystem;

/// Folders that systems keep for themselves: previews, what was thrown away, resource forks.
bool is_of_system(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 6> kSystemFolders = {"@eaDir",   "#recycle",   "$RECYCLE.BIN",
                                                              "__MACOSX", "lost+found", "System Volume Information"};
  return std::ranges::find(kSystemFolders, name) != kSystemFolders.end();
}

class Walker {
 public:
  Walker(Walk& walk, const std::function<void(std::size_t)>& on_file) : walk_(walk), on_file_(on_file) {}

  /// Everything below a folder, links apart.
  void visit_folder(const fs::path& top) {
    std::vector<fs::path> waiting = {top};
    while (!waiting.empty()) {
      const fs::path folder = std::move(waiting.back());
      waiting.pop_back();
      for (fs::path& sub : list(folder)) waiting.push_back(std::move(sub));
    }
  }

  /// Where links lead; there may be more links behind them.
  void follow_links() {
    while (!links_.empty()) {
      std::vector<fs::path> links;
      links.swap(links_);
      std::ranges::sort(links, {}, [](const fs::path& path) -> const std::string& { return path.native(); });
      for (const fs::path& link : links) follow(link);
    }
  }

 private:
  using Identity = std::pair<dev_t, ino_t>;

  /// Takes the files of one folder; gives the folders in it.
  std::vector<fs::path> list(const fs::path& folder) {
    std::vector<fs::path> folders;
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(folder.c_str()), ::closedir);
    if (!entries) {
      walk_.unlisted.push_back({folder, std::string(kCannotList) + ": " + std::strerror(errno)});
      reject(folder, walk_.unlisted.back().reason);
      return folders;
    }
    struct stat own {};
    if (::fstat(::dirfd(entries.get()), &own) != 0 || !seen_.insert({own.st_dev, own.st_ino}).second) return folders;
    walk_.folders.push_back(folder);
    errno = 0;
    while (const dirent* entry = ::readdir(entries.get())) {
      if (entry->d_name[0] == '.') continue;  // ".", ".." and what is hidden
      struct stat status {};
      if (::fstatat(::dirfd(entries.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT) reject(folder / entry->d_name, std::string("cannot be examined: ") + std::strerror(errno));
      } else if (S_ISDIR(status.st_mode)) {
        if (!is_of_system(entry->d_name)) folders.push_back(folder / entry->d_name);
      } else if (S_ISLNK(status.st_mode)) {
        links_.push_back(folder / entry->d_name);
      } else {
        take(folder / entry->d_name, status);
      }
      errno = 0;
    }
    if (errno != 0) reject(folder, std::string("cannot list the whole folder: ") + std::strerror(errno));
    return folders;
  }

  void take(const fs::path& path, const struct stat& status) {
    const corpus::MusicEnding ending = corpus::music_ending_of(path.native());
    const bool music = ending == corpus::MusicEnding::read;
    if (ending == corpus::MusicEnding::unread && S_ISREG(status.st_mode))
      note(path, "is music of a kind that is not read; passed over");
    if (!music && !is_lyric_name(path)) return;
    if (!S_ISREG(status.st_mode)) {
      reject(path, "is not a plain file");
      return;
    }
    if (text::first_invalid_utf8(path.filename().native()))
      note(path, "the name is not UTF-8; the file was read all the same");
    walk_.files.push_back({path, music, stamp_of(status)});
    files_.emplace(status.st_dev, status.st_ino);
    on_file_(walk_.files.size());
  }

  void follow(const fs::path& link) {
    struct stat status {};
    if (::stat(link.c_str(), &status) != 0) {
      const bool circle = errno == ELOOP;
      const bool wanted = circle || is_music_name(link) || is_lyric_name(link) || errno != ENOENT;
      if (wanted)
        reject(link, circle ? "is a link that leads round in a circle"
                            : std::string("is a link that leads nowhere: ") + std::strerror(errno));
      return;
    }
    if (S_ISDIR(status.st_mode)) {
      if (seen_.contains({status.st_dev, status.st_ino}))
        note(link, "is a link to a folder that was read already; passed over");
      else
        visit_folder(link);
    } else if (is_music_name(link) || is_lyric_name(link)) {
      if (files_.contains({status.st_dev, status.st_ino}))
        note(link, "is a link to a file that was read already; passed over");
      else
        take(link, status);
    }
  }

  void reject(const fs::path& path, std::string reason) {
    walk_.rejected.push_back({shown(path), 0, std::move(reason)});
  }
  void note(const fs::path& path, std::string reason) { walk_.notes.push_back({shown(path), 0, std::move(reason)}); }

  Walk& walk_;
  const std::function<void(std::size_t)>& on_file_;
  std::set<Identity> seen_;  // folders
  std::set<Identity> files_;
  std::vector<fs::path> links_;
};

}  // namespace

bool is_music_name(const fs::path& path) { return corpus::music_ending_of(path.native()) == corpus::MusicEnding::read; }

bool is_lyric_name(const fs::path& path) { return corpus::lyric_ending_of(path.native()) != nullptr; }

bool is_song_by_itself(const fs::path& path) {
  const corpus::LyricEnding* const ending = corpus::lyric_ending_of(path.native());
  return ending != nullptr && ending->alone;
}

Walk walk_folder(const fs::path& folder, const std::function<void(std::size_t)>& on_file) {
  std::error_code failure;
  const fs::path top = fs::canonical(folder, failure);
  if (failure == std::errc::no_such_file_or_directory || failure == std::errc::not_a_directory)
    throw Error(ErrorKind::not_found, shown(folder) + ": there is no such folder");
  if (failure) throw Error(ErrorKind::io, shown(folder) + ": cannot be examined: " + failure.message());
  if (!fs::is_directory(top, failure)) throw Error(ErrorKind::io, shown(folder) + ": is not a folder");
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(top.c_str()), ::closedir);
  if (!entries) throw Error(ErrorKind::io, shown(folder) + ": cannot list the folder: " + std::strerror(errno));
  Walk walk;
  Walker walker(walk, on_file);
  walker.visit_folder(top);
  walker.follow_links();
  std::ranges::sort(walk.files, {}, [](const FoundFile& file) -> const std::string& { return file.path.native(); });
  return walk;
}

std::string shown(const fs::path& path) {
  std::string_view rest = path.native();
  std::string text;
  while (const auto bad = text::first_invalid_utf8(rest)) {
    text.append(rest.substr(0, *bad));
    append_hex(text += "\\x", rest[*bad], kUpperHexDigits);
    rest.remove_prefix(*bad + 1);
  }
  return text.append(rest);
}

}  // namespace leitmotif::collection
