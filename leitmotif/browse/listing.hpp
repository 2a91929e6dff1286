// Songs that are searched for, and a library in numbers.
// Flow: View, words -> SongList; View -> LibrarySummary.
#pragma once

#include <cstddef>
#include <string_view>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::browse {

/// Songs with these words, best first: see catalog::Songs::search.
[[nodiscard]] answers::SongList list_of(const current::View& view, std::string_view words, std::size_t limit,
                                        std::size_t offset);
/// Adds by what else the listed songs are known.
void add_ids(const catalog::Catalog& library, answers::SongList& list);
/// All but what was taken out and which songs are the songbook's. Cost: linear in the songs.
[[nodiscard]] answers::LibrarySummary summary_of(const current::View& view, const reading::Reader& reader);

}  // namespace leitmotif::browse
