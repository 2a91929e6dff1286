// Horizontal bars, one a name.
// Flow: counts -> SVG text.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// One bar of a chart.
struct Bar {
  std::string name;
  double value = 0;
  std::string text;     ///< beside the bar
  std::string tooltip;  ///< said when a pointer rests on it
  std::string style;    ///< class of the bar; empty: the plain colour
};

/// The longest bar takes the whole width, bars begin at 0. Empty markup without bars.
[[nodiscard]] Markup bar_chart(const std::string& summary, const std::vector<Bar>& bars);

}  // namespace leitmotif::report
