// The table of what may be asked of `recommend`.
#pragma once

#include "leitmotif/answers/request.hpp"
#include "leitmotif/wire/request.hpp"

namespace leitmotif::answers {

/// The most characters of a name of a song, a genre, an artist or a list.
inline constexpr std::size_t kLongestName = 1000;
/// The most characters of a text that songs are asked for by.
inline constexpr std::size_t kLongestText = 100000;

/// The keys of a RecommendRequest, in the order an answer repeats them.
[[nodiscard]] const wire::Request<RecommendRequest>& recommend_keys();

/// Whether there is anything to recommend by, filters apart.
[[nodiscard]] bool asks_for_something(const RecommendRequest& request);
/// Whether it says which songs may be in an answer: by genre, years, artist, tempo, key, strong words or singing.
[[nodiscard]] bool says_which_songs(const RecommendRequest& request);
/// Whether it says that and nothing else: `ask`, which has only what was not understood by then, apart.
[[nodiscard]] bool only_says_which_songs(const RecommendRequest& request);
/// Which songs those are, as one says it: "jazz songs by Ann of 1950-1959", "songs with singing". The same question
/// gives the same words.
[[nodiscard]] std::string which_songs(const RecommendRequest& request);
/// The options of the ways to ask: "--topic, --mix, ...".
[[nodiscard]] std::string ways_by_option();

}  // namespace leitmotif::answers
