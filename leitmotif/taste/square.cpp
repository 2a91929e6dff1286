#include "leitmotif/taste/square.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::taste {
namespace {

/// A tile of the product: as many sums as fit into the registers of a processor with 512-bit vectors.
constexpr std::size_t kTileRows = 8;
constexpr std::size_t kTileColumns = 32;
/// Columns that are swept at once: two packed panels stay in the first-level cache.
constexpr std::size_t kBlock = 192;
/// Rows a thread works on at once: their panels stay in the second-level cache.
constexpr std::size_t kStrip = 96;

using Wide = float __attribute__((vector_size(64)));
constexpr std::size_t kLanes = sizeof(Wide) / sizeof(float);
using Tile = std::array<float, kTileRows * kTileColumns>;

/// Products of 8 packed rows with 32 packed columns. Shapes: left [depth x 8], right [depth x 32].
LEITMOTIF_VECTORIZED void multiply_tile(const float* left, const float* right, std::size_t depth, float* out) {
  Wide sums[kTileRows][2] = {};
  for (std::size_t k = 0; k < depth; ++k) {
    Wide first;
    Wide second;
    std::memcpy(&first, right + k * kTileColumns, sizeof(Wide));
    std::memcpy(&second, right + k * kTileColumns + kLanes, sizeof(Wide));
    for (std::size_t r = 0; r < kTileRows; ++r) {
      const float factor = left[k * kTileRows + r];
      sums[r][0] += factor * first;
      sums[r][1] += factor * second;
    }
  }
  std::memcpy(out, sums, sizeof(sums));
}

/// Rows in panels of a few: within a panel all rows' numbers of one place stand together. Rows that are missing to fill
/// the last panel are zero.
class Panels {
 public:
  Panels(std::size_t rows, std::size_t depth, std::size_t of)
      : of_(of), depth_(depth), values_((rows + of - 1) / of * of * depth) {}
  [[nodiscard]] const float* panel(std::size_t number) const noexcept { return values_.data() + number * of_ * depth_; }
  [[nodiscard]] std::size_t count() const noexcept { return depth_ == 0 ? 0 : values_.size() / (of_ * depth_); }
  float& at(std::size_t row, std::size_t place) noexcept {
    return values_[(row / of_ * depth_ + place) * of_ + row % of_];
  }

 private:
  std::size_t of_;
  std::size_t depth_;
  std::vector<float> values_;
};

/// Calls `use(row, column, tile)` for every tile with a number on or below the diagonal.
template <class Use>
void for_tiles(const Panels& left, const Panels& right, std::size_t depth, std::size_t size, unsigned threads,
               Use use) {
  parallel_for(size, kStrip, threads, [&](std::size_t begin, std::size_t end) {
    Tile tile;
    for (std::size_t column = 0; column < end; column += kTileColumns)
      for (std::size_t row = begin; row < end; row += kTileRows) {
        if (column > row + kTileRows - 1) continue;
        multiply_tile(left.panel(row / kTileRows), right.panel(column / kTileColumns), depth, tile.data());
        use(row, column, tile);
      }
  });
}

/// Inverts a small matrix in place by single sweeps, in double precision. Shape: [side x side], whole.
LEITMOTIF_VECTORIZED void sweep_small(double* matrix, std::size_t side, bool* ok) {
  std::vector<double> column(side);
  for (std::size_t k = 0; k < side; ++k) {
    double* const pivot_row = matrix + k * side;
    const double pivot = pivot_row[k];
    if (!(pivot > 0)) {
      *ok = false;
      return;
    }
    for (std::size_t i = 0; i < side; ++i) column[i] = matrix[i * side + k] / pivot;
    for (std::size_t i = 0; i < side; ++i) {
      if (i == k) continue;
      double* const row = matrix + i * side;
      const double factor = column[i];
      for (std::size_t j = 0; j < side; ++j) row[j] -= factor * pivot_row[j];
      row[k] = factor;
    }
    for (std::size_t j = 0; j < side; ++j) pivot_row[j] = column[j];
    pivot_row[k] = -1 / pivot;
  }
  for (std::size_t i = 0; i < side * side; ++i) matrix[i] = -matrix[i];
}

/// One step: sweeps the columns [begin, begin + width).
class Sweep {
 public:
  Sweep(Square& matrix, std::size_t begin, unsigned threads)
      : matrix_(matrix),
        begin_(begin),
        width_(std::min(kBlock, matrix.size - begin)),
        threads_(threads),
        inverse_(width_ * width_),
        left_(matrix.size, width_, kTileRows),
        right_(matrix.size, width_, kTileColumns) {}

  void run() {
    invert_corner();
    pack();
    const std::size_t size = matrix_.size;
    for_tiles(left_, right_, width_, size, threads_, [&](std::size_t row, std::size_t column, const Tile& tile) {
      const std::size_t columns = std::min(kTileColumns, size - column);
      for (std::size_t r = 0; r < std::min(kTileRows, size - row); ++r) {
        float* const target = matrix_.row(row + r) + column;
        for (std::size_t c = 0; c < columns; ++c) target[c] -= tile[r * kTileColumns + c];
      }
    });
    write_swept();
  }

 private:
  [[nodiscard]] bool is_swept(std::size_t row) const noexcept { return row >= begin_ && row < begin_ + width_; }
  /// The number of a row in a swept column, from the lower triangle.
  [[nodiscard]] float below(std::size_t row, std::size_t place) const noexcept {
    return row >= begin_ ? matrix_.row(row)[begin_ + place] : matrix_.row(begin_ + place)[row];
  }

  void invert_corner() {
    std::vector<double> corner(width_ * width_);
    for (std::size_t i = 0; i < width_; ++i)
      for (std::size_t j = 0; j <= i; ++j)
        corner[i * width_ + j] = corner[j * width_ + i] = static_cast<double>(matrix_.row(begin_ + i)[begin_ + j]);
    bool ok = true;
    sweep_small(corner.data(), width_, &ok);
    if (!ok) throw Error(ErrorKind::invalid_argument, "matrix: expected a positive definite one");
    std::ranges::transform(corner, inverse_.begin(), [](double value) { return static_cast<float>(value); });
  }

  /// The swept columns to the right, and times the corner's inverse to the left; rows of the corner stay zero.
  void pack() {
    parallel_for(matrix_.size, kStrip, threads_, [&](std::size_t begin, std::size_t end) {
      std::vector<float> row_values(width_);
      std::vector<float> product(width_);
      for (std::size_t row = begin; row < end; ++row) {
        if (is_swept(row)) continue;
        for (std::size_t k = 0; k < width_; ++k) row_values[k] = below(row, k);
        times_inverse(row_values.data(), product.data());
        for (std::size_t k = 0; k < width_; ++k) {
          right_.at(row, k) = row_values[k];
          left_.at(row, k) = product[k];
        }
      }
    });
  }
  void times_inverse(const float* row, float* product) const { multiply_row(row, inverse_.data(), width_, product); }
  LEITMOTIF_VECTORIZED static void multiply_row(const float* row, const float* matrix, std::size_t side, float* out) {
    for (std::size_t j = 0; j < side; ++j) out[j] = 0;
    for (std::size_t k = 0; k < side; ++k)
      for (std::size_t j = 0; j < side; ++j) out[j] += row[k] * matrix[k * side + j];
  }

  void write_swept() {
    for (std::size_t row = 0; row < matrix_.size; ++row) {
      if (is_swept(row)) continue;
      for (std::size_t k = 0; k < width_; ++k) {
        float& target = row >= begin_ ? matrix_.row(row)[begin_ + k] : matrix_.row(begin_ + k)[row];
        target = left_.at(row, k);
      }
    }
    for (std::size_t i = 0; i < width_; ++i)
      for (std::size_t j = 0; j <= i; ++j) matrix_.row(begin_ + i)[begin_ + j] = -inverse_[i * width_ + j];
  }

  Square& matrix_;
  std::size_t begin_;
  std::size_t width_;
  unsigned threads_;
  std::vector<float> inverse_;
  Panels left_;
  Panels right_;
};

}  // namespace

void invert_positive_definite(Square& matrix, unsigned threads) {
  for (std::size_t begin = 0; begin < matrix.size; begin += kBlock) Sweep(matrix, begin, threads).run();
  constexpr std::size_t kSquare = 64;  // a piece of both triangles stays in the cache
  for (std::size_t top = 0; top < matrix.size; top += kSquare)
    for (std::size_t left = 0; left <= top; left += kSquare)
      for (std::size_t i = top; i < std::min(top + kSquare, matrix.size); ++i)
        for (std::size_t j = left; j <= std::min(left + kSquare - 1, i); ++j)
          matrix.row(j)[i] = matrix.row(i)[j] = -matrix.row(i)[j];
}

void add_kernel(Square& matrix, const std::vector<float>& rows, std::size_t width, float weight, int power,
                unsigned threads) {
  Panels left(matrix.size, width, kTileRows);
  Panels right(matrix.size, width, kTileColumns);
  for (std::size_t row = 0; row < matrix.size; ++row)
    for (std::size_t k = 0; k < width; ++k) left.at(row, k) = right.at(row, k) = rows[row * width + k];
  for_tiles(left, right, width, matrix.size, threads, [&](std::size_t row, std::size_t column, const Tile& tile) {
    for (std::size_t r = 0; r < std::min(kTileRows, matrix.size - row); ++r)
      for (std::size_t c = 0; c < kTileColumns && column + c <= row + r; ++c) {
        const float product = std::max(0.0F, tile[r * kTileColumns + c]);
        float raised = product;
        for (int k = 1; k < power; ++k) raised *= product;
        matrix.row(row + r)[column + c] += weight * raised;
      }
  });
}

}  // namespace leitmotif::taste
