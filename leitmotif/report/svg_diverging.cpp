#include "leitmotif/report/svg_diverging.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kDivergingArea = {.size = {}, .left = 116, .top = 84};
constexpr double kDivergingCellWidth = 60;
constexpr double kDivergingCellHeight = 36;
constexpr std::size_t kDivergingNameCharacters = 18;

Markup diverging_cell(const Box& box, double value, const Markup& content) {
  return shaded_cell(box, value < 0 ? "cell below" : "cell above", std::min(std::abs(value), 1.0), content);
}

Markup names(const DivergingTable& table) {
  Markup result;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const double y = kDivergingArea.top + (static_cast<double>(r) + 0.5) * kDivergingCellHeight + 4;
    result +=
        element("g", tooltip(table.rows[r]) + label({kDivergingArea.left - 10, y},
                                                    shortened(table.rows[r], kDivergingNameCharacters), Anchor::end));
  }
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string x = place(kDivergingArea.left + (static_cast<double>(c) + 0.5) * kDivergingCellWidth - 4);
    const std::string y = place(kDivergingArea.top - 10);
    result += element("text", {{"x", x}, {"y", y}, {"class", "ink"}, {"transform", "rotate(-38 " + x + " " + y + ")"}},
                      shortened(table.columns[c], kDivergingNameCharacters));
  }
  return result;
}

Markup legend(const DivergingTable& table, double y) {
  constexpr std::array<double, 7> kShades = {-1, -0.6, -0.3, 0, 0.3, 0.6, 1};
  Markup result = label({kDivergingArea.left - 10, y + 13}, table.low_words, Anchor::end, "muted");
  double x = kDivergingArea.left;
  for (const double shade : kShades) {
    result += diverging_cell({{x, y}, {30, 18}}, shade, {});
    result +=
        label({x + 14, y + 31}, decimal(shade * table.full, table.full < 3 ? 1 : 0), Anchor::middle, "muted small");
    x += 30;
  }
  return result + label({x + 8, y + 13}, table.high_words, Anchor::start, "muted");
}

}  // namespace

Markup diverging_table(const DivergingTable& table) {
  if (table.cells.size() != table.rows.size() * table.columns.size())
    throw Error(ErrorKind::invalid_argument, "a table of " + std::to_string(table.rows.size()) + " x " +
                                                 std::to_string(table.columns.size()) + " has " +
                                                 std::to_string(table.cells.size()) + " cells");
  if (table.cells.empty()) return {};
  Markup content = names(table);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const DivergingCell& cell = table.cells[i];
    const double x = kDivergingArea.left + static_cast<double>(i % table.columns.size()) * kDivergingCellWidth;
    const std::size_t row = i / table.columns.size();
    const double y = kDivergingArea.top + static_cast<double>(row) * kDivergingCellHeight;
    const double shade = std::isfinite(cell.value) ? cell.value / table.full : 0;
    content += diverging_cell({{x, y}, {kDivergingCellWidth, kDivergingCellHeight}}, shade, tooltip(cell.tooltip));
    content += label({x + kDivergingCellWidth / 2, y + kDivergingCellHeight / 2 + 4}, cell.text, Anchor::middle,
                     ink_on(std::abs(shade)) + " no-hover");
  }
  const double bottom = kDivergingArea.top + static_cast<double>(table.rows.size()) * kDivergingCellHeight;
  content += legend(table, bottom + 12);
  const double right = kDivergingArea.left + static_cast<double>(table.columns.size()) * kDivergingCellWidth + 34;
  return drawing({std::max(right, kDivergingArea.left + 7 * 30 + 110), bottom + 48}, "heatmap", table.summary, content);
}

}  // namespace leitmotif::report
