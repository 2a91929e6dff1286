// Songs that lead from one song to another.
// Flow: two rows of the space -> points at even distances on the arc between them -> the best free song for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "leitmotif/recommend/elsewhere.hpp"
#include "leitmotif/recommend/scan.hpp"
#include "leitmotif/recommend/variety.hpp"

namespace leitmotif::recommend {

/// A song on the path, and its part of the score: how near it is to its point.
struct Step {
  Choice choice;
  double value = 0;
};

/// The songs of a path in order.
struct PathAnswer {
  std::vector<Step> steps;
  std::size_t passed = 0;  ///< songs that could stand on the path: they match, can be compared, are above the threshold
};

/// The candidates of a path in the rows that the query looks through: of each point the best
/// candidates_of_a_point(n) by rounded scores.
[[nodiscard]] PathCandidates path_candidates(const Asked& asked, unsigned threads);

/// At most the query's n songs, each once, in the order of the path. The two songs asked for stand at the ends when the
/// filter lets them in. The other songs are the ones with the greatest score that are left, chosen from the ends to the
/// middle; the cap on artists and variety hold as elsewhere. The query's path must be set.
/// Cost: two dot products a song, whatever the length.
[[nodiscard]] PathAnswer find_path(const Asked& asked, unsigned threads);

}  // namespace leitmotif::recommend
