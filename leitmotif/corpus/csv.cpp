#include "leitmotif/corpus/csv.hpp"

#include <algorithm>

namespace leitmotif::corpus {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Where the physical line around `from` ends: at its LF or CR, or at the end of the text. Looks in blocks for the one
/// and the other, so that a text that has only one of the two costs no more than its own length.
std::size_t find_line_end(std::string_view text, std::size_t from) noexcept {
  constexpr std::size_t kBlock = 4096;
  for (std::size_t begin = from; begin < text.size(); begin += kBlock) {
    std::string_view block = text.substr(begin, kBlock);
    block = block.substr(0, block.find('\n'));
    const std::size_t carriage_return = block.find('\r');
    if (carriage_return != std::string_view::npos) return begin + carriage_return;
    if (block.size() < std::min(kBlock, text.size() - begin)) return begin + block.size();
  }
  return text.size();
}

std::size_t count_line_ends(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool end = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    count += end ? 1U : 0U;
  }
  return count;
}

bool needs_quotes(std::string_view cell) noexcept {
  return cell.find_first_of(",\"\r\n") != std::string_view::npos || cell.substr(0, 3) == kByteOrderMark;
}

void append_quoted(std::string& row, std::string_view cell) {
  row += '"';
  for (const char c : cell) {
    if (c == '"') row += '"';
    row += c;
  }
  row += '"';
}

}  // namespace

CsvReader::CsvReader(std::string_view text, const CsvDialect& dialect) noexcept
    : text_(text), dialect_(dialect), at_(std::min(dialect.begin, text.size())), line_(dialect.first_line) {
  for (const char c : {dialect.delimiter, '\n', '\r'}) ends_cell_[static_cast<unsigned char>(c)] = true;
  loose_bytes_ = text.size() + kMaxRowBytes;
  if (at_ == 0 && text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
}

std::optional<CsvRow> CsvReader::next() {
  skip_blank_lines();
  if (at_ == text_.size()) return std::nullopt;
  // Files that were joined have their marks inside.
  if (text_.substr(at_, kByteOrderMark.size()) == kByteOrderMark) at_ += kByteOrderMark.size();
  const std::size_t begin = at_;
  const std::size_t line = line_;
  row_limit_ = std::min(text_.size(), begin + kMaxRowBytes + 1);
  cells_.clear();
  doubled_.clear();
  fault_.clear();
  while (read_cell()) {
  }
  if (fault_.empty() && at_ - begin > kMaxRowBytes)
    fault_ = "is longer than " + std::to_string(kMaxRowBytes) + " bytes";
  if (!fault_.empty() && !read_loosely(begin, line)) return refuse(begin, line);
  expected_cells_ = expected_cells_ == 0 ? cells_.size() : expected_cells_;
  unescape_cells();
  CsvRow row{line, cells_, text_.substr(begin, at_ - begin), {}};
  skip_line_end();
  return row;
}

void CsvReader::skip_blank_lines() noexcept {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) skip_line_end();
}

void CsvReader::skip_line_end() noexcept {
  if (at_ == text_.size()) return;
  at_ += text_.substr(at_, 2) == "\r\n" ? 2U : 1U;
  ++line_;
}

/// Reads one cell and the delimiter behind it. Returns whether there was one, that is, whether another cell follows.
bool CsvReader::read_cell() {
  if (dialect_.blanks_around_quotes) {
    const std::size_t quote = after_blanks(at_);
    if (quote < row_limit_ && text_[quote] == dialect_.quote) at_ = quote;
  }
  if (at_ < row_limit_ && text_[at_] == dialect_.quote) {
    read_quoted_cell();
  } else {
    read_plain_cell();
  }
  const bool more = fault_.empty() && at_ < row_limit_ && text_[at_] == dialect_.delimiter && text_[at_] != '\n';
  at_ += more ? 1U : 0U;
  return more;
}

/// Where the blanks from `at` on end; a delimiter is none.
std::size_t CsvReader::after_blanks(std::size_t at) const noexcept {
  while (at < row_limit_ && (text_[at] == ' ' || text_[at] == '\t') && text_[at] != dialect_.delimiter) ++at;
  return at;
}

void CsvReader::read_plain_cell() {
  const std::string_view rest = text_.substr(at_, row_limit_ - at_);
  std::size_t length = 0;
  while (length < rest.size() && !ends_cell(rest[length])) ++length;
  cells_.push_back(rest.substr(0, length));
  at_ += length;
}

void CsvReader::read_quoted_cell() {
  const std::size_t begin = at_ + 1;
  const std::size_t limit = limit_of_quoted_cell();
  const std::size_t close = find_closing_quote(begin, limit);
  at_ = std::min(close + 1, limit);
  if (close == limit) {
    const bool too_long = limit == row_limit_ && limit < text_.size();
    fault_ = too_long ? "is longer than " + std::to_string(kMaxRowBytes) + " bytes: the" : std::string("the");
    fault_ += " quote that opens cell " + std::to_string(cells_.size() + 1) + " is not closed";
    return;
  }
  cells_.push_back(text_.substr(begin, close - begin));
  line_ += count_line_ends(cells_.back());
  if (dialect_.blanks_around_quotes) at_ = after_blanks(at_);
  if (at_ < row_limit_ && !ends_cell(text_[at_]))
    fault_ = "text after the closing quote of cell " + std::to_string(cells_.size());
}

/// How far a quote that opens at at_ is worth following. Every line end between a refused row's beginning and its fault
/// lay inside quotes, so another row that is inside quotes at one of these line ends would run into the same fault. Not
/// following it there keeps a file full of such rows linear.
std::size_t CsvReader::limit_of_quoted_cell() noexcept {
  if (at_ >= open_until_) return row_limit_;
  if (known_line_end_ < at_) known_line_end_ = find_line_end(text_, at_);
  return known_line_end_ < open_until_ ? std::min(known_line_end_, row_limit_) : row_limit_;
}

/// Whether backslashes before a quote say that it ends no cell.
bool CsvReader::is_escaped(std::size_t quote, std::size_t from) const noexcept {
  std::size_t backslashes = 0;
  while (quote - backslashes > from && text_[quote - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

/// The quote that ends a cell, or `limit`. Doubled quotes on the way are noted for the cell that is being read.
std::size_t CsvReader::find_closing_quote(std::size_t from, std::size_t limit) {
  bool doubled = false;
  const std::string_view within = text_.substr(0, limit);
  std::size_t quote = within.find(dialect_.quote, from);
  while (quote != std::string_view::npos) {
    const bool escaped = dialect_.backslash_quotes && is_escaped(quote, from);
    if (!escaped && (quote + 1 >= limit || text_[quote + 1] != dialect_.quote)) break;
    doubled = true;
    quote = within.find(dialect_.quote, quote + (escaped ? 1 : 2));
  }
  if (doubled) doubled_.push_back(cells_.size());
  return std::min(quote, limit);
}

/// Reads a row whose quotes are not doubled where they should be, as scrapers write them: `"6'1"","...` and `"He said
/// "stay" and went"`. A quote ends a cell only before a delimiter, and the last cell of the header's only before a line
/// end; with tabs between cells, quotes may mean nothing at all. Whether that makes as many cells as the header has.
bool CsvReader::read_loosely(std::size_t begin, std::size_t line) {
  constexpr std::size_t kLongestRow = 1U << 16U;
  if (!dialect_.loose_quotes || expected_cells_ < 2 || loose_bytes_ == 0) return false;
  const std::size_t at = at_;
  const std::size_t limit = std::min({text_.size(), begin + kLongestRow, begin + loose_bytes_});
  const bool tabs = dialect_.delimiter == '\t';
  if (!read_loose_cells(begin, limit, true) && !read_loose_cells(begin, limit, false) &&
      !(tabs && read_bare_cells(begin))) {
    loose_bytes_ -= limit - begin;
    at_ = at;  // what follows is told by how far the first reading went
    return false;
  }
  fault_.clear();
  line_ = line + count_line_ends(text_.substr(begin, at_ - begin));
  return true;
}

/// Where the loose cell that opens at `quote` ends: its closing quote; npos when there is none before `limit`, or
/// another cell seems to begin before it.
std::size_t CsvReader::loose_close(std::size_t quote, std::size_t limit, bool is_last,
                                   bool quoted_next) const noexcept {
  for (std::size_t at = text_.find(dialect_.quote, quote + 1); at < limit; at = text_.find(dialect_.quote, at + 1)) {
    const char before = text_[at - 1];
    const char behind = at + 1 < text_.size() ? text_[at + 1] : '\n';
    if (at > quote + 1 && (before == dialect_.delimiter || before == '\n')) break;  // it opens a cell of another row
    if (is_last && (behind == '\n' || behind == '\r')) return at;
    if (is_last || behind != dialect_.delimiter) continue;
    if (!quoted_next || (at + 2 < text_.size() && text_[at + 2] == dialect_.quote)) return at;
  }
  return std::string_view::npos;
}

bool CsvReader::read_loose_cells(std::size_t begin, std::size_t limit, bool quoted_next) {
  cells_.clear();
  doubled_.clear();
  at_ = begin;
  for (std::size_t cell = 0; cell < expected_cells_; ++cell) {
    const bool is_last = cell + 1 == expected_cells_;
    if (at_ < limit && text_[at_] == dialect_.quote) {
      const std::size_t close = loose_close(at_, limit, is_last, quoted_next);
      if (close == std::string_view::npos) return false;
      doubled_.push_back(cells_.size());
      cells_.push_back(text_.substr(at_ + 1, close - at_ - 1));
      at_ = close + 1;
    } else {
      const std::size_t from = at_;
      while (at_ < limit && !ends_cell(text_[at_])) ++at_;
      cells_.push_back(text_.substr(from, at_ - from));
    }
    const bool ends_row = at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
    if (is_last != ends_row || at_ > limit) return false;
    if (!is_last) ++at_;
  }
  return true;
}

/// The cells of one line whose quotes are signs like any other.
bool CsvReader::read_bare_cells(std::size_t begin) {
  cells_.clear();
  doubled_.clear();
  const std::size_t end = find_line_end(text_, begin);
  for (std::size_t from = begin;;) {
    const std::size_t to = std::min(text_.find(dialect_.delimiter, from), end);
    cells_.push_back(text_.substr(from, to - from));
    if (to == end) break;
    from = to + 1;
  }
  at_ = end;
  return cells_.size() == expected_cells_;
}

void CsvReader::unescape_cells() {
  std::size_t bytes = 0;
  for (const std::size_t cell : doubled_) bytes += cells_[cell].size();
  unescaped_.clear();
  unescaped_.reserve(bytes);  // the views below need the string to stay where it is
  for (const std::size_t cell : doubled_) {
    const std::size_t begin = unescaped_.size();
    const std::string_view raw = cells_[cell];
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const bool escaped =
          dialect_.backslash_quotes && raw[i] == '\\' && i + 1 < raw.size() && raw[i + 1] == dialect_.quote;
      unescaped_ += escaped ? dialect_.quote : raw[i];
      if (escaped || (raw[i] == dialect_.quote && i + 1 < raw.size() && raw[i + 1] == dialect_.quote)) ++i;
    }
    cells_[cell] = std::string_view(unescaped_).substr(begin);
  }
}

CsvRow CsvReader::refuse(std::size_t row_begin, std::size_t row_line) {
  open_until_ = std::max(open_until_, at_);
  known_line_end_ = 0;
  at_ = find_line_end(text_, row_begin);
  line_ = row_line;
  CsvRow row{row_line, {}, text_.substr(row_begin, at_ - row_begin), fault_};
  skip_line_end();
  return row;
}

std::string csv_row(std::span<const std::string_view> cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) row += ',';
    // A row of one empty cell would be a blank line, which readers skip.
    if (needs_quotes(cells[i]) || (cells.size() == 1 && cells[i].empty())) {
      append_quoted(row, cells[i]);
    } else {
      row += cells[i];
    }
  }
  row += '\n';
  return row;
}

}  // namespace leitmotif::corpus
