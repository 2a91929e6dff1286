#include "leitmotif/corpus/split_lyrics.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kRowsTold = 200;
constexpr std::size_t kFewestRows = 4;
constexpr std::size_t kLongestLine = 240;  // bytes

/// What the columns are called that number the pieces of a lyric.
constexpr auto kPieceColumns = std::to_array<std::string_view>(
    {"line",        "lines",         "lineno",       "linenr",    "linenum",         "linenumber",
     "lineid",      "lineindex",     "lineposition", "lyricline", "lyriclinenumber", "verse",
     "verseno",     "versenum",      "versenumber",  "stanza",    "stanzanumber",    "section",
     "sectionname", "sectionnumber", "paragraph",    "part",      "partnumber",      "element",
     "row"});

/// What the first rows of a table have in common.
struct RowsSeen {
  std::size_t rows = 0;
  std::size_t same_names = 0;  ///< as the row before, or none where that one has some
  std::size_t same_lyrics = 0;
  std::size_t single_lines = 0;
};

/// The places of the columns that say which song a row is of, and of its lyric.
struct Places {
  std::vector<std::size_t> names;
  std::size_t lyric = 0;
};

std::optional<Places> places_in(std::span<const Column> columns) {
  Places places;
  bool has_title = false;
  bool has_lyric = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const FieldSlot slot = columns[i].field.slot;
    if (slot == FieldSlot::lyrics && !columns[i].spare) {
      places.lyric = i;
      has_lyric = true;
    }
    if (slot == FieldSlot::title || slot == FieldSlot::artist) places.names.push_back(i);
    has_title = has_title || slot == FieldSlot::title;
  }
  return has_title && has_lyric ? std::optional(places) : std::nullopt;
}

RowsSeen rows_in(const CsvText& csv, const Places& places, std::size_t columns) {
  RowsSeen seen;
  CsvReader reader(csv.text, csv.dialect);
  (void)reader.next();  // the header
  std::string names_before;
  std::string lyric_before;
  while (const std::optional<CsvRow> row = seen.rows < kRowsTold ? reader.next() : std::nullopt) {
    if (!row->fault.empty() || row->cells.size() < columns) continue;
    std::string names;
    for (const std::size_t place : places.names) names.append(trimmed(row->cells[place])).append("\n");
    const std::string_view lyric = trimmed(row->cells[places.lyric]);
    const bool unnamed = std::ranges::all_of(names, [](char c) { return c == '\n'; });
    ++seen.rows;
    if (seen.rows > 1 && (unnamed || names == names_before)) ++seen.same_names;
    if (lyric == lyric_before) ++seen.same_lyrics;
    if (lyric.size() <= kLongestLine && lyric.find_first_of("\r\n") == std::string_view::npos) ++seen.single_lines;
    if (!unnamed) names_before = std::move(names);
    lyric_before = lyric;
  }
  return seen;
}

}  // namespace

bool has_split_lyrics(const CsvText& csv, std::span<const Column> columns) {
  const std::optional<Places> places = places_in(columns);
  if (!places) return false;
  const bool numbered = std::ranges::any_of(columns, [](const Column& column) {
    return std::ranges::find(kPieceColumns, column_key(column.name)) != kPieceColumns.end();
  });
  const RowsSeen seen = rows_in(csv, *places, columns.size());
  if (seen.same_lyrics * 2 > seen.rows) return false;  // the same song again and again
  if (numbered) return seen.rows > 1 && seen.same_names * 2 >= seen.rows;
  return seen.rows >= kFewestRows && seen.single_lines == seen.rows && seen.same_names * 3 >= seen.rows * 2;
}

}  // namespace leitmotif::corpus
