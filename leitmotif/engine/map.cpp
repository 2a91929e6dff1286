// Songs as points along the two directions in which their mixtures differ most.
#include <algorithm>
#include <span>
#include <vector>

#include "leitmotif/core/argmax.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::engine {
namespace {

bool is_known(std::span<const float> roots) {
  return std::ranges::any_of(roots, [](float root) { return root != 0; });
}

float place_along(std::span<const float> roots, const std::vector<double>& mean, const std::vector<double>& direction) {
  double sum = 0;
  for (std::size_t i = 0; i < roots.size(); ++i) sum += (double{roots[i]} - mean[i]) * direction[i];
  return static_cast<float>(sum);
}

answers::SongMap map_of(const library::Snapshot& snapshot, std::size_t limit) {
  const recommend::Library& columns = snapshot.columns;
  const library::MapAxes& axes = snapshot.map_axes.of(columns);
  answers::SongMap map;
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
    map.x.push_back(is_known(roots) ? place_along(roots, axes.mean, axes.across) : 0);
    map.y.push_back(is_known(roots) ? place_along(roots, axes.mean, axes.upwards) : 0);
    map.topic.push_back(topic ? static_cast<std::int32_t>(*topic) : -1);
    map.genre.push_back(snapshot.columns.genres[genre].empty() ? -1 : static_cast<std::int32_t>(genre));
    map.cluster.push_back(is_known(roots) ? static_cast<std::int32_t>(argmax(roots)) : -1);
    map.artist.emplace_back(snapshot.columns.artist_names[row]);
    map.title.emplace_back(snapshot.columns.titles[row]);
  }
  return map;
}

}  // namespace

answers::SongMap Engine::map(std::size_t limit) const {
  return snapshots_->answer(kNoProgress, [&](const current::View& view) { return map_of(*view.snapshot, limit); });
}

}  // namespace leitmotif::engine
