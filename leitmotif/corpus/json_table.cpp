#include "leitmotif/corpus/json_table.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

std::string_view without_mark(std::string_view bytes) noexcept {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

/// Line ends are LF, so that the lines of the table can be counted.
std::string cell_of(const Json& value) {
  if (value.is_null()) return {};
  if (!value.is_string()) return value.dump();
  std::string cell;
  for (const char c : value.text()) {
    if (c == '\n' && cell.ends_with('\r')) cell.pop_back();
    cell += c;
  }
  std::ranges::replace(cell, '\r', '\n');
  return cell;
}

/// The rows of a file while the columns are still being found.
struct Rows {
  std::vector<std::string> columns;
  std::map<std::string, std::size_t, std::less<>> place;
  std::vector<std::pair<std::size_t, std::vector<std::string>>> cells;  ///< line, and as many as were known then

  void add(std::size_t line, const Json& object) {
    std::vector<std::string> row(columns.size());
    for (const Json::Member& member : object.items()) {
      const auto [found, is_new] = place.emplace(member.key, columns.size());
      if (is_new) {
        columns.push_back(member.key);
        row.emplace_back();
      }
      row[found->second] = cell_of(member.value);
    }
    cells.emplace_back(line, std::move(row));
  }
};

void append_row(std::string& csv, std::span<const std::string> cells, std::size_t columns) {
  std::vector<std::string_view> row(cells.begin(), cells.end());
  row.resize(columns);
  csv += csv_row(row);
}

}  // namespace

bool is_json_lines(std::string_view bytes) noexcept {
  const std::string_view text = without_mark(bytes);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

JsonTable read_json_table(std::string_view bytes, std::string_view source) {
  const std::string_view text = without_mark(bytes);
  JsonTable table;
  Rows rows;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    begin = end + 1;
    ++number;
    if (line.empty()) continue;
    const Json value = Json::accept(line) ? Json::parse(line) : Json();
    if (value.is_object())
      rows.add(number, value);
    else
      table.rejected.push_back({std::string(source), number, "is not one JSON object"});
  }
  if (rows.columns.empty())
    throw Error(ErrorKind::corrupt_data, std::string(source) + ": holds no JSON object with keys, one a line");
  append_row(table.csv, rows.columns, rows.columns.size());
  auto csv_line = static_cast<std::size_t>(std::ranges::count(table.csv, '\n'));
  for (const auto& [line, cells] : rows.cells) {
    table.lines.emplace(csv_line + 1, line);
    const std::size_t before = table.csv.size();
    append_row(table.csv, cells, rows.columns.size());
    csv_line += static_cast<std::size_t>(
        std::count(table.csv.begin() + static_cast<std::ptrdiff_t>(before), table.csv.end(), '\n'));
  }
  return table;
}

}  // namespace leitmotif::corpus
