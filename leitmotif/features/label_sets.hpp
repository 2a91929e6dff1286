// Several labels of a song, which stand in one cell.
// Flow: LabelledSong -> sets of label numbers, which training aims at and scores compare.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::features {

/// The labels of rows.
struct LabelSets {
  std::vector<std::string> names;        ///< distinct, ascending by code point
  std::vector<std::vector<int>> of_row;  ///< [rows] indices into `names`, ascending, each once
};

/// The labels of a cell without surrounding blanks, empty ones left out. Throws invalid_argument without a separator.
[[nodiscard]] std::vector<std::string> labels_in(std::string_view cell, std::string_view separator);

/// Shape: rows[n] -> of_row[n]. Throws as labels_in; resource_limit (more than kMaxClasses labels).
[[nodiscard]] LabelSets label_sets(std::span<const LabelledSong> rows, std::string_view separator);

/// The labels of rows among the `names` a model has; others are passed over and counted in `unknown`. Throws as
/// labels_in.
[[nodiscard]] std::vector<std::vector<int>> label_sets_among(std::span<const LabelledSong> rows,
                                                             std::span<const std::string> names,
                                                             std::string_view separator, std::size_t& unknown);

}  // namespace leitmotif::features
