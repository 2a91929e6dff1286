#include "leitmotif/taste/dot.hpp"

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::taste {

LEITMOTIF_VECTORIZED float dot_product(const float* a, const float* b, std::size_t width) noexcept {
  constexpr std::size_t kLanesOfSums = 16;
  float sums[kLanesOfSums] = {};
  std::size_t k = 0;
  for (; k + kLanesOfSums <= width; k += kLanesOfSums)
    for (std::size_t lane = 0; lane < kLanesOfSums; ++lane) sums[lane] += a[k + lane] * b[k + lane];
  float sum = 0;
  for (; k < width; ++k) sum += a[k] * b[k];
  for (const float lane : sums) sum += lane;
  return sum;
}

}  // namespace leitmotif::taste
