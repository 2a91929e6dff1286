// Square matrices of floats and the one expensive thing that is done to them: the inverse.
// Flow: counts of songs that share lists -> Square -> inverse -> EASE.
#pragma once

#include <cstddef>
#include <vector>

namespace leitmotif::taste {

/// Shape: [size x size], row-major.
struct Square {
  std::size_t size = 0;
  std::vector<float> values;

  Square() = default;
  /// All zeros.
  explicit Square(std::size_t side) : size(side), values(side * side) {}
  /// The first number of a row, and one number. Lifetime of the pointer: until the matrix changes.
  [[nodiscard]] float* row(std::size_t place) noexcept { return values.data() + place * size; }
  [[nodiscard]] const float* row(std::size_t place) const noexcept { return values.data() + place * size; }
};

/// Replaces a symmetric positive definite matrix by its inverse; only the lower triangle is read, both are written.
/// The same bits at any number of threads (0: all). Throws invalid_argument when it is not positive definite.
/// Cost: size^3 multiplications and additions over 2, each way.
/// Source: the sweep operator (Beaton 1964), in blocks.
void invert_positive_definite(Square& matrix, unsigned threads);

/// Adds `weight` times the products of rows, each to a power: matrix(i, j) += weight * max(0, row i . row j)^power.
/// Only the lower triangle is changed. Shape: rows [matrix.size x width]. The same bits at any number of threads.
void add_kernel(Square& matrix, const std::vector<float>& rows, std::size_t width, float weight, int power,
                unsigned threads);

}  // namespace leitmotif::taste
