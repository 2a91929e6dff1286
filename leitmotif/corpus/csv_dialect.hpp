// How a CSV file separates its cells: told from the file, because programs and countries differ.
// Flow: text of a file -> CsvDialect -> CsvReader.
// Source: what spreadsheets write: commas, semicolons where the comma is the decimal sign, tabs, and Excel's first line
// `sep=;`.
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/corpus/csv.hpp"

namespace leitmotif::corpus {

/// What separates the cells of a text: what its line `sep=` says, or else the one of comma, semicolon, tab and bar with
/// which most of the first rows have as many cells as the header, quotes respected; the more cells among equals, then
/// the earlier in this list. A header that none of them divides is one column. Blanks around quotes and escaped quotes
/// are found in the same way. Cost: reads the first rows, at most some hundred or those that begin in the first 64 KiB,
/// once a candidate.
[[nodiscard]] CsvDialect find_dialect(std::string_view text);

/// The delimiter for people: "comma", "semicolon", "tab", "bar", "none", or the character in quotes.
[[nodiscard]] std::string delimiter_name(char delimiter);

}  // namespace leitmotif::corpus
