// What lies in a folder: music and lyric files, and what could not be looked at.
// Flow: folder -> FoundFile -> songs (sources.hpp).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/collection/read_only_file.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::collection {

/// A music or lyric file that lies in the folder.
struct FoundFile {
  std::filesystem::path path;  ///< absolute, any bytes
  bool is_music = false;       ///< else a lyric file
  FileStamp stamp;
};

/// A folder inside that could not be listed: nothing of what lies in it is known.
struct UnlistedFolder {
  std::filesystem::path path;
  std::string reason;  ///< begins as kCannotList
};
/// How the reason of such a folder begins, wherever it is kept.
inline constexpr std::string_view kCannotList = "cannot list the folder";

/// Everything a walk over a folder found, and what it could not look at.
struct Walk {
  std::vector<FoundFile> files;                ///< in the byte order of their paths
  std::vector<std::filesystem::path> folders;  ///< that were listed
  std::vector<UnlistedFolder> unlisted;
  std::vector<Rejected> rejected;  ///< folders and files that could not be looked at, links that lead nowhere
  std::vector<Rejected> notes;     ///< what was passed over or is odd, and did no harm: links in a circle, names
};

/// Whether the name is that of music that is read: see corpus::music_ending_of.
[[nodiscard]] bool is_music_name(const std::filesystem::path& path);
/// Whether the name is that of a lyric file: see corpus::lyric_ending_of.
[[nodiscard]] bool is_lyric_name(const std::filesystem::path& path);
/// Whether it is that of a lyric file which is a song by itself; captions, pages and data are none without music.
[[nodiscard]] bool is_song_by_itself(const std::filesystem::path& path);

/// Finds every music and lyric file of a folder and its subfolders. Hidden files and folders are passed over. Links are
/// followed, after everything else; a folder or file that was already seen is not seen again. `on_file` is called with
/// the number of files found so far and may throw.
/// Throws not_found (no such folder), io (not a folder, or it cannot be listed).
[[nodiscard]] Walk walk_folder(const std::filesystem::path& folder, const std::function<void(std::size_t)>& on_file);

/// A path as text for people: what is not UTF-8 in it is written as \xNN.
[[nodiscard]] std::string shown(const std::filesystem::path& path);

}  // namespace leitmotif::collection
