#include "leitmotif/corpus/dataset.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <future>
#include <optional>
#include <utility>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/input_bytes.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kProbedBytes = 64U << 10U;
constexpr std::size_t kNamesShown = 40;
constexpr std::size_t kPipedBytes = 4ULL << 30U;

[[noreturn]] void throw_corrupt(std::string_view source, std::size_t line, const std::string& what) {
  throw Error(ErrorKind::corrupt_data, std::string(source) + " line " + std::to_string(line) + ": " + what);
}

/// A NUL byte near the beginning means that this is no CSV file at all; one far behind spoils its row only.
void refuse_binary(std::string_view bytes, std::string_view source) {
  if (bytes.empty())
    throw Error(ErrorKind::corrupt_data, std::string(source) + ": is empty, expected a header with a column 'lyrics'");
  const std::size_t nul = bytes.substr(0, kProbedBytes).find('\0');
  if (nul == std::string_view::npos) return;
  const std::string_view mark = bytes.substr(0, 2);
  const bool utf16 = mark == "\xFF\xFE" || mark == "\xFE\xFF";
  throw Error(ErrorKind::corrupt_data, std::string(source) + ": is not a CSV file in UTF-8: " +
                                           (utf16 ? "it is UTF-16" : "NUL byte at byte " + std::to_string(nul + 1)));
}

std::string invalid_utf8(std::string_view bytes) {
  const auto at = text::first_invalid_utf8(bytes);
  if (!at) return {};
  std::array<char, 3> hex{};
  std::snprintf(hex.data(), hex.size(), "%02X", static_cast<unsigned>(static_cast<unsigned char>(bytes[*at])));
  return std::string("is not valid UTF-8: byte 0x") + hex.data() + " at byte " + std::to_string(*at + 1);
}

std::string names_of(std::span<const std::string_view> cells) {
  std::string names;
  for (std::size_t i = 0; i < std::min(cells.size(), kNamesShown); ++i) {
    const std::string name = in_quotes(trimmed(cells[i]));
    if (i > 0) names += ", ";
    names.append(name, 1, name.size() - 2);
  }
  return cells.size() > kNamesShown ? names + ", ..." : names;
}

/// Two columns for one value would let the later one win without a word.
void refuse_twice(std::span<const Field> columns, std::string_view source, std::size_t line) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].slot == FieldSlot::none) continue;
    for (std::size_t j = 0; j < i; ++j) {
      if (columns[j].slot != columns[i].slot || columns[j].index != columns[i].index) continue;
      const std::string_view first = columns[j].name;
      const std::string_view second = columns[i].name;
      std::string fault = first == second ? "column '" : "columns '";
      fault.append(first);
      fault += first == second ? "' is there twice" : "' and '";
      if (first != second) fault.append(second) += "' mean the same";
      throw_corrupt(source, line, fault);
    }
  }
}

/// What each column of the file is, in the file's order.
std::vector<Field> read_header(CsvReader& reader, std::string_view source) {
  const std::optional<CsvRow> header = reader.next();
  if (!header) throw_corrupt(source, 1, "there is no header, expected a column 'lyrics'");
  if (!header->fault.empty()) throw_corrupt(source, header->line, "in the header: " + header->fault);
  const std::string invalid = invalid_utf8(header->bytes);
  if (!invalid.empty()) throw_corrupt(source, header->line, "the header " + invalid);
  std::vector<Field> columns;
  for (const std::string_view cell : header->cells) columns.push_back(find_field(dataset_columns(), trimmed(cell)));
  const bool lyrics =
      std::any_of(columns.begin(), columns.end(), [](const Field& column) { return column.slot == FieldSlot::lyrics; });
  if (!lyrics) throw_corrupt(source, header->line, "column 'lyrics' is missing; found: " + names_of(header->cells));
  refuse_twice(columns, source, header->line);
  return columns;
}

/// Fills `song` from the row, or says why the row is rejected.
std::string read_row(const CsvRow& row, std::span<const Field> columns, LabelledSong& song) {
  if (!row.fault.empty()) return row.fault;
  if (row.cells.size() != columns.size())
    return "has " + std::to_string(row.cells.size()) + (row.cells.size() == 1 ? " cell" : " cells") + ", expected " +
           std::to_string(columns.size());
  std::string reason = invalid_utf8(row.bytes);
  if (!reason.empty()) return reason;
  if (row.bytes.find('\0') != std::string_view::npos) return "holds a NUL byte";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    reason = assign_field(columns[i], row.cells[i], song);
    if (!reason.empty()) return reason;
  }
  const Song& read = song.song;
  if (read.lyrics.empty() && (read.artist.empty() || read.title.empty()))
    return "has no lyrics, and not both artist and title";
  return {};
}

}  // namespace

void parse_dataset(std::string_view bytes, std::string_view source, const DatasetSink& sink, LyricsForm form) {
  refuse_binary(bytes, source);
  CsvReader reader(bytes);
  const std::vector<Field> columns = read_header(reader, source);
  while (const std::optional<CsvRow> row = reader.next()) {
    LabelledSong song;
    song.song.form = form;
    song.line = row->line;
    std::string reason = read_row(*row, columns, song);
    if (reason.empty()) {
      sink.row(std::move(song));
    } else {
      sink.rejected({std::string(source), row->line, std::move(reason)});
    }
  }
}

void read_dataset(const std::filesystem::path& file, const DatasetSink& sink, LyricsForm form) {
  const InputBytes input(file, kPipedBytes);
  parse_dataset(input.bytes(), file.string(), sink, form);
}

Dataset read_dataset(const std::filesystem::path& file, LyricsForm form) {
  const InputBytes input(file, kPipedBytes);
  // Beside the reading; when the system gives no thread, the digest is made at get().
  std::future<std::string> digest =
      std::async(std::launch::async | std::launch::deferred, [bytes = input.bytes()] { return sha256_hex(bytes); });
  Dataset dataset;
  const DatasetSink sink{[&](LabelledSong&& song) { dataset.rows.push_back(std::move(song)); },
                         [&](Rejected&& rejected) { dataset.rejected.push_back(std::move(rejected)); }};
  parse_dataset(input.bytes(), file.string(), sink, form);
  dataset.sha256 = digest.get();
  return dataset;
}

void write_rejects(const std::filesystem::path& file, std::span<const Rejected> rejected) {
  AtomicFile output(file);
  output.write("file,line,reason\n");
  for (const Rejected& reject : rejected) {
    const std::string line = reject.line == 0 ? "" : std::to_string(reject.line);
    const std::array<std::string_view, 3> cells = {reject.source, line, reject.reason};
    output.write(csv_row(cells));
  }
  output.commit();
}

}  // namespace leitmotif::corpus
