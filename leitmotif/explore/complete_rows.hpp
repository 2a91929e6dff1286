// The rows that have every one of some features, standardised: what a joint analysis is over.
// Flow: SongTable -> CompleteRows -> correlation, PCA, k-means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/explore/song_table.hpp"

namespace leitmotif::explore {

/// Shape: values[rows x columns], row-major, each column of mean 0 and variance 1 over these rows.
struct CompleteRows {
  std::vector<std::string> names;  ///< [columns]
  std::vector<double> mean;        ///< [columns] before standardising
  std::vector<double> deviation;   ///< [columns] with n, before standardising; above 0
  std::vector<std::uint32_t> row;  ///< [rows] number in the table
  std::vector<double> values;
  std::vector<std::string> constant;  ///< features left out because they are the same in all complete rows

  /// How many features and how many rows are left.
  [[nodiscard]] std::size_t columns() const noexcept { return names.size(); }
  [[nodiscard]] std::size_t rows() const noexcept { return row.size(); }
};

/// No value is filled in: a row that lacks one of the features is left out. A feature that turns out to be the same in
/// all these rows cannot be standardised and is left out. `features` are positions in the table.
[[nodiscard]] CompleteRows complete_rows(const SongTable& table, std::span<const std::size_t> features);

/// Pearson's correlations of the columns. Shape: [columns x columns], 1 on the diagonal.
[[nodiscard]] std::vector<double> correlation(const CompleteRows& rows);

}  // namespace leitmotif::explore
