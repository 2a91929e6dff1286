// What the songs of a library sound like, as rows that are compared.
// Flow: catalog::Sounds -> descriptors -> similarity space, "sounds like this".
#pragma once

#include <vector>

#include "leitmotif/library/snapshot.hpp"

namespace leitmotif::library {

/// Shape: [songs], empty rows for songs that were not listened to; no rows at all when none was. Cost: reads every song
/// that was listened to.
[[nodiscard]] std::vector<std::vector<float>> descriptors_of(const Snapshot& snapshot);

}  // namespace leitmotif::library
