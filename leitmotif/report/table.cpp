#include "leitmotif/report/table.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

std::string style_of(const TableColumn& column) { return column.number ? "number" : "word"; }

Markup head(const std::vector<TableColumn>& columns) {
  Markup cells;
  for (const TableColumn& column : columns)
    cells += element("th", {{"scope", "col"}, {"class", style_of(column)}}, column.title);
  return element("thead", element("tr", cells));
}

Markup body_row(const TableRow& row, const std::vector<TableColumn>& columns) {
  Markup cells;
  for (std::size_t c = 0; c < row.cells.size() && c < columns.size(); ++c)
    cells += c == 0 ? element("th", {{"scope", "row"}, {"class", style_of(columns[c])}}, row.cells[c])
                    : element("td", {{"class", style_of(columns[c])}}, row.cells[c]);
  return element("tr", {{"class", row.strong ? "strong" : "plain"}}, cells);
}

}  // namespace

Markup table(const std::string& caption, const std::vector<TableColumn>& columns, const std::vector<TableRow>& rows) {
  Markup body;
  for (const TableRow& row : rows) body += body_row(row, columns);
  const Markup content = element("table", {{"aria-label", caption}}, head(columns) + element("tbody", body));
  return element("p", {{"class", "caption"}}, caption) + element("div", {{"class", "scroll"}}, content);
}

Markup bar_cell(double share) {
  const double width = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) * 100 : 0;
  const Markup bar = empty_element("rect", {{"width", "100"}, {"height", "4"}, {"class", "bar-ground"}}) +
                     empty_element("rect", {{"width", place(width)}, {"height", "4"}, {"class", "bar"}});
  return escaped(decimal(share)) + element("svg",
                                           {{"viewBox", "0 0 100 4"},
                                            {"class", "small-bar"},
                                            {"preserveAspectRatio", "none"},
                                            {"aria-hidden", "true"}},
                                           bar);
}

Markup folded(const std::string& title, const Markup& content) {
  return element("details", element("summary", title) + content);
}

}  // namespace leitmotif::report
