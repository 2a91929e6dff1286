// Dropout: while a network learns, values are put to zero at random and the others made larger to keep their mean.
// Source: Srivastava et al. 2014, as torch::nn::Dropout does it: kept values are divided by 1 - rate. LibTorch draws
// one number after the other; here a hash of the place is drawn for many places at once, which a Transformer's 140,000
// factors a step want.
#pragma once

#include <span>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {

/// The module behind `Dropout`.
class DropoutImpl : public torch::nn::Module {
 public:
  /// `rate`: the share that is dropped, 0 <= rate < 1. The seed is drawn from LibTorch's random numbers.
  explicit DropoutImpl(double rate);

  /// Each value times a new factor while training, the values themselves otherwise. Shape: any -> the same.
  [[nodiscard]] at::Tensor forward(const at::Tensor& values);
  /// forward(relu(values)) in one pass over the numbers, which it may take over: hidden layers are wide.
  [[nodiscard]] at::Tensor rectified(const at::Tensor& values);

  /// While several processes learn together: the values are those of `songs` songs of a batch with `before` in front of
  /// them, and are dropped as in the whole batch.
  void look_at(std::size_t before, std::size_t songs) noexcept {
    before_ = before;
    songs_ = songs;
  }

 private:
  /// How many values of the batch are in front of these.
  [[nodiscard]] std::uint32_t place_of(const at::Tensor& values) const noexcept {
    return static_cast<std::uint32_t>(before_ * (static_cast<std::size_t>(values.numel()) / songs_));
  }
  [[nodiscard]] bool drops() const noexcept { return is_training() && dropped_below_ > 0; }

  RandomSource random_;
  std::uint32_t dropped_below_;  ///< of 2^32: a hash below it drops the value
  std::size_t before_ = 0;
  std::size_t songs_ = 1;
  float gain_;  ///< what kept values are multiplied by
};
TORCH_MODULE(Dropout);

}  // namespace leitmotif::training
