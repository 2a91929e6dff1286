#include "leitmotif/explore/kmeans.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/explore/kmeans_start.hpp"

namespace leitmotif::explore {
namespace {

void check_input(std::span<const double> rows, std::size_t columns, const ClusterCounts& counts,
                 const KMeansOptions& options) {
  const auto [least, most] = counts;
  const auto refuse = [](const std::string& what) { throw Error(ErrorKind::invalid_argument, what); };
  if (columns == 0 || rows.size() % columns != 0)
    refuse("k-means: " + std::to_string(rows.size()) + " numbers do not make rows of " + std::to_string(columns));
  if (least == 0 || most < least) refuse("k-means: the number of clusters must be 1 or more");
  if (options.starts == 0) refuse("k-means: the number of starts must be 1 or more");
  if (rows.size() / columns < most)
    refuse("k-means: " + std::to_string(most) + " clusters need as many rows; there are " +
           std::to_string(rows.size() / columns));
  if (!std::ranges::all_of(rows, [](double value) { return std::isfinite(value); }))
    refuse("k-means: a number is missing or infinite; only complete rows can be clustered");
}

double mean_variance(std::span<const double> rows, std::size_t columns) {
  const std::size_t count = rows.size() / columns;
  const auto n = static_cast<double>(count);
  double sum = 0;
  for (std::size_t c = 0; c < columns; ++c) {
    double mean = 0;
    for (std::size_t i = c; i < rows.size(); i += columns) mean += rows[i] / n;
    for (std::size_t i = c; i < rows.size(); i += columns) sum += (rows[i] - mean) * (rows[i] - mean) / n;
  }
  return sum / static_cast<double>(columns);
}

/// The seed of one start, so that it does not matter which thread does it, or which other numbers of clusters there
/// are.
std::uint64_t seed_of(std::uint64_t seed, std::size_t clusters, std::size_t start) {
  return RandomSource(RandomSource(seed).next() ^ (clusters * 1'000'003U + start)).next();
}

/// Sums and sizes from scratch, and clusters in the order of their sizes.
Clustering finished(std::span<const double> rows, const BlockedRows& blocked, const Centers& centers) {
  const std::size_t columns = blocked.columns();
  const std::size_t k = centers.values.size() / columns;
  std::vector<std::uint32_t> nearest(blocked.blocks() * kLanes);
  std::vector<double> distance(nearest.size());
  blocked.find_nearest(0, blocked.blocks(), centers.values, {nearest.data(), distance.data()});
  nearest.resize(blocked.rows());

  std::vector<std::size_t> sizes(k);
  for (const std::uint32_t c : nearest) ++sizes[c];
  std::vector<std::size_t> order(k);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> place(k);
  for (std::size_t i = 0; i < k; ++i) place[order[i]] = static_cast<std::uint32_t>(i);

  Clustering result;
  result.columns = columns;
  result.centers.assign(k * columns, 0);
  for (const std::size_t c : order) result.sizes.push_back(sizes[c]);
  for (std::size_t row = 0; row < nearest.size(); ++row) {
    result.cluster.push_back(place[nearest[row]]);
    for (std::size_t c = 0; c < columns; ++c)
      result.centers[result.cluster[row] * columns + c] += rows[row * columns + c];
  }
  for (std::size_t i = 0; i < result.centers.size(); ++i)
    result.centers[i] /= static_cast<double>(result.sizes[i / columns]);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double apart = rows[i] - result.centers[result.cluster[i / columns] * columns + i % columns];
    result.inertia += apart * apart;
  }
  return result;
}

/// The best start's centers, carried on until they rest for good.
Clustering best_of(std::span<const double> rows, const BlockedRows& blocked, std::span<const Centers> starts,
                   std::size_t most_rounds) {
  const Centers& best = *std::ranges::min_element(starts, {}, &Centers::inertia);
  return finished(rows, blocked, settle(blocked, best.values, 0, most_rounds));
}

void check_clusters(const Clustering& result, std::size_t clusters) {
  if (result.clusters() < clusters || std::ranges::find(result.sizes, 0U) != result.sizes.end())
    throw Error(ErrorKind::invalid_argument, "k-means: there are fewer than " + std::to_string(clusters) +
                                                 " different rows, so not as many clusters");
}

}  // namespace

std::vector<Clustering> k_means_scan(std::span<const double> rows, std::size_t columns, const ClusterCounts& counts,
                                     const KMeansOptions& options) {
  check_input(rows, columns, counts, options);
  const std::size_t least = counts.least;
  const std::size_t most = counts.most;
  const BlockedRows blocked(rows, columns);
  const double rest = options.tolerance * mean_variance(rows, columns);
  const std::size_t sizes = most - least + 1;
  std::vector<Centers> starts(sizes * options.starts);
  // The longest first, so that no thread is left with one of them at the end.
  parallel_for(starts.size(), 1, options.threads, [&](std::size_t begin, std::size_t) {
    if (options.check_stop) options.check_stop();
    const std::size_t clusters = most - begin / options.starts;
    const std::size_t start = begin % options.starts;
    starts[(clusters - least) * options.starts + start] = settle(
        blocked, first_centers(blocked, clusters, seed_of(options.seed, clusters, start)), rest, options.most_rounds);
  });
  std::vector<Clustering> result(sizes);
  parallel_for(sizes, 1, options.threads, [&](std::size_t i, std::size_t) {
    if (options.check_stop) options.check_stop();
    result[i] =
        best_of(rows, blocked, std::span(starts).subspan(i * options.starts, options.starts), options.most_rounds);
    check_clusters(result[i], least + i);
  });
  return result;
}

Clustering k_means(std::span<const double> rows, std::size_t columns, const KMeansOptions& options) {
  return std::move(k_means_scan(rows, columns, {options.clusters, options.clusters}, options).front());
}

std::uint32_t nearest_center(std::span<const double> row, std::span<const double> centers) {
  std::uint32_t nearest = 0;
  double least = INFINITY;
  for (std::size_t k = 0; k * row.size() < centers.size(); ++k) {
    double distance = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const double apart = row[c] - centers[k * row.size() + c];
      distance += apart * apart;
    }
    if (distance < least) least = distance, nearest = static_cast<std::uint32_t>(k);
  }
  return nearest;
}

}  // namespace leitmotif::explore
