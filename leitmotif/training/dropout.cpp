#include "leitmotif/training/dropout.hpp"

#include <algorithm>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

/// 32 well-mixed bits of a place and a key.   Source: Appleby 2011 (the finish of MurmurHash3).
/// A hash of the place instead of a running generator, so that the loops below can be vectorised.
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

LEITMOTIF_VECTORIZED void rectify(float* values, std::size_t count, std::uint32_t key, std::uint32_t dropped,
                                  float gain) {
  for (std::size_t i = 0; i < count; ++i) {
    const float factor = mixed(static_cast<std::uint32_t>(i), key) < dropped ? 0.0F : gain;
    values[i] = std::max(values[i], 0.0F) * factor;
  }
}

LEITMOTIF_VECTORIZED void rectify_only(float* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) values[i] = std::max(values[i], 0.0F);
}

LEITMOTIF_VECTORIZED void gate_loop(float* gradient, const float* values, std::size_t count, float gain) {
  for (std::size_t i = 0; i < count; ++i) gradient[i] = values[i] > 0.0F ? gradient[i] * gain : 0.0F;
}

}  // namespace

Dropout::Dropout(double rate, std::uint64_t seed) noexcept
    : random_(seed),
      dropped_below_(static_cast<std::uint32_t>(rate * 0x1p32)),
      gain_(static_cast<float>(1 / (1 - rate))) {}

void Dropout::draw(std::span<float> factors) noexcept {
  draw_factors(factors.data(), factors.size(), static_cast<std::uint32_t>(random_.next()), dropped_below_, gain_);
}

void Dropout::rectify_and_drop(std::span<float> values) noexcept {
  if (dropped_below_ == 0)
    rectify_only(values.data(), values.size());
  else
    rectify(values.data(), values.size(), static_cast<std::uint32_t>(random_.next()), dropped_below_, gain_);
}

void gate(std::span<float> gradient, std::span<const float> values, float gain) noexcept {
  gate_loop(gradient.data(), values.data(), values.size(), gain);
}

}  // namespace leitmotif::training
