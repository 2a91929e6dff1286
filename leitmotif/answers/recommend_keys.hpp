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
/// The options of the ways to ask: "--topic, --mix, ...".
[[nodiscard]] std::string ways_by_option();

}  // namespace leitmotif::answers
