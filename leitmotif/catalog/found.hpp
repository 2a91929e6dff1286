// Search for people: how many songs were found, and the line of each lyric that holds the words.
// Flow: words a person typed -> search -> Found -> the engine's song list.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::catalog {

/// A song that a search found.
struct FoundSong {
  SongHead head;
  std::string line;  ///< the first line that holds most of the words; empty for cleaned lyrics, or when none does
};

/// What a search found.
struct Found {
  std::size_t total = 0;  ///< how many songs were found; `songs` is a part of them
  std::vector<FoundSong> songs;
};

/// As Catalog::search, with total and lines. Throws as it.
[[nodiscard]] Found find_songs(const Catalog& catalog, std::string_view words, std::size_t limit, std::size_t offset);

}  // namespace leitmotif::catalog
