// What was read of every song for wishes, as columns: from the catalogue, or mapped from a file beside a large library.
// Flow: rows kept by the catalogue -> WishColumns -> WishSpace.
// Source: docs/decisions/0033-columns-beside-the-library.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "leitmotif/core/column.hpp"
#include "leitmotif/library/snapshot.hpp"

namespace leitmotif::people {

/// In the order of a snapshot's rows; songs that were not read have the values of one that says nothing.
struct WishColumns {
  Column<std::uint8_t> level;     ///< [songs] numbers of wishes::Level
  Column<std::int16_t> text;      ///< [wishes x songs] as wishes::kept gives it
  Column<std::int8_t> direction;  ///< [songs x dimensions]; all 0: none
};

/// What the columns are made of: rows of so many wishes and dimensions, kept by the catalogue under `id`.
struct WishRows {
  std::string id;
  std::size_t wishes = 0;
  std::size_t dimensions = 0;
};

/// A row's number for "the text says nothing"; kept numbers must be finite, and no share comes near.
inline constexpr float kNothingSaid = -1000;

/// From the snapshot's folder: nothing when there is no whole file of its state and of these rows.
[[nodiscard]] std::optional<WishColumns> kept_columns(const library::Snapshot& snapshot, const WishRows& rows);
/// From the catalogue, which has read every song of the snapshot. `may_keep`: a file is made of it where files are
/// kept; of rows that were added since the snapshot was read none would be found again. Throws what the catalogue
/// throws.
[[nodiscard]] WishColumns read_columns(const library::Snapshot& snapshot, const WishRows& rows, bool may_keep);

}  // namespace leitmotif::people
