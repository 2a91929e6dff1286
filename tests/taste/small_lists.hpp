// Lists that tests draw, and dense matrices to hold the methods against.
#pragma once

#include <vector>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/taste/lists.hpp"

namespace leitmotif::testing {

/// Lists of 1 to 12 songs, low numbers more often than high ones.
inline std::vector<std::vector<taste::Item>> drawn_lists(std::size_t lists, std::size_t items, std::uint64_t seed) {
  RandomSource random(seed);
  std::vector<std::vector<taste::Item>> drawn(lists);
  for (std::vector<taste::Item>& list : drawn) {
    const std::size_t size = 1 + random.below(12);
    for (std::size_t k = 0; k < size; ++k)
      list.push_back(static_cast<taste::Item>(random.below(1 + random.below(items))));
  }
  return drawn;
}

/// A dense matrix in double precision.
struct Dense {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;
  Dense(std::size_t height, std::size_t width) : rows(height), columns(width), values(height * width) {}
  double& at(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
};

inline Dense dense_of(const SparseMatrix& lists) {
  Dense dense(lists.rows(), lists.columns);
  for (std::size_t row = 0; row < lists.rows(); ++row)
    for (const taste::Item item : taste::items_of(lists, row)) dense.at(row, item) = 1;
  return dense;
}

/// A' A.
inline Dense gram_of_dense(const Dense& a) {
  Dense gram(a.columns, a.columns);
  for (std::size_t row = 0; row < a.rows; ++row)
    for (std::size_t i = 0; i < a.columns; ++i)
      for (std::size_t j = 0; j < a.columns && a.at(row, i) != 0; ++j) gram.at(i, j) += a.at(row, i) * a.at(row, j);
  return gram;
}

/// The inverse by Gauss and Jordan with pivots.
inline Dense inverse_of(Dense a) {
  const std::size_t n = a.rows;
  Dense inverse(n, n);
  for (std::size_t i = 0; i < n; ++i) inverse.at(i, i) = 1;
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t best = k;
    for (std::size_t i = k; i < n; ++i)
      if (std::abs(a.at(i, k)) > std::abs(a.at(best, k))) best = i;
    for (std::size_t j = 0; j < n; ++j) {
      std::swap(a.at(k, j), a.at(best, j));
      std::swap(inverse.at(k, j), inverse.at(best, j));
    }
    const double pivot = a.at(k, k);
    for (std::size_t j = 0; j < n; ++j) {
      a.at(k, j) /= pivot;
      inverse.at(k, j) /= pivot;
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (i == k) continue;
      const double factor = a.at(i, k);
      for (std::size_t j = 0; j < n; ++j) {
        a.at(i, j) -= factor * a.at(k, j);
        inverse.at(i, j) -= factor * inverse.at(k, j);
      }
    }
  }
  return inverse;
}

}  // namespace leitmotif::testing
