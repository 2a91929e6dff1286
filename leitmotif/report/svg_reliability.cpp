#include "leitmotif/report/svg_reliability.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kReliabilityArea = {.size = {440, 480}, .left = 46, .right = 426, .top = 28, .bottom = 300};
constexpr double kReliabilityBarsTop = 368;
constexpr double kReliabilityBarsBottom = 438;
constexpr std::size_t kReliabilityShortest = 10000;

/// Fits above a narrow bar: from ten thousand on in thousands.
std::string short_count(std::size_t songs) {
  return songs < kReliabilityShortest ? std::to_string(songs) : std::to_string((songs + 500) / 1000) + "k";
}

std::string said(const evaluation::CalibrationBin& bin) {
  return songs(bin.songs) + ": confidence " + decimal(bin.confidence) + ", accuracy " + decimal(bin.accuracy);
}

Markup points(std::span<const evaluation::CalibrationBin> bins, const Scale& x, const Scale& y, double most) {
  Markup whiskers;
  Markup dots;
  for (const evaluation::CalibrationBin& bin : bins) {
    if (bin.songs == 0) continue;
    const double at = x.at(bin.confidence);
    const Ends ends = wilson_interval(bin.accuracy, static_cast<double>(bin.songs));
    whiskers += line({at, y.at(ends.low)}, {at, y.at(ends.high)}, "whisker");
    const double radius = 3 + 6 * std::sqrt(static_cast<double>(bin.songs) / most);
    dots +=
        element("circle",
                {{"cx", place(at)}, {"cy", place(y.at(bin.accuracy))}, {"r", place(radius)}, {"class", "dot series-1"}},
                tooltip(said(bin)));
  }
  return whiskers + dots;
}

Markup bars(std::span<const evaluation::CalibrationBin> bins, const Scale& x, double most) {
  const Scale y{0, most, kReliabilityBarsBottom, kReliabilityBarsTop};
  const double width = (kReliabilityArea.right - kReliabilityArea.left) / static_cast<double>(bins.size());
  Markup result = label({kReliabilityArea.left, kReliabilityBarsTop - 18}, "songs in each bin", Anchor::start, "muted");
  for (std::size_t b = 0; b < bins.size(); ++b) {
    const double left = x.begin + static_cast<double>(b) * width;
    const double top = y.at(static_cast<double>(bins[b].songs));
    if (bins[b].songs > 0)
      result += element("rect",
                        {{"x", place(left + 1)},
                         {"y", place(top)},
                         {"width", place(width - 2)},
                         {"height", place(kReliabilityBarsBottom - top)},
                         {"class", "bar"}},
                        tooltip(said(bins[b])));
    result += label({left + width / 2, top - 4}, short_count(bins[b].songs), Anchor::middle, "small ink");
  }
  return result;
}

}  // namespace

Ends wilson_interval(double share, double songs) {
  constexpr double kZ = 1.959964;
  const double z2 = kZ * kZ / songs;
  const double middle = (share + z2 / 2) / (1 + z2);
  const double half = kZ / (1 + z2) * std::sqrt(share * (1 - share) / songs + z2 / songs / 4);
  return {std::max(middle - half, 0.0), std::min(middle + half, 1.0)};
}

Markup reliability_diagram(std::span<const evaluation::CalibrationBin> bins, const std::string& summary) {
  double most = 1;
  for (const evaluation::CalibrationBin& bin : bins) most = std::max(most, static_cast<double>(bin.songs));
  const Scale x{0, 1, kReliabilityArea.left, kReliabilityArea.right};
  const Scale y{0, 1, kReliabilityArea.bottom, kReliabilityArea.top};
  const std::vector<double> fifths = {0, 0.2, 0.4, 0.6, 0.8, 1};
  Markup content =
      frame({x, y, "confidence: the highest probability", "accuracy: share of right answers", fifths, fifths});
  content += line({x.begin, y.begin}, {x.end, y.end}, "mark");
  content += points(bins, x, y, most) + bars(bins, x, most);
  content +=
      line({kReliabilityArea.left, kReliabilityBarsBottom}, {kReliabilityArea.right, kReliabilityBarsBottom}, "axis");
  for (const double tick : {0.0, 0.5, 1.0})
    content += label({x.at(tick), kReliabilityBarsBottom + 17}, decimal(tick, 1), Anchor::middle, "muted");
  return drawing({kReliabilityArea.size.width, kReliabilityArea.size.height - 16}, "reliability", summary, content);
}

}  // namespace leitmotif::report
