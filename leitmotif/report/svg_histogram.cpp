#include "leitmotif/report/svg_histogram.hpp"

#include <algorithm>

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kHistogramArea = {.size = {300, 172}, .left = 10, .right = 290, .top = 26, .bottom = 146};

Markup bins(const explore::Histogram& histogram, const Scale& x, const Scale& y) {
  Markup result;
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const double begin = histogram.begin + static_cast<double>(i) * histogram.width;
    const double left = x.at(begin);
    const double right = x.at(begin + histogram.width);
    const double top = y.at(static_cast<double>(histogram.counts[i]));
    const std::string said =
        decimal(begin, 3) + " to " + decimal(begin + histogram.width, 3) + ": " + songs(histogram.counts[i]);
    result += element("rect",
                      {{"x", place(left)},
                       {"y", place(top)},
                       {"width", place(std::max(right - left - 0.6, 0.6))},
                       {"height", place(kHistogramArea.bottom - top)},
                       {"class", "bar soft"}},
                      tooltip(said));
  }
  return result;
}

Markup curve(const explore::Summary& summary, const Scale& x, const Scale& y) {
  const std::vector<double>& density = summary.histogram.density;
  std::string path;
  // From a density to songs in a bin of this width.
  const double songs_a_bin = static_cast<double>(summary.count) * summary.histogram.width;
  for (std::size_t i = 0; i < density.size(); ++i) {
    const double at = summary.least + (summary.greatest - summary.least) * static_cast<double>(i) /
                                          static_cast<double>(density.size() - 1);
    path += (path.empty() ? "M" : "L") + place(x.at(at)) + " " + place(y.at(density[i] * songs_a_bin));
  }
  return path.empty() ? Markup() : empty_element("path", {{"d", path}, {"class", "curve series-1 no-hover"}});
}

}  // namespace

Markup histogram_chart(const explore::Summary& summary) {
  const explore::Histogram& histogram = summary.histogram;
  if (histogram.counts.empty()) return {};
  const double end = histogram.begin + static_cast<double>(histogram.counts.size()) * histogram.width;
  const Scale x{histogram.begin, end, kHistogramArea.left, kHistogramArea.right};
  double most = static_cast<double>(*std::ranges::max_element(histogram.counts));
  for (const double value : histogram.density)
    most = std::max(most, value * static_cast<double>(summary.count) * histogram.width);
  const Scale y{0, most, kHistogramArea.bottom, kHistogramArea.top};
  Markup content = bins(histogram, x, y) + curve(summary, x, y);
  const double median = x.at(summary.quartiles[1]);
  content += line({median, kHistogramArea.top - 6}, {median, kHistogramArea.bottom}, "mark");
  content += label({std::clamp(median, kHistogramArea.left + 40, kHistogramArea.right - 40), kHistogramArea.top - 11},
                   "median " + decimal(summary.quartiles[1], 2), Anchor::middle, "muted");
  content += line({kHistogramArea.left, kHistogramArea.bottom}, {kHistogramArea.right, kHistogramArea.bottom}, "axis");
  const std::vector<double> marks = ticks(histogram.begin, end, 5);
  for (const double tick : marks)
    content +=
        line({x.at(tick), kHistogramArea.bottom}, {x.at(tick), kHistogramArea.bottom + 4}, "axis") +
        label({x.at(tick), kHistogramArea.bottom + 17}, decimal(tick, tick_decimals(marks)), Anchor::middle, "muted");
  return drawing(kHistogramArea.size, "histogram", summary.name + ": how often its values come up", content);
}

}  // namespace leitmotif::report
