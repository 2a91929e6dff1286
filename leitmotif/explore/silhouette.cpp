#include "leitmotif/explore/silhouette.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/explore/blocked_rows.hpp"

namespace leitmotif::explore {
namespace {

constexpr std::size_t kRowsAtOnce = 2048;
constexpr std::size_t kSamplesAtOnce = 16;

/// What the sums of one sampled row over a cluster say.
double silhouette_of(std::span<const double> sums, const Clustering& clustering, std::uint32_t own) {
  if (clustering.sizes[own] == 1) return 0;
  const double within = sums[own] / static_cast<double>(clustering.sizes[own] - 1);
  double next = INFINITY;
  for (std::size_t c = 0; c < clustering.clusters(); ++c)
    if (c != own) next = std::min(next, sums[c] / static_cast<double>(clustering.sizes[c]));
  const double larger = std::max(within, next);
  return larger > 0 ? (next - within) / larger : 0;
}

Silhouette mean_of(std::span<const double> values, std::size_t all) {
  const auto n = static_cast<double>(values.size());
  Silhouette result;
  result.rows = values.size();
  for (const double value : values) result.mean += value / n;
  if (values.size() == all || values.size() < 2) return result;
  double variance = 0;
  for (const double value : values) variance += (value - result.mean) * (value - result.mean) / (n - 1);
  // Drawn without replacement, so the error vanishes as the sample becomes all.
  result.standard_error = std::sqrt(variance / n * (1 - n / static_cast<double>(all)));
  return result;
}

/// Sums of distances from one row to the rows of each cluster of each clustering.
class Distances {
 public:
  Distances(const BlockedRows& rows, std::span<const Clustering> clusterings) : rows_(rows), clusterings_(clusterings) {
    for (const Clustering& clustering : clusterings) sums_.emplace_back(clustering.clusters());
  }

  void measure(std::span<const double> point) {
    for (auto& sums : sums_) std::ranges::fill(sums, 0.0);
    for (std::size_t begin = 0; begin < rows_.rows(); begin += kRowsAtOnce) {
      const std::size_t count = std::min(kRowsAtOnce, rows_.rows() - begin);
      rows_.find_nearest(begin / kLanes, (begin + count + kLanes - 1) / kLanes, point,
                         {unused_.data(), distance_.data()});
      for (std::size_t i = 0; i < count; ++i) distance_[i] = std::sqrt(distance_[i]);
      for (std::size_t k = 0; k < clusterings_.size(); ++k) {
        const std::uint32_t* cluster = clusterings_[k].cluster.data() + begin;
        double* sums = sums_[k].data();
        for (std::size_t i = 0; i < count; ++i) sums[cluster[i]] += distance_[i];
      }
    }
  }
  [[nodiscard]] std::span<const double> sums(std::size_t clustering) const { return sums_[clustering]; }

 private:
  const BlockedRows& rows_;
  std::span<const Clustering> clusterings_;
  std::vector<std::vector<double>> sums_;
  std::array<double, kRowsAtOnce> distance_{};
  std::array<std::uint32_t, kRowsAtOnce> unused_{};
};

}  // namespace

std::vector<std::uint32_t> drawn_rows(std::size_t n, std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> rows(n);
  std::iota(rows.begin(), rows.end(), 0U);
  if (count >= n) return rows;
  RandomSource draw(seed);
  for (std::size_t i = 0; i < count; ++i) std::swap(rows[i], rows[i + draw.below_by_bits(n - i)]);
  rows.resize(count);
  std::ranges::sort(rows);
  return rows;
}

std::vector<Silhouette> silhouettes(std::span<const double> rows, std::size_t columns,
                                    std::span<const Clustering> clusterings, const SilhouetteOptions& options) {
  const BlockedRows blocked(rows, columns);
  const std::vector<std::uint32_t> sample = drawn_rows(blocked.rows(), options.sample, options.seed);
  std::vector<std::vector<double>> values(clusterings.size(), std::vector<double>(sample.size()));
  parallel_for(sample.size(), kSamplesAtOnce, options.threads, [&](std::size_t begin, std::size_t end) {
    if (options.check_stop) options.check_stop();
    Distances distances(blocked, clusterings);
    for (std::size_t i = begin; i < end; ++i) {
      distances.measure(rows.subspan(sample[i] * columns, columns));
      for (std::size_t k = 0; k < clusterings.size(); ++k)
        values[k][i] = silhouette_of(distances.sums(k), clusterings[k], clusterings[k].cluster[sample[i]]);
    }
  });
  std::vector<Silhouette> result;
  result.reserve(clusterings.size());
  for (const auto& one : values) result.push_back(mean_of(one, blocked.rows()));
  return result;
}

}  // namespace leitmotif::explore
