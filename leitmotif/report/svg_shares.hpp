// Shares that change over ordered groups, such as topics over decades: one line a series.
// Flow: shares -> SVG text.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// How the share of one thing changes from step to step.
struct ShareLine {
  std::string name;
  std::string colour;          ///< the end of a style class: `t3` for fill-t3 and line-t3
  std::vector<double> shares;  ///< [steps], 0..1; not a number where there is nothing
};

/// Each line belongs to the series of its number (data-series), so that it can be switched on and off. Its name stands
/// at its end. Empty markup with fewer than two steps.
[[nodiscard]] Markup share_chart(const std::string& summary, const std::vector<std::string>& steps,
                                 const std::vector<ShareLine>& lines);

}  // namespace leitmotif::report
