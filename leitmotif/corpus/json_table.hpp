// Songs as JSON, made a table like any other: lines of objects, or one document.
// Flow: bytes of a file -> JsonTable -> dataset.
// Source: JSON lines; what pandas writes (to_json with orient records, columns, index, split), and services and their
// clients: a list of objects, alone or under a key, with objects inside (Spotify's `track.album.name`).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// JSON as a table: every key that occurs is a column, in the order the keys are first met.
struct JsonTable {
  std::string csv;  ///< header and rows, commas, UTF-8
  /// Where a row of `csv` begins -> its line in the file or, in one document, its number.
  std::map<std::size_t, std::size_t> lines;
  std::vector<Rejected> rejected;  ///< lines that hold no JSON object
};

/// Whether a file is JSON: the first sign that is no blank opens an object, or a list of objects.
[[nodiscard]] bool is_json(std::string_view bytes) noexcept;

/// Whether it is one document that is a list.
[[nodiscard]] bool is_json_list(std::string_view bytes) noexcept;

/// Texts are taken as they are, null as an empty cell, numbers and lists as JSON writes them; objects inside of one are
/// columns of their own, called `track.album.name`. Blank lines are passed over, commas behind lines too. `source`
/// names the file in what is rejected. Throws corrupt_data when no line can be used and it is no document that holds
/// rows.
[[nodiscard]] JsonTable read_json_table(std::string_view bytes, std::string_view source);

}  // namespace leitmotif::corpus
