#include "leitmotif/taste/lists.hpp"

#include <algorithm>
#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif::taste {

SparseMatrix lists_of(std::span<const std::vector<Item>> lists, std::size_t items) {
  SparseMatrix matrix;
  matrix.columns = items;
  for (const std::vector<Item>& list : lists) {
    std::vector<Item> sorted = list;
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (!sorted.empty() && sorted.back() >= items)
      throw Error(ErrorKind::invalid_argument, "list: item " + std::to_string(sorted.back()) +
                                                   " is none; expected numbers below " + std::to_string(items));
    matrix.column.insert(matrix.column.end(), sorted.begin(), sorted.end());
    matrix.row_begin.push_back(matrix.column.size());
  }
  matrix.value.assign(matrix.column.size(), 1.0F);
  return matrix;
}

SparseMatrix transposed(const SparseMatrix& lists) {
  SparseMatrix result;
  result.columns = lists.rows();
  result.row_begin.assign(lists.columns + 1, 0);
  for (const Item item : lists.column) ++result.row_begin[item + 1];
  for (std::size_t i = 0; i < lists.columns; ++i) result.row_begin[i + 1] += result.row_begin[i];
  std::vector<std::size_t> next(result.row_begin.begin(), result.row_begin.end() - 1);
  result.column.resize(lists.column.size());
  result.value.resize(lists.column.size());
  for (std::size_t row = 0; row < lists.rows(); ++row)
    for (std::size_t k = lists.row_begin[row]; k < lists.row_begin[row + 1]; ++k) {
      const std::size_t place = next[lists.column[k]]++;
      result.column[place] = static_cast<std::uint32_t>(row);
      result.value[place] = lists.value[k];
    }
  return result;
}

std::vector<std::uint32_t> counts_of(const SparseMatrix& lists) {
  std::vector<std::uint32_t> counts(lists.columns);
  for (const Item item : lists.column) ++counts[item];
  return counts;
}

}  // namespace leitmotif::taste
