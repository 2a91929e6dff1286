// Numbers as they stand in other people's files.
// Flow: a cell -> a number, or why it is none.
#pragma once

#include <cstdint>
#include <string_view>

namespace leitmotif::corpus {

/// What the cell of a column of numbers turned out to hold.
enum class CellKind : std::uint8_t {
  number,
  missing,   ///< empty, or NA, N/A, NaN, null or none in any case
  infinite,  ///< an infinity, or a number too large for a double
  text,      ///< anything else
};

/// A cell of a column of numbers as it was read.
struct NumberCell {
  CellKind kind = CellKind::missing;
  double value = 0;  ///< of a number; a number too small for a double is 0
};

/// Blanks around the number and a plus sign before it do not count. The decimal sign is a point.
[[nodiscard]] NumberCell read_number(std::string_view cell) noexcept;

}  // namespace leitmotif::corpus
