// Rows of numbers laid out for distances: eight rows side by side, so that one instruction serves several of them.
// Flow: rows -> BlockedRows -> k-means and silhouette.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitmotif::explore {

/// How many rows stand side by side.
inline constexpr std::size_t kLanes = 8;

/// Where a search for the nearest centers puts what it found, row by row.
struct NearestPlaces {
  std::uint32_t* center;  ///< number of the nearest center, the first among equals
  double* distance;       ///< squared distance to it
};

/// Shape: [blocks x columns x kLanes]; the last block is filled up with zeros.
class BlockedRows {
 public:
  /// `rows` is [n x columns], row-major; `columns` must be above 0.
  BlockedRows(std::span<const double> rows, std::size_t columns);

  /// Rows and columns as they were given, blocks of kLanes rows (the last one filled up), and one value.
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t blocks() const noexcept { return (rows_ + kLanes - 1) / kLanes; }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const noexcept {
    return values_[(row / kLanes * columns_ + column) * kLanes + row % kLanes];
  }

  /// The nearest center of each row of the blocks begin..end. `centers` is [k x columns]; `found` has room for
  /// (end - begin) * kLanes rows.
  void find_nearest(std::size_t begin, std::size_t end, std::span<const double> centers,
                    const NearestPlaces& found) const;
  /// Squared distances of all rows to one point [columns]. Shape: distance[blocks * kLanes].
  void distances_to(std::span<const double> point, double* distance) const;

 private:
  std::size_t rows_;
  std::size_t columns_;
  std::vector<double> values_;
};

}  // namespace leitmotif::explore
