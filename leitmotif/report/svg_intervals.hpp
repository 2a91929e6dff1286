// Values with their intervals, one row each, on a common horizontal axis.
// Flow: numbers -> SVG text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// A value with its interval.
struct IntervalRow {
  std::string name;
  double value = 0;
  double low = 0;  ///< ends of the interval
  double high = 0;
  std::optional<double> other;  ///< another value to compare with, drawn as a diamond
};

/// Values with intervals below each other, on one axis.
struct IntervalChart {
  std::string summary;  ///< what it shows, in a sentence, for those who do not see it
  std::string x_title;
  std::vector<IntervalRow> rows;
  std::optional<double> reference;  ///< a vertical line through all rows
  std::string reference_label;
  std::string other_label;            ///< what the diamonds are
  std::string whisker_name = "95 %";  ///< what lies between the ends of an interval
  int decimals = 4;                   ///< of the values
};

/// A chart of the rows; empty markup when there are none. The axis shows what is needed and need not begin at 0.
[[nodiscard]] Markup interval_chart(const IntervalChart& chart);
/// Whether its axis begins at 0, which nobody has to be told then. Shape: not empty.
[[nodiscard]] bool begins_at_0(const IntervalChart& chart);

}  // namespace leitmotif::report
