#include "leitmotif/report/svg_heatmap.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kHeatmapArea = {.size = {}, .left = 104, .top = 92};
constexpr double kHeatmapCellWidth = 58;
constexpr double kHeatmapCellHeight = 42;
constexpr double kHeatmapBelow = 46;
constexpr double kHeatmapLegendCell = 44;
constexpr std::size_t kHeatmapNameCharacters = 16;

double shade(double share) { return std::sqrt(std::clamp(share, 0.0, 1.0)); }

Markup heatmap_cell(const Box& box, double share, const Markup& content) {
  return shaded_cell(box, "shade", shade(share), content);
}

Markup one_cell(const HeatmapCell& cell, double x, double y) {
  const std::string style = ink_on(shade(cell.share));
  const double middle = x + kHeatmapCellWidth / 2;
  Markup result = heatmap_cell({{x, y}, {kHeatmapCellWidth, kHeatmapCellHeight}}, cell.share, tooltip(cell.tooltip));
  result += label({middle, y + 18}, cell.first, Anchor::middle, style + " no-hover");
  return result + label({middle, y + 32}, cell.second, Anchor::middle, style + " small no-hover");
}

Markup names(const Heatmap& map) {
  Markup result = label({kHeatmapArea.left - 10, kHeatmapArea.top - 10}, map.row_title + " ↓", Anchor::end, "muted");
  result += label({kHeatmapArea.left, 12}, map.column_title + " →", Anchor::start, "muted");
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    const double y = kHeatmapArea.top + (static_cast<double>(r) + 0.5) * kHeatmapCellHeight + 4;
    result += element("text",
                      {{"x", place(kHeatmapArea.left - 10)}, {"y", place(y)}, {"class", "ink"}, {"text-anchor", "end"}},
                      escaped(shortened(map.rows[r], kHeatmapNameCharacters)) + tooltip(map.rows[r]));
  }
  for (std::size_t c = 0; c < map.columns.size(); ++c) {
    const std::string x = place(kHeatmapArea.left + (static_cast<double>(c) + 0.5) * kHeatmapCellWidth - 4);
    const std::string y = place(kHeatmapArea.top - 10);
    result += element("text", {{"x", x}, {"y", y}, {"class", "ink"}, {"transform", "rotate(-38 " + x + " " + y + ")"}},
                      escaped(shortened(map.columns[c], kHeatmapNameCharacters)) + tooltip(map.columns[c]));
  }
  return result;
}

Markup legend(double y) {
  constexpr std::array<double, 6> kShares = {0, 0.01, 0.05, 0.25, 0.5, 1};
  Markup result = label({kHeatmapArea.left - 10, y + 15}, "share of row", Anchor::end, "muted");
  double x = kHeatmapArea.left;
  for (const double share : kShares) {
    result += heatmap_cell({{x, y}, {kHeatmapLegendCell, 22}}, share, {});
    result += label({x + kHeatmapLegendCell / 2, y + 15}, decimal(share * 100, 0) + " %", Anchor::middle,
                    ink_on(shade(share)) + " small");
    x += kHeatmapLegendCell;
  }
  return result;
}

}  // namespace

Markup heatmap(const Heatmap& map) {
  if (map.cells.size() != map.rows.size() * map.columns.size())
    throw Error(ErrorKind::invalid_argument, "a heatmap of " + std::to_string(map.rows.size()) + " x " +
                                                 std::to_string(map.columns.size()) + " has " +
                                                 std::to_string(map.cells.size()) + " cells");
  if (map.rows.empty() || std::max(map.rows.size(), map.columns.size()) > kMostHeatmapRows) return {};
  Markup content = names(map);
  for (std::size_t i = 0; i < map.cells.size(); ++i) {
    const std::size_t whole_rows = i / map.columns.size();
    const auto row = static_cast<double>(whole_rows);
    const auto column = static_cast<double>(i % map.columns.size());
    content += one_cell(map.cells[i], kHeatmapArea.left + column * kHeatmapCellWidth,
                        kHeatmapArea.top + row * kHeatmapCellHeight);
  }
  const double bottom = kHeatmapArea.top + static_cast<double>(map.rows.size()) * kHeatmapCellHeight;
  content += legend(bottom + 14);
  const double right = kHeatmapArea.left + static_cast<double>(map.columns.size()) * kHeatmapCellWidth;
  const double width = std::max(right + 30, kHeatmapArea.left + 6 * kHeatmapLegendCell);
  return drawing({width, bottom + kHeatmapBelow}, "heatmap", map.summary, content);
}

}  // namespace leitmotif::report
