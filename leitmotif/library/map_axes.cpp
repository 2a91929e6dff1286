#include "leitmotif/library/map_axes.hpp"

#include <algorithm>
#include <mutex>

#include "leitmotif/explore/pca.hpp"

namespace leitmotif::library {
namespace {

struct Moments {
  std::vector<double> mean;        ///< [parts]
  std::vector<double> covariance;  ///< [parts x parts]
};

Moments moments_of(const SongColumns& columns) {
  const std::size_t parts = columns.parts;
  Moments moments{std::vector<double>(parts), std::vector<double>(parts * parts)};
  double count = 0;
  for (std::size_t song = 0; song < columns.size(); ++song) {
    const std::span<const float> roots = columns.roots_of(song);
    if (std::ranges::none_of(roots, [](float root) { return root != 0; })) continue;
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

}  // namespace

MapAxes map_axes_of(const SongColumns& columns) {
  Moments moments = moments_of(columns);
  const auto parts = static_cast<std::ptrdiff_t>(columns.parts);
  const explore::Pca pca = explore::principal_components(moments.covariance, columns.parts);
  MapAxes axes{std::move(moments.mean), {}, std::vector<double>(columns.parts)};
  axes.across.assign(pca.components.begin(), pca.components.begin() + parts);
  if (parts > 1) axes.upwards.assign(pca.components.begin() + parts, pca.components.begin() + 2 * parts);
  return axes;
}

struct LazyMapAxes::State {
  std::once_flag once;
  MapAxes axes;
};

LazyMapAxes::LazyMapAxes() : state_(std::make_shared<State>()) {}

const MapAxes& LazyMapAxes::of(const SongColumns& columns) const {
  std::call_once(state_->once, [&] { state_->axes = map_axes_of(columns); });
  return state_->axes;
}

}  // namespace leitmotif::library
