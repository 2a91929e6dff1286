// A CSV file as text: whatever its encoding and its way to separate cells.
// Flow: bytes of a file -> CsvText -> CsvReader, for the data set and for everything else that reads tables.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::corpus {

/// The text of a CSV file and how it is to be read. Lifetime: that of the bytes it was made of.
struct CsvText {
  std::string_view text;  ///< the bytes themselves, or `decoded`
  CsvDialect dialect;
  std::string encoding = "UTF-8";          ///< see text::DecodedText
  std::vector<text::Repair> repairs;       ///< what had to be done to the bytes
  bool checked = true;                     ///< false: rows may hold bytes that are not UTF-8, and NUL bytes
  std::shared_ptr<std::string> decoded{};  ///< empty when the bytes are UTF-8 as they stand
};

/// Bytes of a file as a table: decoded as a whole when they are not UTF-8 or hold NUL bytes (text::decode); where that
/// is not possible because they are too many, or because one place far behind is spoilt, they stay as they are and
/// single rows can be refused. `source` names them in messages. Throws corrupt_data: a binary file, an archive.
[[nodiscard]] CsvText open_csv(std::string_view bytes, std::string_view source);

/// How many cells of a header there are up to the last that has a name: rows have at least so many.
[[nodiscard]] std::size_t named_cells(std::span<const std::string_view> header) noexcept;
/// Why the cells of a row do not fit a header of `columns` cells, of which `named` count; empty when they do. More
/// cells than columns fit when there is nothing in them.
[[nodiscard]] std::string fault_of_cells(const CsvRow& row, std::size_t columns, std::size_t named);

/// Why the row of a text that is not checked cannot be used; empty when it can.
[[nodiscard]] std::string fault_of_bytes(std::string_view row);

}  // namespace leitmotif::corpus
