#include "leitmotif/corpus/json_table.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/lines.hpp"
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
    add_members(object, {}, 0, row);
    cells.emplace_back(line, std::move(row));
  }

 private:
  void add_members(const Json& object, const std::string& above, int depth, std::vector<std::string>& row) {
    constexpr int kDeepest = 4;
    for (const Json::Member& member : object.items()) {
      const std::string name = above + member.key;
      if (member.value.is_object() && depth < kDeepest) {
        add_members(member.value, name + ".", depth + 1, row);
        continue;
      }
      const auto [found, is_new] = place.emplace(name, columns.size());
      if (is_new) {
        columns.push_back(name);
        row.emplace_back();
      }
      row[found->second] = cell_of(member.value);
    }
  }
};

/// Whether a list holds objects, and how many.
std::size_t objects_in(const Json& list) {
  if (!list.is_array()) return 0;
  return static_cast<std::size_t>(
      std::count_if(list.begin(), list.end(), [](const Json& one) { return one.is_object(); }));
}

const Json* member_of(const Json& object, std::string_view key) {
  for (const Json::Member& member : object.items())
    if (member.key == key) return &member.value;
  return nullptr;
}

/// `{"columns": [...], "data": [[...]]}`, as pandas splits a table.
bool add_split(const Json& document, Rows& rows) {
  const Json* const columns = member_of(document, "columns");
  const Json* const data = member_of(document, "data");
  if (columns == nullptr || data == nullptr || !columns->is_array() || !data->is_array()) return false;
  std::size_t number = 0;
  for (const Json& one : *data) {
    Json row = Json::object();
    auto cell = one.is_array() ? one.begin() : data->end();
    if (one.is_array())
      for (const Json& column : *columns) {
        if (cell == one.end()) break;
        if (column.is_string()) row[column.text()] = *cell;
        ++cell;
      }
    rows.add(++number, row);
  }
  return number > 0;
}

/// `{"title": {"0": ..., "1": ...}, "lyrics": {...}}`: a column under each key; its rows go by their keys. Told from
/// rows under keys by the names of the columns.
bool add_columns(const Json& document, Rows& rows) {
  std::size_t known = 0;
  for (const Json::Member& column : document.items()) {
    if (!column.value.is_structured()) return false;
    known += find_column(column.key).slot == FieldSlot::none ? 0U : 1U;
  }
  if (known < 2) return false;
  std::vector<std::pair<std::string, Json>> table;
  std::map<std::string, std::size_t, std::less<>> places;
  const auto put = [&](const std::string& row, const std::string& column, const Json& value) {
    const auto [found, is_new] = places.emplace(row, table.size());
    if (is_new) table.emplace_back(row, Json::object());
    table[found->second].second[column] = value;
  };
  for (const Json::Member& column : document.items()) {
    std::size_t number = 0;
    if (column.value.is_object())
      for (const Json::Member& cell : column.value.items()) put(cell.key, column.key, cell.value);
    else
      for (const Json& cell : column.value) put(std::to_string(number++), column.key, cell);
  }
  std::size_t number = 0;
  for (const auto& [key, row] : table) rows.add(++number, row);
  return number > 0;
}

/// `{"0": {...}, "1": {...}}`: rows under keys of their own.
bool add_keyed(const Json& document, Rows& rows) {
  if (document.items().empty()) return false;
  std::size_t number = 0;
  for (const Json::Member& row : document.items())
    if (!row.value.is_object()) return false;
  for (const Json::Member& row : document.items()) rows.add(++number, row.value);
  return true;
}

bool add_list(const Json& list, std::string_view source, Rows& rows, std::vector<Rejected>& rejected) {
  if (objects_in(list) == 0) return false;
  std::size_t number = 0;
  for (const Json& one : list) {
    ++number;
    if (one.is_object())
      rows.add(number, one);
    else
      rejected.push_back({std::string(source), number, "is not a JSON object"});
  }
  return true;
}

/// The longest list of objects in a document, looked for from the outside in.
const Json* longest_list(const Json& document, int depth) {
  constexpr int kDeepest = 4;
  const Json* longest = objects_in(document) > 0 ? &document : nullptr;
  if (longest != nullptr || !document.is_object() || depth >= kDeepest) return longest;
  for (const Json::Member& member : document.items())
    if (const Json* const list = member.key == "schema" ? nullptr : longest_list(member.value, depth + 1);
        list != nullptr && (longest == nullptr || objects_in(*list) > objects_in(*longest)))
      longest = list;
  return longest;
}

/// `{"Ann Noon": {"Blue Door": "..."}}` or `{"Blue Door": "..."}`: lyrics under their songs' names, with the artists'
/// above them or not. Texts of several lines tell them from rows.
bool add_named(const Json& document, Rows& rows) {
  std::size_t number = 0;
  const auto is_lyric = [](const Json& value) {
    return value.is_string() && (value.text().find('\n') != std::string::npos || trimmed(value.text()).empty());
  };
  const auto are_lyrics = [&](const Json& songs) {
    return songs.is_object() && !songs.items().empty() &&
           std::ranges::all_of(songs.items(), [&](const Json::Member& song) { return is_lyric(song.value); });
  };
  const auto is_column = [](const Json::Member& one) { return find_column(one.key).slot != FieldSlot::none; };
  const auto add = [&](const std::string& artist, const Json& songs) {
    for (const Json::Member& song : songs.items()) {
      Json row = Json::object();
      if (!artist.empty()) row["artist"] = artist;
      row["title"] = song.key;
      row["lyrics"] = song.value;
      rows.add(++number, row);
    }
  };
  if (!document.is_object() || std::ranges::any_of(document.items(), is_column)) return false;
  if (are_lyrics(document)) {
    add({}, document);
    return number > 0;
  }
  for (const Json::Member& artist : document.items())
    if (!are_lyrics(artist.value) || std::ranges::any_of(artist.value.items(), is_column)) return false;
  for (const Json::Member& artist : document.items()) add(artist.key, artist.value);
  return number > 0;
}

/// `[["title", "lyrics"], ["...", "..."]]`: a list of rows, the first of which names the columns.
bool add_rows(const Json& document, Rows& rows) {
  if (!document.is_array() || document.begin() == document.end() || !document.begin()->is_array()) return false;
  Json table = Json::object();
  table["columns"] = *document.begin();
  Json data = Json::array();
  for (auto row = std::next(document.begin()); row != document.end(); ++row) data.push_back(*row);
  table["data"] = std::move(data);
  return add_split(table, rows);
}

/// A text with what programs write that is no JSON taken out: NaN and Infinity become null, commas before a closing
/// bracket go.
std::string mended_json(std::string_view text) {
  std::string mended;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '\\' && at + 1 < text.size()) {
      mended += c;
      mended += text[++at];
      continue;
    }
    if (c == '"') quoted = !quoted;
    const std::string_view rest = text.substr(at);
    std::size_t odd = 0;
    for (const std::string_view word : {"NaN", "-Infinity", "Infinity"})
      if (!quoted && odd == 0 && rest.starts_with(word)) odd = word.size();
    if (odd > 0) {
      mended += "null";
      at += odd - 1;
      continue;
    }
    if (!quoted && c == ',') {
      const std::size_t next = text.find_first_not_of(" \t\r\n", at + 1);
      if (next != std::string_view::npos && (text[next] == ']' || text[next] == '}')) continue;
    }
    mended += c;
  }
  return mended;
}

/// The objects that stand in a text one behind the other, whatever is between them; the last may be cut short.
void add_objects(std::string_view text, std::string_view source, Rows& rows, std::vector<Rejected>& rejected) {
  std::size_t number = 0;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at)) {
    std::size_t depth = 0;
    bool quoted = false;
    std::size_t end = at;
    for (; end < text.size(); ++end) {
      const char c = text[end];
      if (quoted && c == '\\') ++end;
      if (c == '"') quoted = !quoted;
      if (quoted) continue;
      depth += c == '{' ? 1U : 0U;
      if (c == '}' && --depth == 0) break;
    }
    ++number;
    const std::string_view object = text.substr(at, end < text.size() ? end - at + 1 : std::string_view::npos);
    if (end < text.size() && Json::accept(object))
      rows.add(number, Json::parse(object));
    else
      rejected.push_back({std::string(source), number, "is not one JSON object"});
    at += object.size();
  }
}

/// Takes the rows of one document; whether there are any.
bool add_document(const Json& document, std::string_view source, Rows& rows, std::vector<Rejected>& rejected) {
  if (document.is_object() && (add_split(document, rows) || add_columns(document, rows))) return true;
  if (const Json* const list = longest_list(document, 0)) return add_list(*list, source, rows, rejected);
  return add_rows(document, rows) || add_named(document, rows) || (document.is_object() && add_keyed(document, rows));
}

/// Takes the rows of a file with an object in each line.
void add_lines(std::string_view text, std::string_view source, Rows& rows, std::vector<Rejected>& rejected) {
  std::size_t number = 0;
  for (const std::string_view whole : each_line(text)) {
    std::string_view line = trimmed(whole);
    ++number;
    if (line.ends_with(',')) line = trimmed(line.substr(0, line.size() - 1));
    if (line.empty()) continue;
    const Json value = Json::accept(line) ? Json::parse(line) : Json();
    if (value.is_object())
      rows.add(number, value);
    else
      rejected.push_back({std::string(source), number, "is not one JSON object"});
  }
}

/// Whether any line is a whole object.
bool has_object_lines(std::string_view text) {
  for (const std::string_view whole : each_line(text)) {
    std::string_view line = trimmed(whole);
    if (line.ends_with(',')) line.remove_suffix(1);
    if (line.starts_with('{') && Json::accept(line)) return true;
  }
  return false;
}

/// Whether the first line is a whole object, and so each may be; a file with one line is a document.
bool are_lines(std::string_view text) {
  text = trimmed(text);
  const std::size_t end = text.find('\n');
  if (!text.starts_with('{') || end == std::string_view::npos) return false;
  std::string_view line = trimmed(text.substr(0, end));
  if (line.ends_with(',')) line.remove_suffix(1);
  return Json::accept(line);
}

void append_row(std::string& csv, std::span<const std::string> cells, std::size_t columns) {
  std::vector<std::string_view> row(cells.begin(), cells.end());
  row.resize(columns);
  csv += csv_row(row);
}

/// `["title", ...`, which begins a list of rows and no line of text in brackets.
bool is_list_of_lists(std::string_view text) noexcept {
  const std::size_t inside = text.starts_with('[') ? text.find_first_not_of(" \t\r\n", 1) : std::string_view::npos;
  return inside != std::string_view::npos && text[inside] == '"';
}

}  // namespace

bool is_json(std::string_view bytes) noexcept {
  const std::string_view text = without_mark(bytes);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  if (text[first] != '[') return text[first] == '{';
  const std::size_t inside = text.find_first_not_of(" \t\r\n", first + 1);
  return inside != std::string_view::npos && (text[inside] == '{' || is_list_of_lists(text.substr(inside)));
}

bool is_json_list(std::string_view bytes) noexcept {
  return is_json(bytes) && trimmed(without_mark(bytes)).front() == '[';
}

JsonTable read_json_table(std::string_view bytes, std::string_view source) {
  const std::string_view text = without_mark(bytes);
  JsonTable table;
  Rows rows;
  const bool lines = are_lines(text);
  const std::string mended = lines || Json::accept(text) ? std::string() : mended_json(text);
  const std::string_view whole = mended.empty() ? text : std::string_view(mended);
  if (lines) {
    add_lines(text, source, rows, table.rejected);
  } else if (!Json::accept(whole) && has_object_lines(whole)) {
    add_lines(whole, source, rows, table.rejected);
  } else if (!Json::accept(whole)) {
    add_objects(whole, source, rows, table.rejected);
  } else {
    const Json document = Json::parse(whole);
    // One object by itself is one row.
    if (!add_document(document, source, rows, table.rejected) && document.is_object()) rows.add(1, document);
  }
  if (rows.columns.empty())
    throw Error(ErrorKind::corrupt_data,
                std::string(source) + ": holds no JSON objects with keys: expected one a line, or a list of them");
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
