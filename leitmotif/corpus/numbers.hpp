// Numbers as they stand in other people's files.
// Flow: a cell -> a number, or why it is none.
#pragma once

#include <cstdint>
#include <string_view>

namespace leitmotif::corpus {

/// What the cell of a column of numbers turned out to hold.
enum class CellKind : std::uint8_t {
  number,
  missing,   ///< see is_missing
  infinite,  ///< an infinity, or a number too large for a double
  text,      ///< anything else
};

/// A cell of a column of numbers as it was read.
struct NumberCell {
  CellKind kind = CellKind::missing;
  double value = 0;  ///< of a number; a number too small for a double is 0
};

/// Whether a cell says that there is nothing: empty, dashes, a question mark, or a word that programs write for it (NA,
/// N/A, NaN, null, none, unknown and their kin in any case).
[[nodiscard]] bool is_missing(std::string_view cell) noexcept;
/// The same for a name, which may be a word such as None or Unknown: only what programs alone write.
[[nodiscard]] bool is_missing_name(std::string_view cell) noexcept;

/// What a comma inside a number is.
enum class Comma : std::uint8_t {
  none,       ///< the decimal sign is a point, and a number has no comma
  decimal,    ///< the decimal sign
  thousands,  ///< between groups of three digits; else the decimal sign
};

/// Blanks around the number and a plus sign before it do not count, and the minus sign of Unicode is one.
[[nodiscard]] NumberCell read_number(std::string_view cell, Comma comma = Comma::none) noexcept;

}  // namespace leitmotif::corpus
