// Any bytes as CSV: the reader must end, stay inside the text, give rows in order, and what is written from a good row
// must be read back. The data set reader on top of it must refuse or read, nothing else.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/csv_dialect.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/text/encoding.hpp"

namespace {

using namespace leitmotif;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_round_trip(const corpus::CsvRow& row) {
  const std::string written = corpus::csv_row(row.cells);
  corpus::CsvReader again(written);
  const auto read = again.next();
  // Quotes make a row longer than it was.
  if (read && written.size() > corpus::kMaxRowBytes) return;
  require(read && read->fault.empty() && read->line == 1);
  require(std::vector<std::string_view>(read->cells.begin(), read->cells.end()) ==
          std::vector<std::string_view>(row.cells.begin(), row.cells.end()));
  require(!again.next());
}

void check_rows(std::string_view text, const corpus::CsvDialect& dialect = {}) {
  corpus::CsvReader reader(text, dialect);
  std::size_t line = 0;
  while (const auto row = reader.next()) {
    require(row->line > line && row->line <= text.size() + 1);
    require(row->bytes.data() >= text.data() && row->bytes.data() + row->bytes.size() <= text.data() + text.size());
    require(row->fault.empty() != row->cells.empty());
    line = row->line;
    if (row->fault.empty()) check_round_trip(*row);
  }
}

void check_dataset(std::string_view text) {
  const corpus::DatasetSink sink{
      [](LabelledSong&& song) { require(!text::first_invalid_utf8(song.song.lyrics + song.song.title)); },
      [](Rejected&& rejected) { require(!rejected.reason.empty() && rejected.line > 0); }};
  try {
    corpus::parse_dataset(text, "fuzz.csv", sink);
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::corrupt_data);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_rows(text);
  check_rows(text, corpus::find_dialect(text));
  for (const char delimiter : {';', '\t', '|', '\n'}) check_rows(text, {delimiter, true, true, 0, 1});
  check_dataset(text);
  check_dataset("lyrics,year,energy,topic,artist,title\n" + std::string(text));
  return 0;
}
