// A measurement as JSON, between the program that listens and the one that asked it to.
#pragma once

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/sound/measurement.hpp"

namespace leitmotif::sound {

/// Every field. Nothing is lost on the way back but digits beyond the seventeenth.
[[nodiscard]] Json to_json(const Measurement& measurement);

/// Throws JsonMismatch.
[[nodiscard]] Measurement measurement_from(const Json& json);

}  // namespace leitmotif::sound
