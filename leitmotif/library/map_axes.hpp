// The two directions in which the mixtures of a library's songs differ most: what a map of songs is drawn along.
// Flow: columns -> MapAxes, made once for a snapshot -> coordinates.
// Source: principal components of the square roots of the mixtures (Hellinger's distance).
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "leitmotif/core/song_columns.hpp"

namespace leitmotif::library {

/// Where the middle of all songs lies, and two directions of length 1 from there.
struct MapAxes {
  std::vector<double> mean;     ///< [parts] of the roots of the mixtures of songs that have one
  std::vector<double> across;   ///< [parts]
  std::vector<double> upwards;  ///< [parts], zeros when there is only one part
};

/// The axes of these songs. Cost: linear in the songs.
[[nodiscard]] MapAxes map_axes_of(const SongColumns& columns);

/// Axes that the first who asks for them makes. Const functions may be called by several threads at once.
class LazyMapAxes {
 public:
  LazyMapAxes();
  /// The axes of these songs, which must be the same at every call.
  [[nodiscard]] const MapAxes& of(const SongColumns& columns) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace leitmotif::library
