#include "leitmotif/corpus/column_map.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/numbers.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kNamesShown = 40;
constexpr std::size_t kRowsLookedAt = 200;
constexpr std::size_t kBytesLookedAt = 1U << 20U;
constexpr std::size_t kExamples = 3;

std::string bare_quoted(std::string_view text) {
  const std::string quoted = in_quotes(text);
  return quoted.substr(1, quoted.size() - 2);
}

/// Where a field stands in dataset_columns(), by what it means and is called.
std::size_t rank_of(const Field& field) noexcept {
  const std::span<const Field> all = dataset_columns();
  return static_cast<std::size_t>(std::ranges::find(all, field) - all.begin());
}

bool same_meaning(const Field& a, const Field& b) noexcept { return a.slot == b.slot && a.index == b.index; }

/// The field that slot_name calls `value`.
std::optional<Field> field_called(std::string_view value) {
  for (const Field& field : dataset_columns())
    if (field.slot != FieldSlot::none && column_key(slot_name(field)) == column_key(value)) return field;
  return std::nullopt;
}

void choose(std::vector<Column>& columns, const ColumnChoice& choice, std::span<const std::string_view> header) {
  const Field field = *field_called(choice.value);
  for (Column& column : columns)
    if (same_meaning(column.field, field)) column.field = {};
  if (choice.column.empty()) return;
  auto found = std::ranges::find(columns, choice.column, &Column::name);
  if (found == columns.end())
    found = std::ranges::find(columns, column_key(choice.column), [](const Column& c) { return column_key(c.name); });
  if (found == columns.end())
    throw Error(ErrorKind::invalid_argument,
                "there is no column " + in_quotes(choice.column) + "; found: " + names_of(header));
  found->field = field;
  found->spare = false;
}

/// The columns that mean what a better one or an earlier one means are not read.
void keep_best(std::vector<Column>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].field.slot == FieldSlot::none || columns[i].spare) continue;
    for (std::size_t j = i + 1; j < columns.size(); ++j) {
      if (!same_meaning(columns[i].field, columns[j].field)) continue;
      const bool later_is_better = !columns[j].spare && rank_of(columns[j].field) < rank_of(columns[i].field);
      Column& other = columns[later_is_better ? i : j];
      other.spare = other.field.slot == FieldSlot::lyrics;
      if (!other.spare) other.field = {};
      if (later_is_better) break;
    }
  }
}

/// How many values of a column are above 1, of those that are not 0.
struct ScaleCounts {
  std::size_t above_one = 0;
  std::size_t above_hundred = 0;
  std::size_t all = 0;

  void add(std::string_view cell) {
    const NumberCell number = read_number(cell, Comma::decimal);
    if (number.kind != CellKind::number || number.value == 0) return;
    ++all;
    above_one += number.value > 1 ? 1U : 0U;
    above_hundred += number.value > 100 ? 1U : 0U;
  }
  [[nodiscard]] bool is_percent() const noexcept { return above_one * 2 > all && above_hundred * 2 <= all; }
};

bool is_share(const Column& column) noexcept {
  return column.field.slot == FieldSlot::audio && column.field.index != kLoudness;
}

void set_scales(std::vector<Column>& columns, std::span<const ScaleCounts> counts) {
  std::size_t percent = 0;
  std::size_t unit = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!is_share(columns[i]) || counts[i].all == 0) continue;
    (counts[i].is_percent() ? percent : unit) += 1;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Column& column = columns[i];
    // A column of zeros is like the others.
    const bool as_others = counts[i].all == 0 && percent > unit;
    if (is_share(column) && (column.name.find('%') != std::string::npos || counts[i].is_percent() || as_others))
      column.scale = Scale::percent;
    if (column.field.slot == FieldSlot::audio && !is_share(column) && column_key(column.name).ends_with("db"))
      column.scale = Scale::decibels;
  }
}

}  // namespace

ColumnChoice read_column_choice(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0)
    throw Error(ErrorKind::invalid_argument, "--column " + in_quotes(text) + " is not VALUE=NAME, such as lyrics=text");
  const std::string_view value = trimmed(text.substr(0, equals));
  if (!field_called(value))
    throw Error(
        ErrorKind::invalid_argument,
        "--column " + in_quotes(text) + ": there is no value " + in_quotes(value) +
            "; expected artist, title, year, genre, album, lyrics, topic, or the name of a number of the data set");
  return {std::string(slot_name(*field_called(value))), std::string(trimmed(text.substr(equals + 1)))};
}

std::vector<Column> map_columns(std::span<const std::string_view> header, std::span<const ColumnChoice> choices) {
  std::vector<Column> columns;
  for (const std::string_view cell : header) columns.push_back({std::string(trimmed(cell)), find_column(cell)});
  keep_best(columns);
  for (const ColumnChoice& choice : choices) choose(columns, choice, header);
  return columns;
}

void look_at_values(const CsvText& csv, std::vector<Column>& columns) {
  CsvReader reader(csv.text, csv.dialect);
  (void)reader.next();  // the header
  std::vector<ScaleCounts> counts(columns.size());
  std::size_t rows = 0;
  while (const std::optional<CsvRow> row = rows++ < kRowsLookedAt ? reader.next() : std::nullopt) {
    if (static_cast<std::size_t>(row->bytes.data() - csv.text.data()) > kBytesLookedAt) break;
    if (!csv.checked && !fault_of_bytes(row->bytes).empty()) continue;
    for (std::size_t i = 0; i < std::min(row->cells.size(), columns.size()); ++i) {
      const std::string_view cell = trimmed(row->cells[i]);
      if (is_share(columns[i])) counts[i].add(cell);
      if (!cell.empty() && columns[i].examples.size() < kExamples) columns[i].examples.push_back(bare_quoted(cell));
    }
  }
  set_scales(columns, counts);
}

std::string names_of(std::span<const std::string_view> header) {
  std::string names;
  for (std::size_t i = 0; i < std::min(header.size(), kNamesShown); ++i) {
    if (i > 0) names += ", ";
    names += bare_quoted(trimmed(header[i]));
  }
  return header.size() > kNamesShown ? names + ", ..." : names;
}

bool has_slot(std::span<const Column> columns, FieldSlot slot) noexcept {
  return std::ranges::any_of(columns, [&](const Column& column) { return column.field.slot == slot; });
}

}  // namespace leitmotif::corpus
