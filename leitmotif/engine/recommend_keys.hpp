// The table of what may be asked of `recommend`.
#pragma once

#include "leitmotif/engine/request.hpp"
#include "leitmotif/wire/request.hpp"

namespace leitmotif::engine {

/// The most characters of a name of a song, a genre, an artist or a list.
inline constexpr std::size_t kLongestName = 1000;
/// The most characters of a text that songs are asked for by.
inline constexpr std::size_t kLongestText = 100000;

/// The keys of a RecommendRequest, in the order an answer repeats them.
[[nodiscard]] const wire::Request<RecommendRequest>& recommend_keys();

}  // namespace leitmotif::engine
