// Who has what: lists of songs as sparse rows, and what every method asks of them first.
// Flow: histories, playlists -> rows of item numbers -> SparseMatrix -> methods.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::taste {

/// The number of a song among those that taste is learned for: 0..items-1.
using Item = std::uint32_t;

/// A matrix [lists x items] of ones. An item counts once a list, whatever its order.
/// Throws invalid_argument for an item that is none.
[[nodiscard]] SparseMatrix lists_of(std::span<const std::vector<Item>> lists, std::size_t items);
/// Shape: [columns x rows of `lists`].
[[nodiscard]] SparseMatrix transposed(const SparseMatrix& lists);
/// How many lists have each item. Shape: [items].
[[nodiscard]] std::vector<std::uint32_t> counts_of(const SparseMatrix& lists);
/// The columns of a row.
[[nodiscard]] inline std::span<const Item> items_of(const SparseMatrix& lists, std::size_t row) noexcept {
  return std::span(lists.column).subspan(lists.row_begin[row], lists.row_begin[row + 1] - lists.row_begin[row]);
}
/// The values of a row, as many as its columns.
[[nodiscard]] inline std::span<const float> values_of(const SparseMatrix& lists, std::size_t row) noexcept {
  return std::span(lists.value).subspan(lists.row_begin[row], lists.row_begin[row + 1] - lists.row_begin[row]);
}

/// A way to score songs by what somebody has. Immutable; const functions are thread-safe.
class Scorer {
 public:
  Scorer() = default;
  Scorer(const Scorer&) = delete;
  Scorer& operator=(const Scorer&) = delete;
  virtual ~Scorer() = default;
  /// Writes a score for every item, higher is better; what is in `given` is not treated apart. `given` are item numbers
  /// without repeats; it may be empty. Shape: scores [items].
  virtual void score(std::span<const Item> given, std::span<float> scores) const = 0;

 protected:
  Scorer(Scorer&&) noexcept = default;
};

}  // namespace leitmotif::taste
