// Songs that lead from one song to another.
// Flow: two rows of the space -> points at even distances on the arc between them -> the best free song for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "leitmotif/recommend/elsewhere.hpp"
#include "leitmotif/recommend/filter.hpp"
#include "leitmotif/recommend/scorer.hpp"
#include "leitmotif/recommend/variety.hpp"

namespace leitmotif::recommend {

/// A song on the path, and its part of the score: how near it is to its point.
struct Step {
  std::uint32_t song = 0;
  double value = 0;
  Choice choice;
};

/// The songs of a path in order.
struct PathAnswer {
  std::vector<Step> steps;
  std::size_t passed = 0;  ///< songs that could stand on the path: they match, can be compared, are above the threshold
};

/// The candidates of a path in the rows that the query looks through: of each point the best
/// candidates_of_a_point(query.n) by rounded scores.
[[nodiscard]] PathCandidates path_candidates(const Library& library, const Query& query, const Filter& filter,
                                             const Scorer& scorer, unsigned threads);

/// At most query.n songs, each once, in the order of the path. The two songs asked for stand at the ends when the
/// filter lets them in. The other songs are the ones with the greatest score that are left, chosen from the ends to the
/// middle; the cap on artists and variety hold as elsewhere. `query.path` must be set.
/// Cost: two dot products a song, whatever the length.
[[nodiscard]] PathAnswer find_path(const Library& library, const Query& query, const Filter& filter,
                                   const Scorer& scorer, unsigned threads);

}  // namespace leitmotif::recommend
