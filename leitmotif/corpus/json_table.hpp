// Songs as JSON lines, made a table like any other.
// Flow: bytes of a file, one JSON object a line -> JsonTable -> dataset.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// JSON lines as a table: every key that occurs is a column, in the order the keys are first met.
struct JsonTable {
  std::string csv;                           ///< header and rows, commas, UTF-8
  std::map<std::size_t, std::size_t> lines;  ///< where a row of `csv` begins -> its line in the file
  std::vector<Rejected> rejected;            ///< lines that hold no JSON object
};

/// Whether a file is JSON lines: the first sign that is no blank opens an object.
[[nodiscard]] bool is_json_lines(std::string_view bytes) noexcept;

/// Texts are taken as they are, null as an empty cell, numbers, lists and objects as JSON writes them. Blank lines are
/// passed over. `source` names the file in what is rejected. Throws corrupt_data when no line can be used.
[[nodiscard]] JsonTable read_json_table(std::string_view bytes, std::string_view source);

}  // namespace leitmotif::corpus
