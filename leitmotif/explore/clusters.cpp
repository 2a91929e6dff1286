// From standardised songs to clusters with profiles.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "leitmotif/core/records.hpp"
#include "leitmotif/explore/analysis_steps.hpp"
#include "leitmotif/explore/silhouette.hpp"

namespace leitmotif::explore {
namespace {

constexpr std::size_t kStrongest = 3;
constexpr double kWorthNaming = 0.25;  ///< a center nearer to the mean than this many deviations is "average"

/// How many different rows there are, at most `enough`.
std::size_t different_rows(const CompleteRows& rows, std::size_t enough) {
  std::set<std::vector<double>> seen;
  for (std::size_t row = 0; row < rows.rows() && seen.size() < enough; ++row) {
    const auto begin = rows.values.begin() + static_cast<std::ptrdiff_t>(row * rows.columns());
    seen.emplace(begin, begin + static_cast<std::ptrdiff_t>(rows.columns()));
  }
  return seen.size();
}

std::string name_of(const ClusterProfile& profile, const std::vector<std::string>& features) {
  std::string name;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, profile.strongest.size()); ++i) {
    const double value = profile.center[profile.strongest[i]];
    if (std::abs(value) < kWorthNaming) continue;
    name += (name.empty() ? "" : ", ") + std::string(value > 0 ? "high " : "low ") + features[profile.strongest[i]];
  }
  return name.empty() ? "average" : name;
}

/// Where a standardised point lies on one component.
double projected(std::span<const double> point, const Pca& pca, std::size_t component) {
  if (component >= pca.explained.size()) return 0;
  double sum = 0;
  for (std::size_t c = 0; c < point.size(); ++c) sum += point[c] * pca.components[component * point.size() + c];
  return sum;
}

std::array<double, 3> quartiles_of(std::vector<double> values) {
  if (values.empty()) return {kMissing, kMissing, kMissing};
  std::ranges::sort(values);
  return {quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
}

std::vector<ClusterProfile> profiles_of(const SongTable& table, const JointRows& joint, const Clustering& clustering) {
  const std::size_t columns = joint.rows.columns();
  std::vector<ClusterProfile> profiles(clustering.clusters());
  std::vector<std::vector<double>> ages(profiles.size());
  const auto age = std::ranges::find(table.features, "age", &Feature::name);
  for (std::size_t i = 0; age != table.features.end() && i < joint.rows.rows(); ++i) {
    const double value = age->values[joint.rows.row[i]];
    if (!std::isnan(value)) ages[clustering.cluster[i]].push_back(value);
  }
  for (std::size_t k = 0; k < profiles.size(); ++k) {
    ClusterProfile& profile = profiles[k];
    const auto center = std::span(clustering.centers).subspan(k * columns, columns);
    profile.songs = clustering.sizes[k];
    profile.center.assign(center.begin(), center.end());
    for (std::size_t c = 0; c < columns; ++c)
      profile.mean.push_back(joint.rows.mean[c] + center[c] * joint.rows.deviation[c]);
    std::vector<std::size_t> order(columns);
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t c) { return std::abs(center[c]); });
    order.resize(std::min(kStrongest, columns));
    profile.strongest = order;
    profile.name = name_of(profile, joint.joint.features);
    profile.at = {projected(center, *joint.joint.pca, 0), projected(center, *joint.joint.pca, 1)};
    profile.age_quartiles = quartiles_of(std::move(ages[k]));
  }
  return profiles;
}

/// The cluster of every row of the table, or kNoGroup.
std::vector<std::uint16_t> cluster_of_row(const SongTable& table, const CompleteRows& rows, const Clustering& chosen) {
  std::vector<std::uint16_t> result(table.rows, kNoGroup);
  for (std::size_t i = 0; i < rows.rows(); ++i) result[rows.row[i]] = static_cast<std::uint16_t>(chosen.cluster[i]);
  return result;
}

std::vector<ProjectedSong> points_of(const JointRows& joint, const Clustering& chosen, std::uint64_t seed) {
  const std::size_t n = joint.rows.rows();
  const std::size_t columns = joint.rows.columns();
  std::vector<ProjectedSong> points;
  for (const std::uint32_t i : drawn_rows(n, n > kMostPoints ? kDrawnPoints : n, seed)) {
    const auto row = std::span(joint.rows.values).subspan(i * columns, columns);
    points.push_back({joint.rows.row[i], static_cast<float>(projected(row, *joint.joint.pca, 0)),
                      static_cast<float>(projected(row, *joint.joint.pca, 1)),
                      static_cast<std::uint8_t>(chosen.cluster[i])});
  }
  return points;
}

void fill_scan(Clusters& clusters, const CompleteRows& rows, std::vector<Clustering>& tried, const Options& options) {
  if (options.on_step) options.on_step("measuring how well clusters part", 4, 6);
  const std::vector<Silhouette> fits =
      silhouettes(rows.values, rows.columns(), tried,
                  {.seed = options.seed, .threads = options.threads, .check_stop = options.check_stop});
  for (std::size_t i = 0; i < tried.size(); ++i) {
    clusters.scan.push_back({tried[i].clusters(), tried[i].inertia, fits[i].mean, fits[i].standard_error});
    clusters.silhouette_rows = fits[i].rows;
  }
  clusters.elbow = elbow(clusters.scan);
  clusters.by_criteria = chosen_clusters(clusters.scan);
}

}  // namespace

Clusters find_clusters(const SongTable& table, const JointRows& joint, const Options& options) {
  Clusters clusters;
  clusters.automatic = options.clusters == 0;
  if (!joint.joint.pca) {
    clusters.why_not = joint.joint.why_not;
    return clusters;
  }
  const std::size_t different = different_rows(joint.rows, kMostClusters + 1);
  const std::size_t most = std::min(kMostClusters, different - (different <= kMostClusters ? 1 : 0));
  if (most < kLeastClusters) {
    clusters.why_not = "Clusters need at least three different songs.";
    return clusters;
  }
  std::vector<Clustering> tried =
      k_means_scan(joint.rows.values, joint.rows.columns(), {kLeastClusters, most},
                   {.seed = options.seed, .threads = options.threads, .check_stop = options.check_stop});
  fill_scan(clusters, joint.rows, tried, options);
  const std::size_t wanted = clusters.automatic ? clusters.by_criteria : std::min(options.clusters, most);
  clusters.chosen = std::move(tried[wanted - kLeastClusters]);
  clusters.profiles = profiles_of(table, joint, clusters.chosen);
  clusters.points = points_of(joint, clusters.chosen, options.seed);
  clusters.points_drawn = clusters.points.size() < joint.rows.rows();
  const std::vector<std::uint16_t> of_row = cluster_of_row(table, joint.rows, clusters.chosen);
  clusters.genres = count_pairs(of_row, wanted, table.genre.of_row, table.genre.names.size());
  clusters.topics = count_pairs(table.topic.of_row, table.topic.names.size(), of_row, wanted);
  clusters.topic_information = mutual_information(clusters.topics);
  return clusters;
}

}  // namespace leitmotif::explore
