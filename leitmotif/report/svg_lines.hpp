// Lines over a common horizontal axis, such as learning curves.
// Flow: numbers -> SVG text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// A point in the units of the axes.
struct Point {
  double x = 0;
  double y = 0;
};

/// One line; points whose y is not a number are left out. The first line of a chart has the first colour and so on.
struct LineSeries {
  std::string name;
  std::vector<Point> points;  ///< by ascending x
};

/// More lines are not told apart.
inline constexpr std::size_t kMostLines = 6;

/// Lines over one pair of axes.
struct LineChart {
  std::string summary;  ///< what it shows, in a sentence, for those who do not see it
  std::string x_title;
  std::string y_title;
  std::vector<LineSeries> series;  ///< at most kMostLines
  std::optional<double> mark;      ///< a vertical line at this x
  std::string mark_label;
  bool whole = false;  ///< x counts something, such as epochs: no tick stands between whole numbers
};

/// A chart of the lines; empty markup when there is no point to draw.
[[nodiscard]] Markup line_chart(const LineChart& chart);

}  // namespace leitmotif::report
