#include "leitmotif/report/svg_bars.hpp"

#include <algorithm>

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kBarsArea = {.size = {.width = 440}, .left = 112, .right = 360};
constexpr double kBarsRow = 25;
constexpr std::size_t kBarsNameCharacters = 17;

}  // namespace

Markup bar_chart(const std::string& summary, const std::vector<Bar>& bars) {
  if (bars.empty()) return {};
  double longest = 0;
  for (const Bar& bar : bars) longest = std::max(longest, bar.value);
  Markup content;
  double y = 4;
  for (const Bar& bar : bars) {
    const double length = longest > 0 ? bar.value / longest * (kBarsArea.right - kBarsArea.left) : 0;
    const Markup shape = empty_element("rect", {{"x", place(kBarsArea.left)},
                                                {"y", place(y)},
                                                {"width", place(std::max(length, 1.0))},
                                                {"height", place(kBarsRow - 7)},
                                                {"rx", "2"},
                                                {"class", bar.style.empty() ? "bar" : bar.style}});
    content +=
        element("g", tooltip(bar.tooltip) + shape +
                         label({kBarsArea.left - 8, y + 13}, shortened(bar.name, kBarsNameCharacters), Anchor::end) +
                         label({kBarsArea.left + length + 7, y + 13}, bar.text, Anchor::start, "muted"));
    y += kBarsRow;
  }
  return drawing({kBarsArea.size.width, y}, "bars", summary, content);
}

}  // namespace leitmotif::report
