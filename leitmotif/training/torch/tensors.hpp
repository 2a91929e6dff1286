// How LibTorch is used here: numbers of ours as its tensors and back, no recording of gradients, one thread.
#pragma once

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <cstdint>
#include <span>

namespace leitmotif::training {

/// Shape: [rows x columns], row-major, not yet filled.
inline at::Tensor new_matrix(std::size_t rows, std::size_t columns) {
  return at::empty({static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns)});
}

/// The numbers of a contiguous tensor of floats, which must outlive the span.
inline std::span<float> numbers(const at::Tensor& tensor) {
  return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

/// Numbers of ours as a tensor that must not be written to: LibTorch has none that may only be read.
inline at::Tensor view_of(std::span<const float> values, at::IntArrayRef shape) {
  return at::from_blob(const_cast<float*>(values.data()), shape);
}

/// input * weight + bias. Shape: input [n x inputs], weight [inputs x outputs], bias [outputs] -> [n x outputs].
inline at::Tensor dense(const at::Tensor& input, std::span<const float> weight, std::span<const float> bias) {
  const auto outputs = static_cast<std::int64_t>(bias.size());
  return at::addmm(view_of(bias, {outputs}), input, view_of(weight, {input.size(1), outputs}));
}

/// While it lives LibTorch records nothing and computes on one thread, so that results do not depend on how many there
/// are. Matrices this small gain nothing from a second one.
class PlainArithmetic {
 public:
  PlainArithmetic();
  ~PlainArithmetic();
  PlainArithmetic(const PlainArithmetic&) = delete;
  PlainArithmetic& operator=(const PlainArithmetic&) = delete;

 private:
  c10::InferenceMode no_gradients_;
};

inline std::size_t row_count(const at::Tensor& matrix) { return static_cast<std::size_t>(matrix.size(0)); }

}  // namespace leitmotif::training
