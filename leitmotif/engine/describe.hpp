// Ranked rows become recommendations: names, the parts of the score, and the words or songs that caused them.
// Flow: Answer, library::Snapshot -> RecommendedSong.
#pragma once

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/engine/resolve.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::engine {

/// The words of a song that spoke for its topics. Throws io when the song is gone.
[[nodiscard]] std::shared_ptr<const library::SongWords> words_of(const library::Snapshot& snapshot,
                                                                 const reading::Reader& reader, std::size_t row);

/// Number, score and mixture of a ranked song, and whether that mixture is inferred.
[[nodiscard]] answers::RecommendedSong describe_briefly(const library::Snapshot& snapshot,
                                                        const recommend::Ranked& ranked);

/// By what an answer's songs stand in their order, for people: "the most typical jazz songs of 1950-1959 first,
/// spread by variety".
[[nodiscard]] std::string order_of(const Resolved& wish, const std::vector<recommend::Ranked>& songs);

/// What people are told about a ranked song: its topic, its words and why it was chosen.
[[nodiscard]] answers::RecommendedSong describe(const library::Snapshot& snapshot, const reading::Reader& reader,
                                                const Resolved& wish, const recommend::Ranked& ranked);

}  // namespace leitmotif::engine
