// Sound cut into short frames, and what each of them holds: the raw material of every descriptor.
// Flow: mono samples -> Frames -> spectrum, timbre, rhythm.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "leitmotif/sound/resampler.hpp"

namespace leitmotif::sound {

/// Samples of a frame and from one frame to the next, at kAnalysisRate.
inline constexpr std::size_t kFrameSize = 2048;
inline constexpr std::size_t kFrameHop = 512;
/// Frames a second.
inline constexpr double kFrameRate = static_cast<double>(kAnalysisRate) / static_cast<double>(kFrameHop);
/// Bands of equal width in mel from 20 Hz to 8 kHz. What lies above is what encoders at low bit rates change.
inline constexpr std::size_t kMelBands = 40;
inline constexpr double kHighestHz = 8000;
/// Octaves of flatness, from 125 Hz on.
inline constexpr std::size_t kOctaves = 6;

/// One number for each frame, by name.
struct FrameNumbers {
  std::vector<float> power;     ///< sum of the frame's spectrum
  std::vector<float> centroid;  ///< log2 of Hz
  std::vector<float> spread;    ///< log2 of Hz
  std::vector<float> rolloff;   ///< log2 of the Hz that 85 % of the power lie below
  std::vector<float> flux;      ///< distance of the root spectra of this frame and the one before, each of length 1
};

/// Frames of one stretch of sound.
struct Frames {
  std::size_t count = 0;
  FrameNumbers numbers;                               ///< each [count]
  std::vector<std::array<float, kMelBands>> mel_db;   ///< [count] level of each band, at least 70 dB below the loudest
  std::vector<std::array<float, kOctaves>> flatness;  ///< [count] log of geometric by arithmetic mean of each octave
  std::vector<bool> live;                             ///< [count] not more than 60 dB below the loudest
};

/// Shape: mono at kAnalysisRate. No frame for less than kFrameSize samples.
[[nodiscard]] Frames frames_of(std::span<const float> mono);

}  // namespace leitmotif::sound
