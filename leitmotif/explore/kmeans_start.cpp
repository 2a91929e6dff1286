#include "leitmotif/explore/kmeans_start.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leitmotif/core/random_source.hpp"

namespace leitmotif::explore {
namespace {

/// Blocks whose answers stay in the nearest cache until they are summed up.
constexpr std::size_t kBlocksAtOnce = 128;
constexpr std::uint32_t kNoCluster = 0xFFFFFFFFU;

std::vector<double> row_of(const BlockedRows& rows, std::size_t row) {
  std::vector<double> values;
  for (std::size_t c = 0; c < rows.columns(); ++c) values.push_back(rows.at(row, c));
  return values;
}

/// A row drawn with a chance in proportion to its `weight`, whose sum is `total`.
std::size_t draw_row(std::span<const double> weight, double total, RandomSource& draw) {
  double left = draw.uniform() * total;
  std::size_t last = 0;
  for (std::size_t row = 0; row < weight.size(); ++row) {
    if (weight[row] <= 0) continue;
    last = row;
    left -= weight[row];
    if (left < 0) break;
  }
  return last;
}

/// Clusters while they move: sums are kept up to date with the few rows that change sides.
class Moving {
 public:
  Moving(const BlockedRows& rows, std::vector<double> centers)
      : rows_(rows),
        centers_(std::move(centers)),
        sums_(centers_.size()),
        counts_(centers_.size() / rows.columns()),
        cluster_(rows.blocks() * kLanes, kNoCluster) {}

  /// Gives every row to its nearest center. Returns how many rows changed their cluster.
  std::size_t assign() {
    std::array<std::uint32_t, kBlocksAtOnce * kLanes> nearest;
    std::array<double, kBlocksAtOnce * kLanes> distance;
    std::size_t changes = 0;
    inertia_ = 0;
    farthest_ = -1;
    for (std::size_t begin = 0; begin < rows_.blocks(); begin += kBlocksAtOnce) {
      const std::size_t end = std::min(begin + kBlocksAtOnce, rows_.blocks());
      rows_.find_nearest(begin, end, centers_, {nearest.data(), distance.data()});
      const std::size_t first = begin * kLanes;
      const std::size_t count = std::min(end * kLanes, rows_.rows()) - first;
      for (std::size_t i = 0; i < count; ++i) {
        inertia_ += distance[i];
        if (distance[i] > farthest_) farthest_ = distance[i], farthest_row_ = first + i;
        if (nearest[i] == cluster_[first + i]) continue;
        move(first + i, nearest[i]);
        ++changes;
      }
    }
    return changes;
  }

  /// Puts every center into the middle of its rows. Returns the sum of squared movements.
  double recenter() {
    const auto empty = std::ranges::find(counts_, 0U);
    if (empty != counts_.end()) start_again(static_cast<std::size_t>(empty - counts_.begin()));
    double moved = 0;
    for (std::size_t k = 0; k < counts_.size(); ++k) {
      if (counts_[k] == 0) continue;  // another was empty too; its turn comes in the next round
      for (std::size_t c = 0; c < rows_.columns(); ++c) {
        double& center = centers_[k * rows_.columns() + c];
        const double middle = sums_[k * rows_.columns() + c] / static_cast<double>(counts_[k]);
        moved += (middle - center) * (middle - center);
        center = middle;
      }
    }
    return moved;
  }

  [[nodiscard]] double inertia() const { return inertia_; }
  [[nodiscard]] std::vector<double>&& centers() { return std::move(centers_); }

 private:
  void move(std::size_t row, std::uint32_t to) {
    const std::uint32_t from = cluster_[row];
    cluster_[row] = to;
    ++counts_[to];
    if (from != kNoCluster) --counts_[from];
    for (std::size_t c = 0; c < rows_.columns(); ++c) {
      const double value = rows_.at(row, c);
      sums_[to * rows_.columns() + c] += value;
      if (from != kNoCluster) sums_[from * rows_.columns() + c] -= value;
    }
  }

  void start_again(std::size_t k) {
    std::fill_n(sums_.begin() + static_cast<std::ptrdiff_t>(k * rows_.columns()), rows_.columns(), 0.0);
    move(farthest_row_, static_cast<std::uint32_t>(k));
  }

  const BlockedRows& rows_;
  std::vector<double> centers_;
  std::vector<double> sums_;
  std::vector<std::size_t> counts_;
  std::vector<std::uint32_t> cluster_;
  double inertia_ = 0;
  double farthest_ = -1;
  std::size_t farthest_row_ = 0;
};

}  // namespace

std::vector<double> first_centers(const BlockedRows& rows, std::size_t clusters, std::uint64_t seed) {
  RandomSource draw(seed);
  const std::size_t places = rows.blocks() * kLanes;
  const auto candidates = 2 + static_cast<std::size_t>(std::log(static_cast<double>(clusters)));
  std::vector<double> centers = row_of(rows, draw.below_by_bits(rows.rows()));
  std::vector<double> nearest(places);
  std::vector<double> distance(places);
  std::vector<double> best(places);
  rows.distances_to(centers, nearest.data());
  nearest.resize(rows.rows());
  for (std::size_t k = 1; k < clusters; ++k) {
    double total = 0;
    for (const double d : nearest) total += d;
    if (!(total > 0)) break;  // every row is a center already
    double least = INFINITY;
    std::size_t chosen = 0;
    for (std::size_t t = 0; t < candidates; ++t) {
      const std::size_t candidate = draw_row(nearest, total, draw);
      rows.distances_to(row_of(rows, candidate), distance.data());
      double inertia = 0;
      for (std::size_t i = 0; i < nearest.size(); ++i) {
        distance[i] = std::min(distance[i], nearest[i]);
        inertia += distance[i];
      }
      if (inertia < least) least = inertia, chosen = candidate, std::swap(best, distance);
    }
    const std::vector<double> center = row_of(rows, chosen);
    centers.insert(centers.end(), center.begin(), center.end());
    std::copy_n(best.begin(), nearest.size(), nearest.begin());
  }
  return centers;
}

Centers settle(const BlockedRows& rows, std::vector<double> values, double rest, std::size_t most_rounds) {
  Moving moving(rows, std::move(values));
  for (std::size_t round = 0; round < most_rounds; ++round) {
    const std::size_t changes = moving.assign();
    const double moved = moving.recenter();
    if (changes == 0 || moved <= rest) break;
  }
  moving.assign();
  const double inertia = moving.inertia();
  return {moving.centers(), inertia};
}

}  // namespace leitmotif::explore
