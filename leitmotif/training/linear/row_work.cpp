#include "leitmotif/training/linear/row_work.hpp"

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

LEITMOTIF_VECTORIZED_EXACTLY void add_up(const RowWork& row, const float* __restrict weight, float* __restrict sums) {
  for (std::size_t block = 0; block < row.stride; block += kClassBlock) {
    float sum[kClassBlock];
    for (std::size_t k = 0; k < kClassBlock; ++k) sum[k] = sums[block + k];
    for (std::size_t e = 0; e < row.terms; ++e) {
      const float* const own = weight + row.columns[e] * row.stride + block;
      for (std::size_t k = 0; k < kClassBlock; ++k) sum[k] += row.values[e] * own[k];
    }
    for (std::size_t k = 0; k < kClassBlock; ++k) sums[block + k] = sum[k];
  }
}

LEITMOTIF_VECTORIZED_EXACTLY void spread(const RowWork& row, const float* __restrict slopes, float* __restrict to) {
  for (std::size_t block = 0; block < row.stride; block += kClassBlock) {
    float slope[kClassBlock];
    for (std::size_t k = 0; k < kClassBlock; ++k) slope[k] = slopes[block + k];
    for (std::size_t e = 0; e < row.terms; ++e) {
      float* const own = to + row.columns[e] * row.stride + block;
      for (std::size_t k = 0; k < kClassBlock; ++k) own[k] += row.values[e] * slope[k];
    }
  }
}

}  // namespace

RowWork row_work(const SparseMatrix& rows, std::size_t row, std::size_t stride) noexcept {
  const std::size_t begin = rows.row_begin[row];
  return {rows.column.data() + begin, rows.value.data() + begin, rows.row_begin[row + 1] - begin, stride};
}

void add_weights(const RowWork& row, const float* weight, float* sums) { add_up(row, weight, sums); }

void add_slopes(const RowWork& row, const float* slopes, float* to) { spread(row, slopes, to); }

}  // namespace leitmotif::training
