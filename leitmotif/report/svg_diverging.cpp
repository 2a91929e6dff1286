#include "leitmotif/report/svg_diverging.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr double kLeft = 116;
constexpr double kTop = 84;
constexpr double kCellWidth = 60;
constexpr double kCellHeight = 36;
constexpr double kTextTurns = 0.62;  ///< from this shade on, text needs the light colour
constexpr std::size_t kNameCharacters = 18;

Markup shaded(double x, double y, double width, double height, double value, const Markup& content) {
  return element("rect",
                 {{"x", place(x)},
                  {"y", place(y)},
                  {"width", place(width - 1.5)},
                  {"height", place(height - 1.5)},
                  {"rx", "2"},
                  {"class", value < 0 ? "cell below" : "cell above"},
                  {"fill-opacity", decimal(std::min(std::abs(value), 1.0), 3)}},
                 content);
}

std::string ink_on(double value) { return std::abs(value) > kTextTurns ? "on-shade" : "ink"; }

Markup names(const DivergingTable& table) {
  Markup result;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const double y = kTop + (static_cast<double>(r) + 0.5) * kCellHeight + 4;
    result += element(
        "g", tooltip(table.rows[r]) + label(kLeft - 10, y, shortened(table.rows[r], kNameCharacters), Anchor::end));
  }
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string x = place(kLeft + (static_cast<double>(c) + 0.5) * kCellWidth - 4);
    const std::string y = place(kTop - 10);
    result += element("text", {{"x", x}, {"y", y}, {"class", "ink"}, {"transform", "rotate(-38 " + x + " " + y + ")"}},
                      shortened(table.columns[c], kNameCharacters));
  }
  return result;
}

Markup legend(const DivergingTable& table, double y) {
  constexpr std::array<double, 7> kShades = {-1, -0.6, -0.3, 0, 0.3, 0.6, 1};
  Markup result = label(kLeft - 10, y + 13, table.low_words, Anchor::end, "muted");
  double x = kLeft;
  for (const double shade : kShades) {
    result += shaded(x, y, 30, 18, shade, {});
    result += label(x + 14, y + 31, decimal(shade * table.full, table.full < 3 ? 1 : 0), Anchor::middle, "muted small");
    x += 30;
  }
  return result + label(x + 8, y + 13, table.high_words, Anchor::start, "muted");
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
    const double x = kLeft + static_cast<double>(i % table.columns.size()) * kCellWidth;
    const double y = kTop + static_cast<double>(i / table.columns.size()) * kCellHeight;
    const double shade = std::isfinite(cell.value) ? cell.value / table.full : 0;
    content += shaded(x, y, kCellWidth, kCellHeight, shade, tooltip(cell.tooltip));
    content +=
        label(x + kCellWidth / 2, y + kCellHeight / 2 + 4, cell.text, Anchor::middle, ink_on(shade) + " no-hover");
  }
  const double bottom = kTop + static_cast<double>(table.rows.size()) * kCellHeight;
  content += legend(table, bottom + 12);
  const double right = kLeft + static_cast<double>(table.columns.size()) * kCellWidth + 34;
  return drawing(std::max(right, kLeft + 7 * 30 + 110), bottom + 48, "heatmap", table.summary, content);
}

}  // namespace leitmotif::report
