// The door to LibTorch: the only file that includes it, and how it is used here.
#pragma once

#include <ATen/Parallel.h>
#include <torch/autograd.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/nn/init.h>
#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cstdint>
#include <span>

namespace leitmotif::training {

/// The numbers of a contiguous tensor of floats, which must outlive the span.
inline std::span<float> numbers(const at::Tensor& tensor) {
  return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

/// How many rows a tensor has.
inline std::size_t rows_of(const at::Tensor& matrix) { return static_cast<std::size_t>(matrix.size(0)); }

/// While it lives LibTorch computes on one thread, so that results do not depend on how many there are, and takes
/// denormal numbers as zero. Its random numbers begin anew. Matrices as small as ours gain nothing from a second
/// thread.
class Reproducible {
 public:
  /// `seed`: of LibTorch's random numbers, which first weights are drawn from.
  explicit Reproducible(std::uint64_t seed);
  ~Reproducible();
  Reproducible(const Reproducible&) = delete;
  Reproducible& operator=(const Reproducible&) = delete;
};

}  // namespace leitmotif::training
