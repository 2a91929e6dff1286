// Ranks the songs of a library that is in memory. Pure functions: the same library, query and seed, the same answer.
// Flow: catalogue -> Library -> rank -> rows, scores and their parts, which the engine turns into Recommendations.
// Source: the paper's recommender (threshold 0.5, fallback to the most probable songs, random or best); the other ways
// to ask are described in docs/recommender.md.
#pragma once

#include "leitmotif/recommend/elsewhere.hpp"
#include "leitmotif/recommend/library.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::recommend {

/// The best songs for a query.
///
/// All songs that match the filters stand in one queue: first those that pass, best first or drawn, then the others
/// best first. Only a topic makes a difference between passing and not. The cap on artists (see take_capped) and
/// variety choose from that queue. So there are never fewer songs than asked for while the library has them. A song
/// none of the asked ways can say anything about (no lyrics, no audio features) is no candidate.
///
/// Throws invalid_argument (nothing is asked, a number that makes no sense, what is asked contradicts itself),
/// resource_limit (n above kMostSongs or kLongestPath), internal (columns of the library of different lengths).
/// The result does not depend on `threads` (0: all).
/// Cost: a topic alone takes time by what is given, not by the library; everything else looks at every song once.
[[nodiscard]] Answer rank(const Library& library, const Query& query, unsigned threads = 1);

/// What the rows of `query.rows` have for a question that another program ranks: the `most` best of each kind. Throws
/// as `rank`. The result does not depend on `threads`.
[[nodiscard]] Scanned scan_share(const Library& library, const Query& query, std::size_t most, unsigned threads = 1);
/// The same for a path, which query.path must ask for.
[[nodiscard]] PathCandidates scan_share_for_path(const Library& library, const Query& query, unsigned threads = 1);

/// Throws as `rank` what is wrong with a query whatever the library.
void check_query(const Query& query);

}  // namespace leitmotif::recommend
