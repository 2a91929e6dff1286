#include "leitmotif/corpus/csv_dialect.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/csv_text.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kRowsTried = 200;
constexpr std::size_t kBytesTried = 64U << 10U;
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr char kOneColumn = '\n';

struct NamedDelimiter {
  char delimiter;
  std::string_view name;
};
constexpr std::array<NamedDelimiter, 7> kDelimiters = {{{',', "comma"},
                                                        {';', "semicolon"},
                                                        {'\t', "tab"},
                                                        {'|', "bar"},
                                                        {'~', "tilde"},
                                                        {'^', "caret"},
                                                        {'\x01', "control-A"}}};

/// How well a dialect fits the first rows of a text.
struct Fit {
  std::size_t columns = 0;   ///< cells of the header
  std::size_t rows = 0;      ///< below it
  std::size_t matching = 0;  ///< of them, as long as the header but for empty cells at the end
  std::size_t faults = 0;

  [[nodiscard]] double share() const noexcept {
    return rows == 0 ? 1 : static_cast<double>(matching) / static_cast<double>(rows);
  }
};

Fit fit_of(std::string_view text, const CsvDialect& dialect) {
  Fit fit;
  CsvReader reader(text, dialect);
  std::optional<CsvRow> row = reader.next();
  if (!row || !row->fault.empty()) return fit;
  fit.columns = row->cells.size();
  if (fit.columns < 2) return fit;
  const std::size_t named = named_cells(row->cells);
  const std::size_t limit = dialect.begin + kBytesTried;
  while (fit.rows < kRowsTried && (row = reader.next())) {
    if (static_cast<std::size_t>(row->bytes.data() - text.data()) > limit) break;
    ++fit.rows;
    fit.faults += row->fault.empty() ? 0U : 1U;
    fit.matching += row->fault.empty() && fault_of_cells(*row, fit.columns, named).empty() ? 1U : 0U;
  }
  return fit;
}

/// `sep=;`, as Excel writes and reads it, in quotes or not, with delimiters behind it or not.
std::optional<CsvDialect> said_by_first_line(std::string_view text, std::size_t begin) {
  const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
  std::string_view line = text.substr(begin, end - begin);
  if (line.starts_with('"')) line.remove_prefix(1);
  if (line.size() < 5 || !ascii::begins_with(line, "sep=")) return std::nullopt;
  const std::string_view behind = line.substr(5);
  const char delimiter = line[4];
  if (behind.find_first_not_of("\" ,;\t|") != std::string_view::npos || ascii::is_letter_or_digit(delimiter))
    return std::nullopt;
  const std::size_t length = text.substr(end, 2) == "\r\n" ? 2 : 1;
  return CsvDialect{delimiter, false, false, std::min(end + length, text.size()), 2};
}

/// Whether a quote behind a backslash is one inside of a cell, as Spark and MySQL write it: where rows fit better so.
bool has_backslash_quotes(std::string_view text, const CsvDialect& dialect) {
  const std::string escaped = {'\\', dialect.quote};
  if (text.substr(dialect.begin, kBytesTried).find(escaped) == std::string_view::npos) return false;
  CsvDialect with = dialect;
  with.backslash_quotes = true;
  const Fit without = fit_of(text, dialect);
  const Fit fit = fit_of(text, with);
  return fit.columns >= without.columns && fit.share() > without.share();
}

/// Whether every cell of the header stands in single quotes, as some databases export: 'artist','title','lyrics'.
bool has_single_quotes(std::string_view text, const CsvDialect& dialect) {
  std::string_view line = text.substr(dialect.begin, text.find_first_of("\r\n", dialect.begin) - dialect.begin);
  if (!line.starts_with('\'')) return false;
  while (!line.empty()) {
    const std::string_view cell = trimmed(line.substr(0, line.find(dialect.delimiter)));
    if (cell.size() < 2 || cell.front() != '\'' || cell.back() != '\'') return false;
    line.remove_prefix(std::min(line.find(dialect.delimiter), line.size() - 1) + 1);
  }
  return true;
}

CsvDialect best_delimiter(std::string_view text, std::size_t begin) {
  CsvDialect best{kOneColumn, false, false, begin, 1};
  std::tuple<double, std::size_t> best_fit{-1, 0};
  for (const NamedDelimiter& candidate : kDelimiters) {
    CsvDialect dialect{candidate.delimiter, false, false, begin, 1};
    if (has_single_quotes(text, dialect)) dialect.quote = '\'';
    dialect.backslash_quotes = has_backslash_quotes(text, dialect);
    const Fit fit = fit_of(text, dialect);
    const std::tuple<double, std::size_t> found{fit.share(), fit.columns};
    if (fit.columns < 2 || found <= best_fit) continue;
    best = dialect;
    best_fit = found;
  }
  return best;
}

/// The delimiter of a table that has titles above its header: of the first line that has several cells, when the line
/// at `begin` is no column's name.
CsvDialect below_titles(std::string_view text, std::size_t begin) {
  constexpr std::size_t kMostTitles = 10;
  CsvDialect dialect{kOneColumn, false, false, begin, 1};
  std::size_t at = begin;
  for (std::size_t line = 0; line < kMostTitles && dialect.delimiter == kOneColumn && at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view title = trimmed(text.substr(at, end - at));
    if (find_column(title).slot != FieldSlot::none) break;
    at = std::min(end + 1, text.size());
    dialect = best_delimiter(text, at);
  }
  dialect.begin = begin;
  return dialect;
}

/// Whether blanks stand before quotes that would open a cell: where rows fit no worse when they are passed over.
bool has_blanks_around_quotes(std::string_view text, const CsvDialect& dialect) {
  const std::string_view tried = text.substr(dialect.begin, kBytesTried);
  const auto holds = [&](std::string_view what) { return tried.find(what) != std::string_view::npos; };
  if (!holds(" \"") && !holds("\t\"") && !holds("\" ") && !holds("\"\t")) return false;
  CsvDialect with = dialect;
  with.blanks_around_quotes = true;
  const Fit without = fit_of(text, dialect);
  const Fit fit = fit_of(text, with);
  return fit.columns >= without.columns && fit.matching >= without.matching && fit.faults <= without.faults;
}

/// Passes over comments above a table: lines that begin with `#` and have none of the delimiters that the first line
/// behind them has.
std::size_t behind_comments(std::string_view text, std::size_t begin, std::size_t& lines) {
  std::size_t at = begin;
  std::size_t passed = 0;
  const auto is_cell = [&](std::size_t behind) {  // "#,Title": a number's column
    return behind < text.size() &&
           std::ranges::find(kDelimiters, text[behind], &NamedDelimiter::delimiter) != kDelimiters.end();
  };
  while (at < text.size() && text[at] == '#' && !is_cell(at + 1)) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return begin;
    at = end + 1;
    ++passed;
  }
  const std::string_view first = text.substr(at, std::min(text.find('\n', at), text.size()) - at);
  const bool is_header = std::ranges::any_of(
      kDelimiters, [&](const NamedDelimiter& named) { return first.find(named.delimiter) != std::string_view::npos; });
  if (passed == 0 || !is_header) return begin;
  lines = passed;
  return at;
}

}  // namespace

CsvDialect find_dialect(std::string_view text) {
  std::size_t comments = 0;
  const std::size_t begin = behind_comments(text, text.starts_with(kMark) ? kMark.size() : 0, comments);
  std::optional<CsvDialect> said = said_by_first_line(text, begin);
  if (said) said->backslash_quotes = has_backslash_quotes(text, *said);
  CsvDialect dialect = said ? *said : best_delimiter(text, begin);
  if (dialect.delimiter == kOneColumn) dialect = below_titles(text, begin);
  dialect.blanks_around_quotes = has_blanks_around_quotes(text, dialect);
  dialect.first_line += comments;
  dialect.loose_quotes = true;
  return dialect;
}

std::string delimiter_name(char delimiter) {
  if (delimiter == kOneColumn) return "none";
  for (const NamedDelimiter& named : kDelimiters)
    if (named.delimiter == delimiter) return std::string(named.name);
  return std::string("'") + delimiter + "'";
}

}  // namespace leitmotif::corpus
