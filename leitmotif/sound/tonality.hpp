// Key, mode and what the notes have to do with each other, whatever the key.
// Flow: Chromas -> Tonality.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "leitmotif/sound/chroma.hpp"

namespace leitmotif::sound {

/// How many numbers are free of transposition: the circle of notes taken as a wave of 1 to 6 periods.
inline constexpr std::size_t kIntervals = 6;

/// Names of the keys, from C on.
inline constexpr std::array<std::string_view, 12> kKeys = {"C",  "C#", "D",  "Eb", "E",  "F",
                                                           "F#", "G",  "Ab", "A",  "Bb", "B"};

/// What there is of harmony.
struct Tonality {
  int key = 0;                                   ///< into kKeys
  bool major = true;                             ///< else minor
  double clarity = 0;                            ///< correlation with the profile of that key; 0: no notes
  double majorness = 0;                          ///< best major minus best minor correlation
  double entropy = 1;                            ///< 0..1 of the notes of a frame
  double change = 0;                             ///< 0..2 of the notes from frame to frame
  std::array<double, kIntervals> shape{};        ///< of the mean notes
  std::array<double, kIntervals> frame_shape{};  ///< mean over frames
};

/// Finds them.
[[nodiscard]] Tonality tonality_of(const Chromas& chromas);

}  // namespace leitmotif::sound
