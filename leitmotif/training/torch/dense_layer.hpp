// A dense layer that learns by hand-derived gradients: LibTorch multiplies the matrices, nothing is recorded.
// For layers as small as these LibTorch's automatic gradients and its optimizer cost more than the multiplications.
#pragma once

#include <ATen/ATen.h>

#include <vector>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/row_adam.hpp"

namespace leitmotif::training {

class DenseLayer {
 public:
  /// Shape: weight [inputs x outputs] row-major, bias [outputs].
  DenseLayer(std::vector<float> weight, std::vector<float> bias);
  DenseLayer(DenseLayer&&) = default;  ///< the views go on looking at the same numbers; copies would not
  /// As torch::nn::Linear starts: weight and bias uniform in +-1/sqrt(inputs).
  [[nodiscard]] static DenseLayer at_random(std::size_t inputs, std::size_t outputs, RandomSource& random);

  /// Shape: input [n x inputs] -> [n x outputs].
  [[nodiscard]] at::Tensor forward(const at::Tensor& input) const;
  /// Shape: gradient [n x outputs] -> gradient of the input [n x inputs].
  [[nodiscard]] at::Tensor backward(const at::Tensor& gradient) const;
  /// One step of Adam. Shape: the input of `forward`, the gradient of its result.
  void step(const at::Tensor& input, const at::Tensor& gradient, double rate);
  /// Forgets momentum and steps, as a new optimizer would.
  void restart();

  [[nodiscard]] std::vector<float> weight() { return weight_.finished(); }
  [[nodiscard]] std::vector<float> bias() { return bias_.finished(); }

 private:
  RowAdam weight_;  ///< as one row: every step touches all of it
  RowAdam bias_;
  at::Tensor weight_view_;  ///< [inputs x outputs] the numbers of weight_
  at::Tensor bias_view_;    ///< [outputs]
};

}  // namespace leitmotif::training
