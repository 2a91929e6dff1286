// Which column of a table is what.
// Flow: header of a CSV file and a person's wishes -> one Column each -> dataset.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/corpus/csv_text.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {

/// A person's word that a value stands in a column: `lyrics=text`.
struct ColumnChoice {
  std::string value;   ///< as slot_name calls it
  std::string column;  ///< as the header has it; letter case, blanks and signs do not matter. Empty: in none
};

/// `lyrics=text` as a choice. Throws invalid_argument (no such value, no equals sign).
[[nodiscard]] ColumnChoice read_column_choice(std::string_view text);

/// A column of a table.
struct Column {
  std::string name;  ///< in the header, without the blanks around it
  Field field = {};  ///< what it is read as; ignored when it is not used
  Scale scale = Scale::unit;
  bool spare = false;                      ///< of lyrics: read where the better column has none
  std::vector<std::string> examples = {};  ///< its first values, at most three, shortened, each on one line
};

/// What each column of a header is. Of several columns for one value the one whose name stands first in
/// dataset_columns() is read, of equal names the first; choices go before both. The others are not read, but for
/// lyrics: they are spare. Throws invalid_argument, naming the columns there are, when a chosen one is not there.
[[nodiscard]] std::vector<Column> map_columns(std::span<const std::string_view> header,
                                              std::span<const ColumnChoice> choices);

/// Looks at the first rows: examples, and the scale of audio features, which some sources give from 0 to 100.
void look_at_values(const CsvText& csv, std::vector<Column>& columns);

/// The names of a header for messages, shortened.
[[nodiscard]] std::string names_of(std::span<const std::string_view> header);

/// Whether a column is read as this.
[[nodiscard]] bool has_slot(std::span<const Column> columns, FieldSlot slot) noexcept;

}  // namespace leitmotif::corpus
