#include "leitmotif/training/torch/dropout.hpp"

#include <limits>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

/// 32 well-mixed bits of a place and a key.   Source: Appleby 2011 (the finish of MurmurHash3).
/// A hash of the place instead of a running generator, so that the loop below can be vectorised.
inline std::uint32_t mixed(std::uint32_t place, std::uint32_t key) noexcept {
  std::uint32_t h = place * 0x9E3779B1U ^ key;
  h = (h ^ (h >> 16U)) * 0x85EBCA6BU;
  h = (h ^ (h >> 13U)) * 0xC2B2AE35U;
  return h ^ (h >> 16U);
}

LEITMOTIF_VECTORIZED void draw_factors(float* factors, std::size_t count, std::uint32_t key, std::uint32_t dropped,
                                       float gain) {
  for (std::size_t i = 0; i < count; ++i)
    factors[i] = mixed(static_cast<std::uint32_t>(i), key) < dropped ? 0.0F : gain;
}

std::uint64_t drawn_seed() {
  return static_cast<std::uint64_t>(
      torch::randint(std::numeric_limits<std::int64_t>::max(), {1}, torch::kInt64).item<std::int64_t>());
}

}  // namespace

DropoutImpl::DropoutImpl(double rate)
    : random_(drawn_seed()),
      dropped_below_(static_cast<std::uint32_t>(rate * 0x1p32)),
      gain_(static_cast<float>(1 / (1 - rate))) {}

at::Tensor DropoutImpl::forward(const at::Tensor& values) {
  if (!is_training() || dropped_below_ == 0) return values;
  const at::Tensor factors = at::empty(values.sizes());
  draw_factors(numbers(factors).data(), numbers(factors).size(), static_cast<std::uint32_t>(random_.next()),
               dropped_below_, gain_);
  return values * factors;
}

}  // namespace leitmotif::training
