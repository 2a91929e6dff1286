// The year in a cell: alone, as a number with a point, or in a date in whatever order.
// Flow: a cell, a tag or a line of a head -> year.
#pragma once

#include <optional>
#include <string_view>

namespace leitmotif::corpus {

/// A song's year is between these.
inline constexpr int kFirstYear = 1000;
inline constexpr int kLastYear = 2100;

/// The year kFirstYear..kLastYear of `1999`, `1999.0`, `1999-05-01`, `1999-05-01T00:00:00Z`, `01/05/1999`, `1.5.1999`,
/// `May 1, 1999`, `19990501`, `1999/2001` (the first), `(c) 1999`; of a date with two digits for it (`5/1/99`,
/// `01-May-99`), 1931..2030. Nothing for anything else: fewer digits, signs before it, no digits.
[[nodiscard]] std::optional<int> year_in(std::string_view text) noexcept;

/// Whether a cell says that there is no year: is_missing, or zeros only (`0`, `0000-00-00`, `0.0`).
[[nodiscard]] bool says_no_year(std::string_view text) noexcept;

}  // namespace leitmotif::corpus
