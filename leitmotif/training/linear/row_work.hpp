// What learning linear weights does with one row, for eight classes at a time.
// Flow: a row of SparseMatrix, weights -> sums of the classes; slopes of the sums -> what is added to the weights.
#pragma once

#include <cstddef>
#include <cstdint>

#include "leitmotif/core/records.hpp"

namespace leitmotif::training {

/// Classes are padded to a multiple of so many, which one register holds.
inline constexpr std::size_t kClassBlock = 8;

/// Classes with their padding.
[[nodiscard]] constexpr std::size_t padded_classes(std::size_t classes) noexcept {
  return (classes + kClassBlock - 1) / kClassBlock * kClassBlock;
}

/// A row, and how many numbers stand in a row of weights: classes with their padding.
struct RowWork {
  const std::uint32_t* columns;
  const float* values;
  std::size_t terms;
  std::size_t stride;
};

/// The row of a number below rows.rows(). Lifetime: the matrix's.
[[nodiscard]] RowWork row_work(const SparseMatrix& rows, std::size_t row, std::size_t stride) noexcept;

/// Adds the weights of the row's terms to the sums of the classes. Shape: weight [terms x stride], sums [stride].
void add_weights(const RowWork& row, const float* weight, float* sums);

/// Adds the slopes of the sums, times the value of each term, to that term's row. Shape: slopes [stride], to [terms x
/// stride].
void add_slopes(const RowWork& row, const float* slopes, float* to);

}  // namespace leitmotif::training
