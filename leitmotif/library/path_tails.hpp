// The files of a library by how their paths end.
// Flow: catalogue -> PathTails -> SongFinder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::library {

/// The folders of a path and its file name without extension.
struct PathParts {
  std::vector<std::string> folders;  ///< keys (text::name_key), outermost first
  std::string stem;                  ///< as written
  std::string extension;             ///< in lower case, with its dot
};

/// Takes a path apart; `/` separates.
[[nodiscard]] PathParts parts_of_path(std::string_view path);

/// Immutable.
class PathTails {
 public:
  /// Cost: some microseconds a file. Throws as the catalogue.
  explicit PathTails(const catalog::Catalog& library);

  /// A song and how many parts of its path's end are those asked for: 1 is the file name alone.
  struct Match {
    std::int64_t song = 0;
    std::size_t parts = 0;
  };
  /// The song whose path ends most like this one; 0 when there is none, or several that are equally alike. The
  /// extension decides only between equals: a list may be older than a conversion.
  [[nodiscard]] Match find(std::string_view path) const;

  /// The song whose file's name and folder are those of a path that lost its letters with accents: `?`, `_` or U+FFFD
  /// stands for none to two letters ("03 Caf? No?l"). 0 when there is none, or several. Cost: a look at every file.
  [[nodiscard]] std::int64_t find_with_gaps(std::string_view path) const;

 private:
  struct File {
    std::vector<std::string> folders;
    std::string extension;
    std::int64_t song;
  };
  std::unordered_multimap<std::string, File> by_stem_;
};

}  // namespace leitmotif::library
