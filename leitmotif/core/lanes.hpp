// Sums in lanes side by side, which are the same sums with vectors of any width.
// Flow: two rows -> lane_product -> their dot product.
#pragma once

#include <array>
#include <cstddef>

namespace leitmotif {

/// Dot product: a sum for each of `lanes` places, which are then added in pairs, as one after the other each addition
/// would wait for the one before. Shape: both [count], a multiple of `lanes`, which is a power of two. It is compiled
/// into the function that calls it, for the processors that is compiled for.
template <std::size_t lanes>
[[gnu::always_inline]] inline float lane_product(const float* a, const float* b, std::size_t count) {
  std::array<float, lanes> sums{};
  for (std::size_t i = 0; i < count; i += lanes)
    for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  for (std::size_t half = lanes / 2; half > 0; half /= 2)
    for (std::size_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
  return sums[0];
}

}  // namespace leitmotif
