#include "leitmotif/corpus/csv_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/csv_dialect.hpp"

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

}  // namespace

CsvText open_csv(std::string_view bytes, std::string_view source) {
  refuse_archive(bytes, source);
  CsvText csv;
  csv.text = bytes;
  if (!is_utf8_text(bytes)) decode_whole(bytes, source, csv);
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
