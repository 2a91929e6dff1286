#include "leitmotif/explore/association.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leitmotif::explore {
namespace {

double entropy_bits(std::span<const std::size_t> counts, double total) {
  double bits = 0;
  for (const std::size_t count : counts)
    if (count > 0) bits -= static_cast<double>(count) / total * std::log2(static_cast<double>(count) / total);
  return bits;
}

auto used(std::span<const std::size_t> sums) {
  return static_cast<double>(std::ranges::count_if(sums, [](std::size_t sum) { return sum > 0; }));
}

}  // namespace

std::vector<std::size_t> CountTable::row_sums() const {
  std::vector<std::size_t> sums(rows);
  for (std::size_t i = 0; i < counts.size(); ++i) sums[i / columns] += counts[i];
  return sums;
}

std::vector<std::size_t> CountTable::column_sums() const {
  std::vector<std::size_t> sums(columns);
  for (std::size_t i = 0; i < counts.size(); ++i) sums[i % columns] += counts[i];
  return sums;
}

std::size_t CountTable::total() const { return std::accumulate(counts.begin(), counts.end(), std::size_t{0}); }

double CountTable::share(std::size_t row, std::size_t column) const {
  const std::size_t sum = row_sums()[row];
  return sum == 0 ? 0 : static_cast<double>(at(row, column)) / static_cast<double>(sum);
}

double CountTable::lift(std::size_t row, std::size_t column) const {
  const double expected = static_cast<double>(row_sums()[row]) * static_cast<double>(column_sums()[column]);
  return expected > 0 ? static_cast<double>(at(row, column)) * static_cast<double>(total()) / expected : 0;
}

CountTable count_pairs(std::span<const std::uint16_t> first, std::size_t rows, std::span<const std::uint16_t> second,
                       std::size_t columns) {
  CountTable table{rows, columns, std::vector<std::size_t>(rows * columns)};
  for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i)
    if (first[i] < rows && second[i] < columns) ++table.counts[first[i] * columns + second[i]];
  return table;
}

MutualInformation mutual_information(const CountTable& table) {
  MutualInformation result;
  const auto total = static_cast<double>(table.total());
  if (!(total > 0)) return result;
  const std::vector<std::size_t> rows = table.row_sums();
  const std::vector<std::size_t> columns = table.column_sums();
  double chi_squared = 0;
  for (std::size_t r = 0; r < table.rows; ++r)
    for (std::size_t c = 0; c < table.columns; ++c) {
      const double expected = static_cast<double>(rows[r]) * static_cast<double>(columns[c]) / total;
      const auto seen = static_cast<double>(table.at(r, c));
      if (expected > 0) chi_squared += (seen - expected) * (seen - expected) / expected;
      if (seen > 0) result.bits += seen / total * std::log2(seen / expected);
    }
  result.bits = std::max(result.bits, 0.0);
  result.row_entropy = entropy_bits(rows, total);
  result.column_entropy = entropy_bits(columns, total);
  result.chance_bits = (used(rows) - 1) * (used(columns) - 1) / (2 * total * std::log(2.0));
  if (result.row_entropy > 0)
    result.explained = std::clamp((result.bits - result.chance_bits) / result.row_entropy, 0.0, 1.0);
  const double smaller = std::min(used(rows), used(columns)) - 1;
  if (smaller > 0) result.cramers_v = std::sqrt(chi_squared / total / smaller);
  return result;
}

}  // namespace leitmotif::explore
