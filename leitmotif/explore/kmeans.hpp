// K-means: rows of numbers into groups around centers.
// Flow: standardised features -> clusters, on to profiles, the page and the cold start.
// Source: Lloyd 1982; starts by greedy k-means++ (Arthur and Vassilvitskii 2007, with 2 + ln k candidates a step).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace leitmotif::explore {

/// How k-means is done. The same seed gives the same answer at any number of threads.
struct KMeansOptions {
  std::size_t clusters = 5;
  std::size_t starts = 10;  ///< so many starts, of which the one of least inertia is kept
  std::uint64_t seed = 0;
  std::size_t most_rounds = 300;  ///< of one start
  double tolerance = 1e-4;        ///< a start ends when its centers move less, squared, in mean variances of a column
  unsigned threads = 0;           ///< 0: all
  std::function<void()> check_stop = {};  ///< called from any thread between starts; may throw to end the work
};

/// Rows in clusters, the largest cluster first.
struct Clustering {
  std::size_t columns = 0;
  std::vector<double> centers;         ///< [clusters x columns], each the mean of its rows
  std::vector<std::uint32_t> cluster;  ///< [rows] number of the row's cluster, whose center is nearest to it
  std::vector<std::size_t> sizes;      ///< [clusters] rows in each, none of them 0
  double inertia = 0;                  ///< sum of squared distances of the rows to their centers

  /// How many clusters there are.
  [[nodiscard]] std::size_t clusters() const noexcept { return sizes.size(); }
};

/// The best of the starts, carried on until no row changes its cluster. `rows` is [n x columns], row-major.
/// Throws invalid_argument: no columns, a number that is not finite, no clusters or starts, fewer different rows than
/// clusters. Cost: starts x rounds x n x clusters x columns.
[[nodiscard]] Clustering k_means(std::span<const double> rows, std::size_t columns, const KMeansOptions& options);

/// Numbers of clusters that are tried: `least`..`most`, both included, at least 1.
struct ClusterCounts {
  std::size_t least = 1;
  std::size_t most = 1;
};

/// The same for each of the numbers of clusters, all starts of all of them shared out among the threads.
/// `options.clusters` is not used. The answer for a number of clusters is the one k_means gives.
[[nodiscard]] std::vector<Clustering> k_means_scan(std::span<const double> rows, std::size_t columns,
                                                   const ClusterCounts& counts, const KMeansOptions& options);

/// The cluster whose center is nearest to `row` [columns], the first among equals. `centers` is [clusters x columns]
/// and must not be empty.
[[nodiscard]] std::uint32_t nearest_center(std::span<const double> row, std::span<const double> centers);

}  // namespace leitmotif::explore
