// Comma-separated values: a reader that survives broken rows, and a writer.
// Flow: bytes of a file -> CsvRow -> dataset.
// Source: RFC 4180; beyond it: a byte-order mark, LF and lone CR as line ends, blank lines are skipped, a quote inside
// an unquoted cell is an ordinary character; other delimiters and blanks before quotes when the dialect says so.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::corpus {

/// A row of more bytes than this is refused, so that one missing quote cannot make a row of the whole file.
inline constexpr std::size_t kMaxRowBytes = 1U << 20U;

/// How a text separates its cells. csv_dialect.hpp tells it from the text.
struct CsvDialect {
  char delimiter = ',';               ///< LF: there is one column, and nothing separates
  bool blanks_around_quotes = false;  ///< blanks before and behind a quoted cell belong to no cell
  bool backslash_quotes = false;      ///< a quote behind a backslash does not end a cell
  std::size_t begin = 0;              ///< bytes before the first row: a byte-order mark, a line `sep=;`
  std::size_t first_line = 1;         ///< the number of the line that begins there
  bool loose_quotes = false;          ///< a faulty row may have quotes that are not doubled where they should be
  char quote = '"';                   ///< what a cell with delimiters or line ends stands in, doubled inside of it
};

/// One row, good or refused.
/// Lifetime: the cells live until the reader's next call, the bytes as long as the text.
struct CsvRow {
  std::size_t line = 0;                     ///< where the row begins, counted from 1
  std::span<const std::string_view> cells;  ///< unquoted; empty when the row is refused
  std::string_view bytes;                   ///< the row as it stands in the text, without its line end
  std::string fault;                        ///< why the row is refused; empty for a good row
};

/// Reads rows one after another from text that outlives it.
/// A faulty row (a quote that is never closed, text after a closing quote, more than kMaxRowBytes) is given back with
/// its fault, and reading goes on at the physical line after the one where it began, so that no later row is lost. With
/// loose quotes such a row is good when it can be read with as many cells as the first one.
/// Cost: linear in the text, whatever is wrong with it. No allocation for a cell, except to take out doubled quotes.
class CsvReader {
 public:
  /// Skips a UTF-8 byte-order mark.
  explicit CsvReader(std::string_view text, const CsvDialect& dialect = {}) noexcept;
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;
  ~CsvReader() = default;

  /// The next row, or nothing at the end.
  [[nodiscard]] std::optional<CsvRow> next();

 private:
  void skip_blank_lines() noexcept;
  void skip_line_end() noexcept;
  bool read_cell();
  [[nodiscard]] bool ends_cell(char c) const noexcept { return ends_cell_[static_cast<unsigned char>(c)]; }
  [[nodiscard]] std::size_t after_blanks(std::size_t at) const noexcept;
  void read_plain_cell();
  void read_quoted_cell();
  std::size_t find_closing_quote(std::size_t from, std::size_t limit);
  [[nodiscard]] bool is_escaped(std::size_t quote, std::size_t from) const noexcept;
  std::size_t limit_of_quoted_cell() noexcept;
  bool read_loosely(std::size_t begin, std::size_t line);
  [[nodiscard]] std::size_t loose_close(std::size_t quote, std::size_t limit, bool is_last,
                                        bool quoted_next) const noexcept;
  bool read_loose_cells(std::size_t begin, std::size_t limit, bool quoted_next);
  bool read_bare_cells(std::size_t begin);
  void unescape_cells();
  CsvRow refuse(std::size_t row_begin, std::size_t row_line);

  std::string_view text_;
  CsvDialect dialect_;
  std::array<bool, 256> ends_cell_{};  // the delimiter and the line ends
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t row_limit_ = 0;       // where the row under way has become too long, or the text ends
  std::size_t open_until_ = 0;      // a quote that is open at a line end before this is known to lead to a fault
  std::size_t expected_cells_ = 0;  // of the first row
  std::size_t loose_bytes_ = 0;     // how many bytes faulty rows may still be read loosely for, in vain
  std::size_t known_line_end_ = 0;  // end of the physical line around at_, when not before at_
  std::vector<std::string_view> cells_;
  std::vector<std::size_t> doubled_;  // which of cells_ hold doubled or escaped quotes
  std::string unescaped_;
  std::string fault_;
};

/// One row as text with its line end (LF). Only cells that need it are quoted, so that a reader gives the same cells
/// back. Shape: at least one cell.
[[nodiscard]] std::string csv_row(std::span<const std::string_view> cells);

}  // namespace leitmotif::corpus
