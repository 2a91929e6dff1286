// Years by their decades.
#pragma once

#include <string>

namespace leitmotif {

/// How many years a decade has.
inline constexpr int kYearsADecade = 10;

/// The first year of a year's decade: 1970 for 1979, -10 for -5.
[[nodiscard]] constexpr int decade_of(int year) noexcept {
  const int behind = year % kYearsADecade;
  return year - (behind < 0 ? behind + kYearsADecade : behind);
}

/// A decade for people, such as `1970s`.
[[nodiscard]] inline std::string decade_name(int year) { return std::to_string(decade_of(year)) + "s"; }

}  // namespace leitmotif
