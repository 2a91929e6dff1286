// Everything that was measured of a piece, as a list of named numbers: what its descriptor is made of.
// Flow: Frames, Rhythm, Tonality, Loudness -> Numbers -> Descriptor.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/sound/frames.hpp"
#include "leitmotif/sound/loudness.hpp"
#include "leitmotif/sound/rhythm.hpp"
#include "leitmotif/sound/tonality.hpp"

namespace leitmotif::sound {

/// Names and values, in an order that is always the same.
struct Numbers {
  std::vector<std::string> names;  ///< a family has numbered names: `mfcc 1`, `mfcc 2`
  std::vector<double> values;

  /// Adds one number, or a family of them counted from 0.
  void add(std::string_view name, double value);
  void add(std::string_view name, std::span<const double> values);
};

/// Shape: at least three live frames. None of the numbers but the loudness itself changes with the level.
[[nodiscard]] Numbers numbers_of(const Frames& frames, const Rhythm& rhythm, const Tonality& tonality,
                                 const Loudness& loudness);

}  // namespace leitmotif::sound
