#include "leitmotif/people/judged_songs.hpp"

#include <algorithm>
#include <filesystem>

#include "leitmotif/catalog/lists.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/library/song_finder.hpp"
#include "leitmotif/playlist/playlist.hpp"

namespace leitmotif::people {

namespace fs = std::filesystem;

std::vector<std::int64_t> judged_songs(const catalog::Catalog& library, const std::string& named) {
  std::error_code unknown;
  if (!fs::is_regular_file(named, unknown)) {
    if (auto list = library.lists().named(named)) return std::move(list->songs);
    throw Error(ErrorKind::not_found, "'" + named + "' is neither a file nor a saved list");
  }
  const fs::path folder = fs::absolute(named).parent_path();
  std::vector<std::int64_t> songs;
  library::SongFinder finder(library, folder);
  for (playlist::Entry& entry : playlist::read(read_file(named, playlist::kMostPlaylistBytes), named).entries)
    songs.push_back(finder.find(std::move(entry)).song);
  return songs;
}

}  // namespace leitmotif::people
