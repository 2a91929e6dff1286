// One start of k-means: where the centers begin, and how they move until they rest.
// Flow: BlockedRows -> centers, the best of which kmeans.cpp keeps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/explore/blocked_rows.hpp"

namespace leitmotif::explore {

/// Where the clusters' centres lie, and the sum of squared distances of the rows to the nearest of them.
struct Centers {
  std::vector<double> values;  ///< [clusters x columns]
  double inertia = 0;
};

/// Greedy k-means++: each next center is drawn with a chance that grows with the squared distance to those already
/// there; of several drawn, the one that leaves the least inertia is taken.
/// Gives fewer centers when there are fewer different rows.
[[nodiscard]] std::vector<double> first_centers(const BlockedRows& rows, std::size_t clusters, std::uint64_t seed);

/// Lloyd's rounds from `values` until the centers' squared movement in one round is at most `rest` or no row changes
/// its cluster, at most `most_rounds`. A cluster that loses its last row starts again at the row farthest from its
/// center.
[[nodiscard]] Centers settle(const BlockedRows& rows, std::vector<double> values, double rest, std::size_t most_rounds);

}  // namespace leitmotif::explore
