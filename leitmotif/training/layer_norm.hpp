// Layer normalisation while it learns: each row gets mean 0 and variance 1, then a learned scale and shift.
// Source: Ba, Kiros, Hinton 2016, as torch::nn::LayerNorm (biased variance, epsilon 1e-5).
#pragma once

#include <span>
#include <vector>

#include "leitmotif/training/row_adam.hpp"

namespace leitmotif::training {

class LayerNorm {
 public:
  explicit LayerNorm(std::size_t width);

  /// Shape: rows [n x width], replaced by the result. Remembers what `step` needs.
  void forward(std::span<float> rows);
  /// Turns the gradient of the result into that of the input, then makes one step of Adam. Shape: [n x width] of the
  /// rows that went forward last.
  void step(std::span<float> gradient, double rate);
  /// Forgets momentum and steps, as a new optimizer would.
  void restart();

  [[nodiscard]] std::vector<float> scale() { return scale_.finished(); }
  [[nodiscard]] std::vector<float> shift() { return shift_.finished(); }

 private:
  std::size_t width_;
  RowAdam scale_;
  RowAdam shift_;
  std::vector<float> normalised_;  ///< [n x width]
  std::vector<float> sharpness_;   ///< [n] 1 / sqrt(variance + epsilon)
  std::vector<float> scale_gradient_, shift_gradient_;
};

}  // namespace leitmotif::training
