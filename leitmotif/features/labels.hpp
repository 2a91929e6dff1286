// Topic names to class numbers and back.
// Flow: LabelledSong -> class numbers, which training aims at and metrics compare.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::features {

/// More distinct labels than this are taken for a mistaken column.
inline constexpr std::size_t kMaxClasses = 1000;

/// The classes of labelled rows.
struct ClassLabels {
  std::vector<std::string> names;  ///< [classes], distinct, ascending by code point
  std::vector<int> index;          ///< [rows], the class of each row as an index into `names`
};

/// Shape: rows[n] -> index[n].
/// Throws corrupt_data (no rows; no row has a label; names the line of the first row without one),
/// resource_limit (more than kMaxClasses labels). Cost: rows times the logarithm of the classes.
[[nodiscard]] ClassLabels class_labels(std::span<const LabelledSong> rows);

/// The class of each row among the `names` a model already has. Shape: rows[n] -> [n].
/// Throws corrupt_data as class_labels does, and naming the first row whose label is not among `names`.
[[nodiscard]] std::vector<int> class_indices(std::span<const LabelledSong> rows, std::span<const std::string> names);

}  // namespace leitmotif::features
