// The data set's audio features, and what people feel, guessed from what was measured. Every value is a guess with an
// interval that says how good it is; docs/sound.md has the figures.
// Flow: Measurement -> Estimates -> answers, catalogue.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/sound/measurement.hpp"

namespace leitmotif::sound {

/// One guess.
struct Estimate {
  std::string name;  ///< a column of the data set, or `arousal` or `pleasure` (people's ratings from 1 to 9)
  double value = 0;  ///< in the data set's own scale, 0..1
  double low = 0;    ///< four of five true values lie between `low` and `high`
  double high = 0;
};

/// In the order of names: acousticness, arousal, danceability, energy, loudness, pleasure, valence. What a machine
/// cannot tell from sound so far (instrumentalness, liveness, genre) is not among them. None for silence and speech.
[[nodiscard]] std::vector<Estimate> estimates_of(const Measurement& measurement);

}  // namespace leitmotif::sound
