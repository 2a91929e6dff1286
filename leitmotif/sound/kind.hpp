// What kind of thing a piece is, by its sound.
// Flow: Numbers -> is_speech -> Measurement::kind.
#pragma once

#include "leitmotif/sound/numbers.hpp"

namespace leitmotif::sound {

/// Whether somebody speaks, with no or hardly any music: fine shapes of the spectrum and notes change all the time, no
/// key lasts, and there is no clear beat. Learned from prompts in four languages, made-up voices, and music and effects
/// of games; of less than 10 s it cannot be told from effects.
[[nodiscard]] bool is_speech(const Numbers& numbers);

}  // namespace leitmotif::sound
