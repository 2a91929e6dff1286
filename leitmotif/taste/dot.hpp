// The product of two rows, quickly.
#pragma once

#include <cstddef>

namespace leitmotif::taste {

/// The sum of products in sixteen sums side by side, so that it runs at the speed of the processor's vectors.
[[nodiscard]] float dot_product(const float* a, const float* b, std::size_t width) noexcept;

}  // namespace leitmotif::taste
