// How much better rows fit their own cluster than the next one.
// Flow: standardised rows and their clusters -> one number a clustering.
// Source: Rousseeuw 1987.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "leitmotif/explore/kmeans.hpp"

namespace leitmotif::explore {

/// How large a sample the silhouette is taken over.
struct SilhouetteOptions {
  std::size_t sample =
      2000;  ///< rows drawn without replacement; each is held against all rows. All when there are fewer
  std::uint64_t seed = 0;
  unsigned threads = 0;                   ///< 0: all
  std::function<void()> check_stop = {};  ///< called from any thread now and then; may throw to end the work
};

/// How much nearer songs are to their own cluster than to the next (Rousseeuw 1987).
struct Silhouette {
  double mean = 0;            ///< -1..1 over the sample; a row alone in its cluster counts as 0
  double standard_error = 0;  ///< of the mean, from drawing a sample; 0 when every row was taken
  std::size_t rows = 0;       ///< in the sample
};

/// For each of the clusterings of the same rows [n x columns]; they must have at least 2 clusters.
/// Cost: sample x n distances, once for all clusterings.
[[nodiscard]] std::vector<Silhouette> silhouettes(std::span<const double> rows, std::size_t columns,
                                                  std::span<const Clustering> clusterings,
                                                  const SilhouetteOptions& options);

/// `count` different numbers below `n`, ascending; all of them when there are not more. The seed decides which.
[[nodiscard]] std::vector<std::uint32_t> drawn_rows(std::size_t n, std::size_t count, std::uint64_t seed);

}  // namespace leitmotif::explore
