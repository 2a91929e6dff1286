// Numbers about the whole library that are not kept in memory.
#pragma once

#include <cstddef>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::catalog {

/// How many songs have a lyric. Cost: reads every lyric's first page, about 1 s a million songs.
[[nodiscard]] std::size_t songs_with_lyrics(const Catalog& catalog);

}  // namespace leitmotif::catalog
