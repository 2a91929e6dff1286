// Songs as points: the two directions in which their mixtures differ most.
// Source: principal components of the square roots of the mixtures (Hellinger's distance).
#include <algorithm>
#include <span>
#include <vector>

#include "leitmotif/core/argmax.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"
#include "leitmotif/explore/pca.hpp"

namespace leitmotif::engine {
namespace {

bool is_known(std::span<const float> roots) {
  return std::ranges::any_of(roots, [](float root) { return root != 0; });
}

struct Moments {
  std::vector<double> mean;        ///< [parts]
  std::vector<double> covariance;  ///< [parts x parts]
};

Moments moments_of(const recommend::Library& columns) {
  const std::size_t parts = columns.parts;
  Moments moments{std::vector<double>(parts), std::vector<double>(parts * parts)};
  double count = 0;
  for (std::size_t song = 0; song < columns.size(); ++song) {
    const std::span<const float> roots = columns.roots_of(song);
    if (!is_known(roots)) continue;
    ++count;
    for (std::size_t i = 0; i < parts; ++i) {
      moments.mean[i] += double{roots[i]};
      for (std::size_t j = 0; j < parts; ++j) moments.covariance[i * parts + j] += double{roots[i]} * double{roots[j]};
    }
  }
  count = std::max(count, 1.0);
  for (double& value : moments.mean) value /= count;
  for (std::size_t i = 0; i < parts; ++i)
    for (std::size_t j = 0; j < parts; ++j)
      moments.covariance[i * parts + j] = moments.covariance[i * parts + j] / count - moments.mean[i] * moments.mean[j];
  return moments;
}

float place_along(std::span<const float> roots, const Moments& moments, std::span<const double> direction) {
  double sum = 0;
  for (std::size_t i = 0; i < roots.size(); ++i) sum += (double{roots[i]} - moments.mean[i]) * direction[i];
  return static_cast<float>(sum);
}

SongMap map_of(const library::Snapshot& snapshot, std::size_t limit) {
  const recommend::Library& columns = snapshot.columns;
  const Moments moments = moments_of(columns);
  const explore::Pca pca = explore::principal_components(moments.covariance, columns.parts);
  const std::span<const double> across = std::span(pca.components).first(columns.parts);
  const std::span<const double> upwards = std::span(pca.components).subspan(columns.parts, columns.parts);
  SongMap map;
  map.topics = *snapshot.topics;
  map.genres = snapshot.columns.genres;
  const std::size_t songs = snapshot.size();
  const std::size_t shown = limit == 0 ? songs : std::min(limit, songs);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t row = i * songs / shown;
    const std::span<const float> roots = columns.roots_of(row);
    const auto topic = snapshot.topic_of(row);
    const std::uint32_t genre = columns.genre[row];
    map.id.push_back(columns.id[row]);
    map.x.push_back(is_known(roots) ? place_along(roots, moments, across) : 0);
    map.y.push_back(is_known(roots) ? place_along(roots, moments, upwards) : 0);
    map.topic.push_back(topic ? static_cast<std::int32_t>(*topic) : -1);
    map.genre.push_back(snapshot.columns.genres[genre].empty() ? -1 : static_cast<std::int32_t>(genre));
    map.cluster.push_back(is_known(roots) ? static_cast<std::int32_t>(argmax(roots)) : -1);
    map.artist.emplace_back(snapshot.columns.artist_names[row]);
    map.title.emplace_back(snapshot.columns.titles[row]);
  }
  return map;
}

}  // namespace

SongMap Engine::map(std::size_t limit) const {
  return snapshots_->answer(kNoProgress, [&](const View& view) { return map_of(*view.snapshot, limit); });
}

}  // namespace leitmotif::engine
