// A table of shares as shaded cells, such as a confusion matrix.
// Flow: numbers -> SVG text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// More rows or columns than this are not drawn: the page would be too large to open.
inline constexpr std::size_t kMostHeatmapRows = 40;

/// A cell whose shade says how large its share is.
struct HeatmapCell {
  double share = 0;     ///< 0..1, gives the shade
  std::string first;    ///< text within the cell
  std::string second;   ///< smaller text below it
  std::string tooltip;  ///< said when a pointer rests on it
};

/// A table of shares, drawn as shades.
struct Heatmap {
  std::string summary;  ///< what it shows, in a sentence, for those who do not see it
  std::string row_title;
  std::string column_title;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<HeatmapCell> cells;  ///< [rows x columns], row-major
};

/// The shaded table; empty markup when it has no rows or more than kMostHeatmapRows. Shades are of one hue, from the
/// colour of the paper (0) to full (1), by the square root of the share, so that small shares can be told apart; this
/// needs no colour vision. Throws invalid_argument when there are not rows x columns cells.
[[nodiscard]] Markup heatmap(const Heatmap& map);

}  // namespace leitmotif::report
