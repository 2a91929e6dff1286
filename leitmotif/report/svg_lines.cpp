#include "leitmotif/report/svg_lines.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kLinesArea = {.size = {440, 270}, .left = 46, .right = 426, .top = 44, .bottom = 228};

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  [[nodiscard]] bool empty() const { return low > high; }
  /// A little more, so that no point lies on the frame and the range is never nothing.
  [[nodiscard]] Range widened() const {
    const double more = high > low ? (high - low) * 0.06 : std::max(std::abs(high) * 0.1, 0.5);
    return {low - more, high + more};
  }
};

bool drawable(const Point& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

std::string style_of(std::size_t series) { return "series-" + std::to_string(series + 1); }

Markup one_series(const LineSeries& series, const std::string& style, const Frame& axes) {
  constexpr std::size_t kMostDots = 60;
  std::string path;
  Markup dots;
  for (const Point& point : series.points) {
    if (!drawable(point)) continue;
    const std::string x = place(axes.x.at(point.x));
    const std::string y = place(axes.y.at(point.y));
    path += (path.empty() ? "M" : "L") + x + " " + y;
    const Markup said = tooltip(series.name + ", " + axes.x_title + " " + place(point.x) + ": " + decimal(point.y));
    if (series.points.size() <= kMostDots)
      dots += empty_element("circle", {{"cx", x}, {"cy", y}, {"r", "2.6"}, {"class", "dot " + style}});
    dots += element("circle", {{"cx", x}, {"cy", y}, {"r", "8"}, {"class", "hover"}}, said);
  }
  return empty_element("path", {{"d", path}, {"class", "curve " + style}}) + dots;
}

Markup legend(const std::vector<LineSeries>& series) {
  constexpr std::size_t kBeside = 3;
  constexpr double kStep = 130;
  constexpr double kLine = 15;
  Markup result;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const std::size_t row = i / kBeside;
    const double x = kLinesArea.left + static_cast<double>(i % kBeside) * kStep;
    const double y = 10 + static_cast<double>(row) * kLine;
    result += line({x, y}, {x + 22, y}, "curve " + style_of(i));
    result += label({x + 28, y + 4}, series[i].name);
  }
  return result;
}

Markup mark(const LineChart& chart, const Frame& axes) {
  if (!chart.mark || !std::isfinite(*chart.mark)) return {};
  const double x = axes.x.at(*chart.mark);
  const Anchor anchor = x < kLinesArea.left + 70    ? Anchor::start
                        : x > kLinesArea.right - 50 ? Anchor::end
                                                    : Anchor::middle;
  return line({x, kLinesArea.top}, {x, kLinesArea.bottom}, "mark") +
         label({x, kLinesArea.top - 6}, chart.mark_label, anchor);
}

}  // namespace

Markup line_chart(const LineChart& chart) {
  Range x;
  Range y;
  for (const LineSeries& series : chart.series)
    for (const Point& point : series.points)
      if (drawable(point)) x.add(point.x), y.add(point.y);
  if (x.empty()) return {};
  if (chart.mark && std::isfinite(*chart.mark)) x.add(*chart.mark);
  if (x.low == x.high) x = x.widened();
  y = y.widened();
  Frame axes{{x.low, x.high, kLinesArea.left + 8, kLinesArea.right - 8},
             {y.low, y.high, kLinesArea.bottom, kLinesArea.top},
             chart.x_title,
             chart.y_title,
             {},
             {}};
  axes.x_ticks = ticks(x.low, x.high, 8);
  if (chart.whole) std::erase_if(axes.x_ticks, [](double tick) { return tick != std::round(tick); });
  axes.y_ticks = ticks(y.low, y.high, 5);
  Markup content = frame(axes) + legend(chart.series) + mark(chart, axes);
  for (std::size_t i = 0; i < chart.series.size(); ++i) content += one_series(chart.series[i], style_of(i), axes);
  return drawing(kLinesArea.size, "lines", chart.summary, content);
}

}  // namespace leitmotif::report
