// A table of numbers on both sides of 0 as shaded cells: correlations, loadings, profiles.
// Flow: numbers -> SVG text.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// A cell that is shaded one way below 0 and another way above.
struct DivergingCell {
  double value = 0;     ///< 0 has the colour of the paper
  std::string text;     ///< within the cell
  std::string tooltip;  ///< said when a pointer rests on it
};

/// A table of numbers around 0, drawn as shades.
struct DivergingTable {
  std::string summary;  ///< what it shows, in a sentence, for those who do not see it
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<DivergingCell> cells;  ///< [rows x columns], row-major
  double full = 1;                   ///< a value of this size or more has the full colour
  std::string low_words;             ///< what below 0 means, for the legend
  std::string high_words;
};

/// Orange above 0, blue below: two hues that every colour vision tells apart; the number stands in the cell besides.
/// Empty markup without cells. Throws invalid_argument when there are not rows x columns cells.
[[nodiscard]] Markup diverging_table(const DivergingTable& table);

}  // namespace leitmotif::report
