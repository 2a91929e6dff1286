#include "leitmotif/explore/complete_rows.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/standardise.hpp"

namespace leitmotif::explore {
namespace {

std::vector<std::uint32_t> rows_with_all(const SongTable& table, std::span<const std::size_t> features) {
  std::vector<std::uint32_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row)
    if (std::ranges::none_of(features, [&](std::size_t f) { return std::isnan(table.features[f].values[row]); }))
      rows.push_back(static_cast<std::uint32_t>(row));
  return rows;
}

}  // namespace

CompleteRows complete_rows(const SongTable& table, std::span<const std::size_t> features) {
  CompleteRows result;
  result.row = rows_with_all(table, features);
  std::vector<std::vector<double>> columns;
  for (const std::size_t f : features) {
    std::vector<double> column;
    column.reserve(result.rows());
    for (const std::uint32_t row : result.row) column.push_back(table.features[f].values[row]);
    const Standard standard = standard_of(column);
    if (!(standard.deviation > 0)) {
      result.constant.push_back(table.features[f].name);
      continue;
    }
    result.names.push_back(table.features[f].name);
    result.mean.push_back(standard.mean);
    result.deviation.push_back(standard.deviation);
    for (double& value : column) value = standard.score(value);
    columns.push_back(std::move(column));
  }
  result.values.resize(result.rows() * columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (std::size_t row = 0; row < result.rows(); ++row) result.values[row * columns.size() + c] = columns[c][row];
  return result;
}

std::vector<double> correlation(const CompleteRows& rows) {
  const std::size_t k = rows.columns();
  std::vector<double> sums(k * k);
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const double* x = rows.values.data() + row * k;
    for (std::size_t a = 0; a < k; ++a)
      for (std::size_t b = 0; b <= a; ++b) sums[a * k + b] += x[a] * x[b];
  }
  const auto n = static_cast<double>(rows.rows());
  for (std::size_t a = 0; a < k; ++a)
    for (std::size_t b = 0; b <= a; ++b)
      sums[a * k + b] = sums[b * k + a] = a == b ? 1 : std::clamp(sums[a * k + b] / n, -1.0, 1.0);
  return sums;
}

}  // namespace leitmotif::explore
