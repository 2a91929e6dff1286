// Tables of a page: columns that know their side, rows of ready cells.
// Flow: scores -> HTML.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// The head of a column.
struct TableColumn {
  std::string title;
  bool number = false;  ///< stands on the right, in figures of equal width
};

/// One row; `strong` rows are set apart (averages).
struct TableRow {
  std::vector<Markup> cells;
  bool strong = false;
};

/// A table that scrolls within itself where the page is too narrow. The first cell of each row is its heading.
[[nodiscard]] Markup table(const std::string& caption, const std::vector<TableColumn>& columns,
                           const std::vector<TableRow>& rows);

/// A number with a small bar below it that shows a share, 0..1.
[[nodiscard]] Markup bar_cell(double share);

/// Numbers that only some readers want: folded away, with a title to unfold them.
[[nodiscard]] Markup folded(const std::string& title, const Markup& content);

}  // namespace leitmotif::report
