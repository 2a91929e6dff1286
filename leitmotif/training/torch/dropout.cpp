#include "leitmotif/training/torch/dropout.hpp"

#include <algorithm>
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

/// What is drawn in one step: a key, the place of the first value in the batch, and which hashes drop a value.
struct Draw {
  std::uint32_t key, place, dropped_below;
  float gain;
};

LEITMOTIF_VECTORIZED void draw_factors(float* factors, std::size_t count, const Draw& draw) {
  const auto [key, place, dropped, gain] = draw;
  for (std::size_t i = 0; i < count; ++i)
    factors[i] = mixed(place + static_cast<std::uint32_t>(i), key) < dropped ? 0.0F : gain;
}

LEITMOTIF_VECTORIZED void rectify_and_drop(float* values, std::size_t count, const Draw& draw) {
  const auto [key, place, dropped, gain] = draw;
  for (std::size_t i = 0; i < count; ++i) {
    const float factor = mixed(place + static_cast<std::uint32_t>(i), key) < dropped ? 0.0F : gain;
    values[i] = std::max(values[i], 0.0F) * factor;
  }
}

LEITMOTIF_VECTORIZED void gate(float* __restrict result, const float* __restrict gradient,
                               const float* __restrict values, std::size_t count, float gain) {
  for (std::size_t i = 0; i < count; ++i) result[i] = values[i] > 0.0F ? gradient[i] * gain : 0.0F;
}

/// The gradient goes where the value got through: gradient times gain where the result is above 0.
class RectifiedDropout : public torch::autograd::Function<RectifiedDropout> {
 public:
  static at::Tensor forward(torch::autograd::AutogradContext* context, at::Tensor values, const Draw& draw) {
    rectify_and_drop(numbers(values).data(), numbers(values).size(), draw);
    context->mark_dirty({values});
    context->save_for_backward({values});
    context->saved_data["gain"] = static_cast<double>(draw.gain);
    return values;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const at::Tensor values = context->get_saved_variables()[0];
    const at::Tensor gradient = gradients[0].contiguous();
    at::Tensor result = at::empty(values.sizes());
    gate(numbers(result).data(), numbers(gradient).data(), numbers(values).data(), numbers(result).size(),
         static_cast<float>(context->saved_data["gain"].toDouble()));
    return {result, at::Tensor()};
  }
};

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
  if (!drops()) return values;
  const at::Tensor factors = at::empty(values.sizes());
  draw_factors(numbers(factors).data(), numbers(factors).size(),
               {static_cast<std::uint32_t>(random_.next()), place_of(values), dropped_below_, gain_});
  return values * factors;
}

at::Tensor DropoutImpl::rectified(const at::Tensor& values) {
  if (!drops()) return at::relu(values);
  const Draw draw{static_cast<std::uint32_t>(random_.next()), place_of(values), dropped_below_, gain_};
  return RectifiedDropout::apply(values, draw);
}

}  // namespace leitmotif::training
