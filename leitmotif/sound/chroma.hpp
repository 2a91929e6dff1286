// Which of the twelve notes sound, whatever their octave and whatever the instruments are tuned to.
#pragma once

#include <array>
#include <span>
#include <vector>

namespace leitmotif::sound {

/// Shares of the twelve notes from C on; they sum to 1.
using Chroma = std::array<float, 12>;

/// The notes of a stretch of sound, frame by frame.
struct Chromas {
  std::vector<Chroma> frames;  ///< of about a third of a second, those that are not silent
  Chroma mean{};
  Chroma peaks{};     ///< the mean with nothing but the peaks of the spectrum: what is played, without noise and drums
  double tuning = 0;  ///< semitones that A4 lies above 440 Hz, from -0.5 to 0.5
};

/// Shape: mono at kAnalysisRate.
[[nodiscard]] Chromas chromas_of(std::span<const float> mono);

}  // namespace leitmotif::sound
