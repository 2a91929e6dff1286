// Songs as points: the two directions in which their mixtures differ most.
// Source: principal components of the square roots of the mixtures (Hellinger's distance), found by orthogonal
// iteration.
#include <algorithm>
#include <array>
#include <cmath>

#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"

namespace leitmotif::engine {
namespace {

constexpr int kIterations = 200;
using Direction = std::vector<double>;

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

void bring_to_length_one(Direction& direction) {
  double squares = 0;
  for (const double value : direction) squares += value * value;
  if (squares == 0) return;
  // The greatest entry is positive, so that the same songs always lie on the same side.
  const auto greatest = std::ranges::max_element(direction, {}, [](double value) { return std::abs(value); });
  const double scale = (*greatest < 0 ? -1 : 1) / std::sqrt(squares);
  for (double& value : direction) value *= scale;
}

/// The two directions of greatest variance.
std::array<Direction, 2> directions(const Moments& moments) {
  const std::size_t parts = moments.mean.size();
  std::array<Direction, 2> found = {Direction(parts), Direction(parts)};
  for (std::size_t i = 0; i < parts; ++i) {
    found[0][i] = 1 + static_cast<double>(i);
    found[1][i] = i % 2 == 0 ? 1 : -1;
  }
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    for (std::size_t d = 0; d < found.size(); ++d) {
      Direction next(parts);
      for (std::size_t i = 0; i < parts; ++i)
        for (std::size_t j = 0; j < parts; ++j) next[i] += moments.covariance[i * parts + j] * found[d][j];
      for (std::size_t before = 0; before < d; ++before) {
        double along = 0;
        for (std::size_t i = 0; i < parts; ++i) along += next[i] * found[before][i];
        for (std::size_t i = 0; i < parts; ++i) next[i] -= along * found[before][i];
      }
      bring_to_length_one(next);
      found[d] = std::move(next);
    }
  }
  return found;
}

float place_along(std::span<const float> roots, const Moments& moments, const Direction& direction) {
  double sum = 0;
  for (std::size_t i = 0; i < roots.size(); ++i) sum += (double{roots[i]} - moments.mean[i]) * direction[i];
  return static_cast<float>(sum);
}

SongMap map_of(const library::Snapshot& snapshot, std::size_t limit) {
  const recommend::Library& columns = snapshot.columns;
  const Moments moments = moments_of(columns);
  const std::array<Direction, 2> axes = directions(moments);
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
    map.x.push_back(is_known(roots) ? place_along(roots, moments, axes[0]) : 0);
    map.y.push_back(is_known(roots) ? place_along(roots, moments, axes[1]) : 0);
    map.topic.push_back(topic ? static_cast<std::int32_t>(*topic) : -1);
    map.genre.push_back(snapshot.columns.genres[genre].empty() ? -1 : static_cast<std::int32_t>(genre));
    map.cluster.push_back(is_known(roots) ? static_cast<std::int32_t>(std::ranges::max_element(roots) - roots.begin())
                                          : -1);
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
