// Pulse: how fast, how clear, how danceable, and how quickly the bands go up and down.
// Flow: Frames, mono samples -> Rhythm.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "leitmotif/sound/frames.hpp"

namespace leitmotif::sound {

/// Bands and rates of `Rhythm::modulation`: ten bands of four mel bands; 0.5-1, 1-2, 2-4, 4-8 and 8-16 times a second.
inline constexpr std::size_t kModulationBands = 10;
inline constexpr std::size_t kModulationRates = 5;

/// What there is of rhythm.
struct Rhythm {
  double tempo = 0;         ///< beats a minute, 40 to 240; 0: no pulse
  double clarity = 0;       ///< 0..1, how much the onsets are alike one beat later
  double evidence = 0;      ///< for the tempo, against what chance finds in noise: below 1 there is none
  double onsets = 0;        ///< a second
  double strength = 0;      ///< share of the changes of level that stand out from those around
  double danceability = 0;  ///< by detrended fluctuation, about 0.8 to 3.4; 0: not known
  std::array<double, kModulationBands * kModulationRates> modulation{};  ///< log share of each rate in each band
};

/// Shape: `mono` is what the frames were made of.
[[nodiscard]] Rhythm rhythm_of(const Frames& frames, std::span<const float> mono);

}  // namespace leitmotif::sound
