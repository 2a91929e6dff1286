// The FAISS door: narrows a search of many rows to those in a few cells.
// Flow: rows -> cells; query -> candidates, which Neighbours scores exactly.
// Source: FAISS's inverted file (Sivic and Zisserman 2003; Johnson, Douze and Jégou 2017): k-means centres divide the
// rows into cells, and a query looks into the nearest cells only. A number of a row is kept in 8 bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "leitmotif/index/row_scores.hpp"

namespace leitmotif::index {

/// Immutable; `candidates` may be called from several threads at once.
class CellIndex {
 public:
  /// Shape: rows [n x width], n at least 1. Throws internal when FAISS fails.
  [[nodiscard]] static std::unique_ptr<const CellIndex> build(std::span<const float> rows, std::size_t width,
                                                              Measure measure, std::uint32_t seed);
  virtual ~CellIndex() = default;
  CellIndex(const CellIndex&) = delete;
  CellIndex& operator=(const CellIndex&) = delete;

  /// Up to `count` rows that are probably the nearest of those that `accept` takes (all when it is empty), in no
  /// particular order.
  [[nodiscard]] virtual std::vector<std::uint32_t> candidates(
      std::span<const float> query, std::size_t count, const std::function<bool(std::uint32_t row)>& accept) const = 0;

 protected:
  CellIndex() = default;
};

}  // namespace leitmotif::index
