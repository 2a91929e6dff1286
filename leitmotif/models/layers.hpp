// The small layers the paper's networks are made of, for one song at a time: forward, and back for explanations.
// Flow: used by feed_forward and transformer. Weight matrices are [inputs x outputs], row-major.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::models {

/// What is added to a variance before its root is taken.   Source: torch::nn::LayerNorm.
inline constexpr float kLayerNormEpsilon = 1e-5F;

/// A row of TF-IDF weights: the terms that are there. Shape: columns[n], values[n].
struct SparseRow {
  std::span<const std::uint32_t> columns;
  std::span<const float> values;
};

/// One row of a matrix, which must outlive it.
[[nodiscard]] inline SparseRow row_of(const SparseMatrix& rows, std::size_t row) noexcept {
  const std::size_t begin = rows.row_begin[row];
  const std::size_t count = rows.row_begin[row + 1] - begin;
  return {{rows.column.data() + begin, count}, {rows.value.data() + begin, count}};
}

/// Sum of products. Shape: a [n], b [n].
[[nodiscard]] float inner(std::span<const float> a, const float* b);
/// sum += factor * row. Shape: sum [n], row [n].
void add_row(std::span<float> sum, const float* row, float factor);

/// bias + input * weight. Zeros of the input, half of all after a rectifier, are passed over.
[[nodiscard]] std::vector<float> dense(std::span<const float> input, std::span<const float> weight,
                                       std::span<const float> bias);
/// The same for a sparse input.
[[nodiscard]] std::vector<float> dense(const SparseRow& input, std::span<const float> weight,
                                       std::span<const float> bias);
/// gradient * weight transposed. Shape: gradient [outputs] -> [inputs]; only where `inputs` is not zero, 0 elsewhere.
[[nodiscard]] std::vector<float> dense_back(std::span<const float> gradient, std::span<const float> weight,
                                            std::span<const float> inputs);
/// The same for every input.
[[nodiscard]] std::vector<float> dense_back(std::span<const float> gradient, std::span<const float> weight);

/// max(value, 0) of each.
void rectify(std::span<float> values);

/// softmax(logits / temperature). Shape: [n] -> [n], sums to 1.
[[nodiscard]] std::vector<float> softmax(std::span<const float> logits, float temperature);

/// Gradient of one output less the mean of all of them. Shape: -> [outputs].
[[nodiscard]] std::vector<float> centred_output(std::size_t output, std::size_t outputs);

/// How much each input moved one output: value times the gradient at the sums of the first layer, taken back through
/// its weight. Adds to column `output` of `shares`. Shape: gradient [sums], shares [columns x outputs].
void add_shares(const SparseRow& input, std::span<const float> weight, std::span<const float> gradient,
                std::size_t output, std::span<float> shares);

}  // namespace leitmotif::models
