// The first layer of the paper's networks: a linear layer whose input rows are 99 % zeros, and which learns by exact
// Adam although a step touches only the rows of words that stand in the batch.
// Flow: TF-IDF rows of a batch -> sums of the first layer; their gradients -> a sparse gradient of the weight.
// LibTorch would treat the zeros as numbers. Here a batch is turned around, from songs with terms to terms with songs,
// so that each weight row that takes part is read once on the way forward and once on the way back.
#pragma once

#include <span>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/training/row_adam.hpp"
#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {

/// Some rows of a matrix, which must outlive it.
struct SongBatch {
  const SparseMatrix* rows = nullptr;
  std::span<const std::size_t> songs;
};

/// The module behind `SparseLinear`. The weight is [inputs x outputs], which LibTorch's Linear keeps the other way
/// round.
class SparseLinearImpl : public torch::nn::Module {
 public:
  /// Starts as torch::nn::Linear: weight and bias uniform in +-1/sqrt(inputs).
  SparseLinearImpl(std::int64_t inputs, std::int64_t outputs);

  /// Shape: a batch of n songs -> [n x outputs]. The gradient of the weight is a sparse tensor, coalesced: the rows of
  /// the batch's terms.
  [[nodiscard]] at::Tensor forward(const SongBatch& batch);

  /// Where the weight's numbers are kept, together with what Adam remembers of them.
  [[nodiscard]] RowAdam& rows() noexcept { return rows_; }

  at::Tensor weight;  ///< [inputs x outputs] looks at the numbers of rows(); those of a row are right once it caught up
  at::Tensor bias;    ///< [outputs]

 private:
  RowAdam rows_;
};
TORCH_MODULE(SparseLinear);

}  // namespace leitmotif::training
