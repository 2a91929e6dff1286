// What is known of songs, put together from a state of the library and its catalogue.
// Flow: View, the stored song -> SongDetails -> answers about one song, exports.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::browse {

/// All but the words behind its topics and what its owner noted of it. Cost: some ten microseconds.
[[nodiscard]] answers::SongDetails known_of(const library::Snapshot& snapshot, std::size_t row,
                                            const catalog::StoredSong& stored);
/// All that is known of a song, but for the level of its words (people::judge_words). Throws not_found.
[[nodiscard]] answers::SongDetails details_of(const current::View& view, const reading::Reader& reader,
                                              std::int64_t id);
/// How much of a song is obscene and what was published of it; its level is people::judge_words'.
[[nodiscard]] answers::ExplicitNote explicit_note(const library::Snapshot& snapshot, std::size_t row);
/// By what else songs of one library are known. Shape: songs[n] -> [n].
[[nodiscard]] std::vector<answers::SongIds> song_ids_of(const catalog::Catalog& library,
                                                        std::span<const std::int64_t> songs);

}  // namespace leitmotif::browse
