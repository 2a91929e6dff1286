#include "leitmotif/report/svg_bars.hpp"

#include <algorithm>

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr double kWidth = 440;
constexpr double kLeft = 112;
constexpr double kRight = 360;
constexpr double kRow = 25;
constexpr std::size_t kNameCharacters = 17;

}  // namespace

Markup bar_chart(const std::string& summary, const std::vector<Bar>& bars) {
  if (bars.empty()) return {};
  double longest = 0;
  for (const Bar& bar : bars) longest = std::max(longest, bar.value);
  Markup content;
  double y = 4;
  for (const Bar& bar : bars) {
    const double length = longest > 0 ? bar.value / longest * (kRight - kLeft) : 0;
    const Markup shape = empty_element("rect", {{"x", place(kLeft)},
                                                {"y", place(y)},
                                                {"width", place(std::max(length, 1.0))},
                                                {"height", place(kRow - 7)},
                                                {"rx", "2"},
                                                {"class", bar.style.empty() ? "bar" : bar.style}});
    content += element("g", tooltip(bar.tooltip) + shape +
                                label(kLeft - 8, y + 13, shortened(bar.name, kNameCharacters), Anchor::end) +
                                label(kLeft + length + 7, y + 13, bar.text, Anchor::start, "muted"));
    y += kRow;
  }
  return drawing(kWidth, y, "bars", summary, content);
}

}  // namespace leitmotif::report
