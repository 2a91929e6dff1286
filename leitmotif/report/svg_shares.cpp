#include "leitmotif/report/svg_shares.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kSharesArea = {.size = {760, 380}, .left = 44, .right = 650, .top = 14, .bottom = 340};
constexpr double kSharesLabelGap = 15;

/// Where the names at the ends of the lines go: beside the last point, pushed apart where they would overlap.
std::vector<double> label_places(const std::vector<ShareLine>& lines, const Scale& y) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto wish = [&](std::size_t i) {
    const double last = lines[i].shares.back();
    return y.at(std::isfinite(last) ? last : 0);
  };
  std::ranges::stable_sort(order, {}, wish);
  std::vector<double> places(lines.size());
  double free = kSharesArea.top;
  for (const std::size_t i : order) {
    places[i] = std::max(wish(i), free);
    free = places[i] + kSharesLabelGap;
  }
  const double over = free - kSharesLabelGap - kSharesArea.bottom;
  double ceiling = kSharesArea.bottom;
  for (auto i = order.rbegin(); over > 0 && i != order.rend(); ++i) {
    places[*i] = std::min(places[*i], ceiling);
    ceiling = places[*i] - kSharesLabelGap;
  }
  return places;
}

/// What all lines of the chart share.
struct Axes {
  const std::vector<std::string>& steps;
  Scale x;
  Scale y;
};

Markup one_line(const ShareLine& shares, std::size_t series, const Axes& axes, double label_y) {
  const auto& [steps, x, y] = axes;
  std::string path;
  Markup dots;
  for (std::size_t i = 0; i < shares.shares.size(); ++i) {
    if (!std::isfinite(shares.shares[i])) continue;
    const std::string cx = place(x.at(static_cast<double>(i)));
    const std::string cy = place(y.at(shares.shares[i]));
    path += (path.empty() ? "M" : "L") + cx + " " + cy;
    const Markup said = tooltip(shares.name + ", " + steps[i] + ": " + percent(shares.shares[i]) + " of the songs");
    dots += empty_element("circle", {{"cx", cx}, {"cy", cy}, {"r", "3.4"}, {"class", "fill-" + shares.colour}});
    dots += element("circle", {{"cx", cx}, {"cy", cy}, {"r", "10"}, {"class", "hover"}}, said);
  }
  const Markup curve = empty_element("path", {{"d", path}, {"class", "curve line-" + shares.colour}});
  const Markup name =
      label({kSharesArea.right + 12, label_y + 4}, shares.name, Anchor::start, "strong fill-" + shares.colour);
  return element("g", {{"data-series", std::to_string(series)}}, curve + dots + name);
}

}  // namespace

Markup share_chart(const std::string& summary, const std::vector<std::string>& steps,
                   const std::vector<ShareLine>& lines) {
  if (steps.size() < 2 || lines.empty()) return {};
  double most = 0;
  for (const ShareLine& one : lines)
    for (const double share : one.shares)
      if (std::isfinite(share)) most = std::max(most, share);
  const Scale x{0, static_cast<double>(steps.size() - 1), kSharesArea.left + 10, kSharesArea.right};
  const Scale y{0, most > 0 ? most * 1.05 : 1, kSharesArea.bottom, kSharesArea.top};
  Markup content;
  for (const double tick : ticks(0, y.high, 5))
    content += line({kSharesArea.left, y.at(tick)}, {kSharesArea.right, y.at(tick)}, "grid") +
               label({kSharesArea.left - 6, y.at(tick) + 4}, percent(tick, 0), Anchor::end, "muted");
  for (std::size_t i = 0; i < steps.size(); ++i)
    content += label({x.at(static_cast<double>(i)), kSharesArea.bottom + 20}, steps[i], Anchor::middle, "muted");
  const std::vector<double> places = label_places(lines, y);
  for (std::size_t i = 0; i < lines.size(); ++i) content += one_line(lines[i], i, {steps, x, y}, places[i]);
  return drawing(kSharesArea.size, "wide", summary, content);
}

}  // namespace leitmotif::report
