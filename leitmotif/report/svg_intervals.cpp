#include "leitmotif/report/svg_intervals.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kIntervalsArea = {.size = {.width = 440}, .left = 146, .right = 382, .top = 30};
constexpr double kIntervalsRowHeight = 26;
constexpr double kIntervalsBelow = 42;
constexpr double kIntervalsDiamond = 5.5;
constexpr std::size_t kIntervalsNameCharacters = 20;

/// The axis from the least to the greatest number, a little wider, but not beyond 0..1 when all numbers are shares.
Scale axis(const IntervalChart& chart) {
  double low = chart.rows.front().low;
  double high = chart.rows.front().high;
  const auto add = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (const IntervalRow& row : chart.rows) {
    for (const double value : {row.value, row.low, row.high}) add(value);
    if (row.other) add(*row.other);
  }
  if (chart.reference) add(*chart.reference);
  const bool shares = low >= 0 && high <= 1;
  const double more = std::max((high - low) * 0.08, 0.005);
  return {shares ? std::max(low - more, 0.0) : low - more, shares ? std::min(high + more, 1.0) : high + more,
          kIntervalsArea.left, kIntervalsArea.right};
}

Markup diamond(double x, double y, const std::string& said) {
  const std::string path = "M" + place(x - kIntervalsDiamond) + " " + place(y) + "L" + place(x) + " " +
                           place(y - kIntervalsDiamond) + "L" + place(x + kIntervalsDiamond) + " " + place(y) + "L" +
                           place(x) + " " + place(y + kIntervalsDiamond) + "Z";
  return element("path", {{"d", path}, {"class", "diamond"}}, tooltip(said));
}

Markup one_row(const IntervalRow& row, const IntervalChart& chart, const Scale& x, double y) {
  const std::string said = row.name + ": " + decimal(row.value, chart.decimals) + " (" + chart.whisker_name + ": " +
                           decimal(row.low, chart.decimals) + " to " + decimal(row.high, chart.decimals) + ")";
  const Markup name = escaped(shortened(row.name, kIntervalsNameCharacters)) + tooltip(row.name);
  Markup result = element(
      "text", {{"x", place(kIntervalsArea.left - 10)}, {"y", place(y + 4)}, {"class", "ink"}, {"text-anchor", "end"}},
      name);
  result += line({x.at(row.low), y}, {x.at(row.high), y}, "whisker");
  for (const double end : {row.low, row.high}) result += line({x.at(end), y - 4}, {x.at(end), y + 4}, "whisker");
  if (row.other)
    result +=
        diamond(x.at(*row.other), y, row.name + ", " + chart.other_label + ": " + decimal(*row.other, chart.decimals));
  result +=
      element("circle", {{"cx", place(x.at(row.value))}, {"cy", place(y)}, {"r", "4.5"}, {"class", "dot series-1"}},
              tooltip(said));
  return result + label({kIntervalsArea.size.width, y + 4}, decimal(row.value, chart.decimals), Anchor::end);
}

Markup legend(const IntervalChart& chart, const Scale& x, double bottom) {
  Markup result;
  if (chart.reference) {
    const double at = x.at(*chart.reference);
    result += line({at, kIntervalsArea.top - 8}, {at, bottom}, "mark");
    const Anchor anchor = at > (kIntervalsArea.left + kIntervalsArea.right) / 2 ? Anchor::end : Anchor::start;
    result +=
        label({at + (anchor == Anchor::end ? 4 : -4), kIntervalsArea.top - 14}, chart.reference_label, anchor, "muted");
  }
  const bool others = std::ranges::any_of(chart.rows, [](const IntervalRow& row) { return row.other.has_value(); });
  if (others) result += diamond(8, 12, chart.other_label) + label({20, 16}, chart.other_label, Anchor::start, "muted");
  return result;
}

}  // namespace

Markup interval_chart(const IntervalChart& chart) {
  if (chart.rows.empty()) return {};
  const double bottom = kIntervalsArea.top + kIntervalsRowHeight * static_cast<double>(chart.rows.size());
  const Scale x = axis(chart);
  Frame axes{x, {0, 1, bottom, kIntervalsArea.top}, chart.x_title, "", ticks(x.low, x.high, 5), {}};
  Markup content;
  for (const double tick : axes.x_ticks)
    content += line({x.at(tick), kIntervalsArea.top}, {x.at(tick), bottom}, "grid");
  content += frame(axes) + legend(chart, x, bottom);
  double y = kIntervalsArea.top + kIntervalsRowHeight / 2;
  for (const IntervalRow& row : chart.rows) {
    content += one_row(row, chart, x, y);
    y += kIntervalsRowHeight;
  }
  return drawing({kIntervalsArea.size.width, bottom + kIntervalsBelow}, "intervals", chart.summary, content);
}

bool begins_at_0(const IntervalChart& chart) { return axis(chart).low == 0; }

}  // namespace leitmotif::report
