// Ranked rows become recommendations: names, the parts of the score, and the words or songs that caused them.
// Flow: Answer, Shelf -> RecommendedSong.
#pragma once

#include "leitmotif/engine/answers.hpp"
#include "leitmotif/engine/reader.hpp"
#include "leitmotif/engine/resolve.hpp"
#include "leitmotif/engine/shelf.hpp"

namespace leitmotif::engine {

/// The words of a song that spoke for its topics. Throws io when the song is gone.
[[nodiscard]] std::shared_ptr<const SongWords> words_of(const Shelf& shelf, const Reader& reader, std::size_t row);

/// How explicit a song is, given its words.
[[nodiscard]] ExplicitNote explicit_note(const Shelf& shelf, std::size_t row, const SongWords& words);

[[nodiscard]] RecommendedSong describe(const Shelf& shelf, const Reader& reader, const Resolved& wish,
                                       const recommend::Ranked& ranked);

}  // namespace leitmotif::engine
