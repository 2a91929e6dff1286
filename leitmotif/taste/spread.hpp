// How far numbers spread, so that parts of a score can be weighed by it.
#pragma once

#include <span>

namespace leitmotif::taste {

/// What makes the standard deviation of values this share; 0 when they do not differ.
[[nodiscard]] float factor_of(float share, std::span<const float> values);

}  // namespace leitmotif::taste
