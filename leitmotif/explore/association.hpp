// Two groupings of the same songs against each other.
// Flow: topics and clusters (or genres, decades) -> a table of counts and how much one tells of the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitmotif::explore {

/// Songs by two groupings at once. Shape: counts[rows x columns], row-major.
struct CountTable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::size_t> counts;

  /// One count; the sums of all rows and of all columns; and how many songs the table counts.
  [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const { return counts[row * columns + column]; }
  [[nodiscard]] std::vector<std::size_t> row_sums() const;
  [[nodiscard]] std::vector<std::size_t> column_sums() const;
  [[nodiscard]] std::size_t total() const;
  /// Share of the row's songs that are in the column; 0 in an empty row.
  [[nodiscard]] double share(std::size_t row, std::size_t column) const;
  /// How often the pair comes up against how often it would if the groupings had nothing to do with each other;
  /// 1: exactly as often; 0 when a row or column is empty.
  [[nodiscard]] double lift(std::size_t row, std::size_t column) const;
};

/// Songs whose group is beyond `rows` or `columns` (such as kNoGroup) are not counted.
[[nodiscard]] CountTable count_pairs(std::span<const std::uint16_t> first, std::size_t rows,
                                     std::span<const std::uint16_t> second, std::size_t columns);

/// Mutual information (Shannon 1948) of a table's rows and columns.
struct MutualInformation {
  double bits = 0;
  double chance_bits = 0;  ///< what independent groupings of so many songs show on average (Miller 1955)
  double row_entropy = 0;  ///< bits
  double column_entropy = 0;
  double explained = 0;  ///< share of the rows' entropy that the columns take away, chance taken off; 0..1
  double cramers_v = 0;  ///< 0..1, from chi squared
};
/// How much the columns say about the rows. All 0 for a table without songs. Cost: linear in the table.
[[nodiscard]] MutualInformation mutual_information(const CountTable& table);

}  // namespace leitmotif::explore
