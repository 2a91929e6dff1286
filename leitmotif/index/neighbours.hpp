// Finds the rows nearest to a query: exactly in small sets, approximately in large ones.
// Flow: embeddings of songs -> Neighbours -> rows, which the engine turns into songs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "leitmotif/index/row_scores.hpp"
#include "leitmotif/index/top_hits.hpp"

namespace leitmotif::index {

/// Up to so many rows every one is looked at; above, an index of cells narrows the search first.
inline constexpr std::size_t kExactRows = 200'000;

struct NeighboursOptions {
  Measure measure = Measure::dot_product;
  std::size_t exact_rows = kExactRows;  ///< the most rows for which every search is exact
  std::uint32_t seed = 0;               ///< decides the cells of the approximate index
  unsigned threads = 0;                 ///< for building and for exact search; 0: all
};

/// Which rows may be answers. Called from several threads, and only for rows near enough to matter.
using Accept = std::function<bool(std::uint32_t row)>;

class CellIndex;

/// Rows of floats that can be searched. Immutable; const methods may be called from several threads at once.
class Neighbours {
 public:
  /// Shape: rows [n x width], row-major, finite. Throws invalid_argument (width 0, rows that do not fill the width, a
  /// number that is not finite), resource_limit (more than 2^32 - 1 rows).
  /// Cost: linear up to `exact_rows`; above, about 5 s for a million rows of 64.
  [[nodiscard]] static Neighbours build(std::vector<float> rows, std::size_t width, const NeighboursOptions& options);
  Neighbours(Neighbours&&) noexcept;
  Neighbours& operator=(Neighbours&&) noexcept;
  ~Neighbours();

  /// The `k` nearest rows that `accept` takes (all when it is empty), best first, equals by row. Fewer only when there
  /// are fewer. Scores are exact also when the search is approximate.
  /// Throws invalid_argument when the query has another width or is not finite.
  [[nodiscard]] std::vector<Hit> search(std::span<const float> query, std::size_t k, const Accept& accept = {}) const;

  /// The same, looking at every row.
  [[nodiscard]] std::vector<Hit> search_exactly(std::span<const float> query, std::size_t k,
                                                const Accept& accept = {}) const;

  /// The score of every row. Shape: query [width] -> scores [size()]. Throws invalid_argument for other shapes.
  void score_all(std::span<const float> query, std::span<float> scores) const;

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size() / width_; }
  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  [[nodiscard]] Measure measure() const noexcept { return options_.measure; }
  /// Whether search() looks at every row.
  [[nodiscard]] bool exact() const noexcept { return cells_ == nullptr; }
  /// `row` must be below size(). The numbers live as long as this object.
  [[nodiscard]] std::span<const float> row(std::size_t row) const noexcept {
    return std::span(rows_).subspan(row * width_, width_);
  }

 private:
  Neighbours(std::vector<float> rows, std::size_t width, const NeighboursOptions& options);
  void check_query(std::span<const float> query) const;

  std::vector<float> rows_;
  std::size_t width_;
  NeighboursOptions options_;
  std::unique_ptr<const CellIndex> cells_;  ///< none: exact
};

}  // namespace leitmotif::index
