#include "leitmotif/corpus/csv_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/csv_dialect.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

/// A NUL byte near the beginning of what is no text means that this is no table at all.
constexpr std::size_t kFirstBytes = 64U << 10U;

struct Archive {
  std::string_view beginning;
  std::string_view what;
};
constexpr std::array<Archive, 10> kArchives = {{
    {"\x1F\x8B", "it is packed with gzip; unpack it first"},
    {"PK\x03\x04", "it is a ZIP archive or a spreadsheet such as .xlsx or .ods; unpack it or save it as CSV"},
    {"\xD0\xCF\x11\xE0", "it is a spreadsheet such as .xls; save it as CSV"},
    {"BZh", "it is packed with bzip2; unpack it first"},
    {"\xFD"
     "7zXZ",
     "it is packed with xz; unpack it first"},
    {"SQLite format 3", "it is an SQLite database"},
    {"PAR1", "it is a Parquet file; save it as CSV or JSON"},
    {"Obj\x01", "it is an Avro file; save it as CSV or JSON"},
    {"<", "it is HTML or XML; save its table as CSV"},
    {"%PDF", "it is a PDF"},
}};

[[noreturn]] void throw_no_table(std::string_view source, std::string_view what) {
  throw Error(ErrorKind::corrupt_data, std::string(source) + ": is not a CSV file: " + std::string(what));
}

void refuse_archive(std::string_view bytes, std::string_view source) {
  for (const Archive& archive : kArchives)
    if (bytes.starts_with(archive.beginning)) throw_no_table(source, archive.what);
}

/// Whether bytes are text as they are: an escape may shift to another set of characters (ISO-2022).
bool is_utf8_text(std::string_view bytes) noexcept {
  return !text::first_invalid_utf8(bytes) && bytes.find('\0') == std::string_view::npos &&
         bytes.find('\x1B') == std::string_view::npos;
}

void decode_whole(std::string_view bytes, std::string_view source, CsvText& csv) {
  try {
    text::DecodedText decoded = text::decode(bytes, "its content");
    csv.decoded = std::make_shared<std::string>(std::move(decoded.text));
    csv.text = *csv.decoded;
    csv.encoding = std::move(decoded.encoding);
    csv.repairs = std::move(decoded.repairs);
  } catch (const Error& error) {
    const bool binary = bytes.substr(0, kFirstBytes).find('\0') != std::string_view::npos;
    if (error.kind() == ErrorKind::resource_limit && !binary) {
      csv.checked = false;
      return;
    }
    if (error.kind() != ErrorKind::corrupt_data || binary) throw_no_table(source, error.what());
    csv.checked = false;
  }
}

/// A header of several columns, one of them of lyrics, in one quoted cell.
bool is_quoted_header(std::string_view cell) {
  CsvReader reader(cell, find_dialect(cell));
  const std::optional<CsvRow> row = reader.next();
  const auto is_lyrics = [](std::string_view name) { return find_column(name).slot == FieldSlot::lyrics; };
  return row && row->cells.size() > 1 && std::ranges::any_of(row->cells, is_lyrics);
}

/// A table whose lines a spreadsheet has put into quotes as a whole ("artist,title,lyrics"), without these; nothing
/// when it is none. Line ends stay where they are, so that lines keep their numbers.
std::optional<std::string> without_outer_quotes(std::string_view text) {
  CsvDialect whole_lines;
  whole_lines.delimiter = '\n';
  CsvReader reader(text, whole_lines);
  std::optional<CsvRow> row = reader.next();
  if (!row || !row->bytes.starts_with('"') || row->cells.size() != 1 || !is_quoted_header(row->cells[0]))
    return std::nullopt;
  std::string bare;
  for (std::size_t line = 1; row; row = reader.next()) {
    for (; line < row->line; ++line) bare += '\n';
    bare += row->fault.empty() ? row->cells[0] : row->bytes;
    line += static_cast<std::size_t>(std::ranges::count(row->bytes, '\n'));
  }
  return bare += '\n';
}

}  // namespace

CsvText open_csv(std::string_view bytes, std::string_view source) {
  refuse_archive(bytes, source);
  CsvText csv;
  csv.text = bytes;
  if (!is_utf8_text(bytes)) decode_whole(bytes, source, csv);
  if (std::optional<std::string> bare = without_outer_quotes(csv.text)) {
    csv.decoded = std::make_shared<std::string>(*std::move(bare));
    csv.text = *csv.decoded;
  }
  csv.dialect = find_dialect(csv.text);
  return csv;
}

std::size_t named_cells(std::span<const std::string_view> header) noexcept {
  std::size_t named = header.size();
  while (named > 0 && ascii::trimmed(header[named - 1], ascii::kBlanksAndLineEnds).empty()) --named;
  return named;
}

std::string fault_of_cells(const CsvRow& row, std::size_t columns, std::size_t named) {
  if (row.cells.size() >= named && named_cells(row.cells) <= columns) return {};
  return "has " + std::to_string(row.cells.size()) + (row.cells.size() == 1 ? " cell" : " cells") + ", expected " +
         std::to_string(columns);
}

std::string fault_of_bytes(std::string_view row) {
  if (const std::optional<std::size_t> at = text::first_invalid_utf8(row)) {
    std::array<char, 3> hex{};
    std::snprintf(hex.data(), hex.size(), "%02X", static_cast<unsigned>(static_cast<unsigned char>(row[*at])));
    return std::string("is not valid UTF-8: byte 0x") + hex.data() + " at byte " + std::to_string(*at + 1);
  }
  return row.find('\0') == std::string_view::npos ? std::string() : "holds a NUL byte";
}

}  // namespace leitmotif::corpus
