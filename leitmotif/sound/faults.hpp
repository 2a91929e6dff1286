// What is wrong with a file by its sound.
// Flow: Measurement -> faults -> `leitmotif sound`, the doctor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/sound/measurement.hpp"

namespace leitmotif::sound {

/// One fault.
struct Fault {
  std::string kind;    ///< silent, truncated, damaged, clipped, mono-twice, low-bandwidth
  std::string reason;  ///< for people
};

/// The most serious first.
[[nodiscard]] std::vector<Fault> faults_of(const Measurement& measurement);

/// What to do about a fault of this kind.
[[nodiscard]] std::string_view advice_for(std::string_view kind);

}  // namespace leitmotif::sound
