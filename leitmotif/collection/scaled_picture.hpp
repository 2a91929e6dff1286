// A picture in a smaller size.
// Flow: Picture -> scaled_picture -> who shows it. The door to TurboJPEG.
#pragma once

#include <string>

#include "leitmotif/collection/cover.hpp"

namespace leitmotif::collection {

/// Pictures of more points are left as they are.
inline constexpr std::size_t kMostPicturePoints = std::size_t{100} << 20U;

/// A JPEG picture in the smallest size of eighths whose shorter side has `side` points or more; one that is smaller
/// already, of another type, or cannot be read, as it is.
[[nodiscard]] Picture scaled_picture(Picture picture, int side);

}  // namespace leitmotif::collection
