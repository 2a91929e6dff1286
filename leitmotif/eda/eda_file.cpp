// A CSV file of whatever columns as songs in columns.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_set>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/input_bytes.hpp"
#include "leitmotif/corpus/column_map.hpp"
#include "leitmotif/corpus/csv_dialect.hpp"
#include "leitmotif/corpus/csv_text.hpp"
#include "leitmotif/corpus/lyrics_form.hpp"
#include "leitmotif/corpus/numbers.hpp"
#include "leitmotif/corpus/years.hpp"
#include "leitmotif/eda/eda_table.hpp"
#include "leitmotif/text/preprocessor.hpp"

namespace leitmotif::eda {
namespace {

using corpus::CellKind;
using corpus::FieldSlot;
using explore::SongTable;

constexpr std::size_t kPipedBytes = 4ULL << 30U;
constexpr std::size_t kRowsBetweenReports = 4096;
constexpr double kNumericShare = 0.95;

/// What a column of the file is read as.
struct EdaColumn {
  enum class Use : std::uint8_t { skipped, feature, guessed, year, artist, title, genre, topic, lyrics };
  Use use = Use::skipped;
  explore::Feature numbers;  // of a feature, a guessed one and a year
  std::size_t missing = 0;   // empty cells
};

using Use = EdaColumn::Use;

Use use_of(const corpus::Column& column) {
  if (column.name == "age" || column.name == "len") return Use::feature;
  switch (column.spare ? FieldSlot::none : column.field.slot) {
    case FieldSlot::artist:
      return Use::artist;
    case FieldSlot::title:
      return Use::title;
    case FieldSlot::year:
      return Use::year;
    case FieldSlot::genre:
      return Use::genre;
    case FieldSlot::lyrics:
      return Use::lyrics;
    case FieldSlot::topic:
      return Use::topic;
    case FieldSlot::audio:
    case FieldSlot::weight:
      return Use::feature;
    case FieldSlot::album:
    case FieldSlot::isrc:
    case FieldSlot::recording_id:
    case FieldSlot::release_id:
    case FieldSlot::artist_id:
    case FieldSlot::length:
    case FieldSlot::explicit_flag:
    case FieldSlot::none:
      break;
  }
  // A column without a name holds row numbers, as pandas writes them.
  return column.name.empty() || column.name.starts_with("Unnamed:") ? Use::skipped : Use::guessed;
}

[[noreturn]] void refuse_file(const std::string& source, const std::string& what) {
  throw Error(ErrorKind::corrupt_data, source + ": " + what);
}

/// The year of a cell as a number; what is no year stays what it is.
corpus::NumberCell year_cell(std::string_view cell) {
  if (const std::optional<int> year = corpus::year_in(cell)) return {CellKind::number, static_cast<double>(*year)};
  return corpus::says_no_year(cell) ? corpus::NumberCell{} : corpus::read_number(cell);
}

void add_number(explore::Feature& feature, const corpus::NumberCell& number) {
  const bool usable = number.kind == CellKind::number && std::abs(number.value) < explore::kLargestNumber;
  feature.values.push_back(usable ? number.value : kMissing);
  if (number.kind == CellKind::text) ++feature.unreadable;
  if (!usable && (number.kind == CellKind::number || number.kind == CellKind::infinite)) ++feature.infinite;
}

/// Reads rows into columns, and at the end makes the table of them.
class TableReader {
 public:
  TableReader(const corpus::CsvText& csv, const std::string& source) : csv_(csv) {
    table_.source = source;
    if (csv.dialect.delimiter != ',')
      table_.notes.push_back("The delimiter of its cells: " + corpus::delimiter_name(csv.dialect.delimiter) + ".");
    if (csv.encoding != "UTF-8") table_.notes.push_back("Its encoding: " + csv.encoding + ".");
    for (const text::Repair repair : csv.repairs)
      table_.notes.push_back("The file: " + std::string(text::words_of(repair)) + ".");
  }

  void read_header(const corpus::CsvRow& row) {
    if (!row.fault.empty()) refuse_file(table_.source, "in the header: " + row.fault);
    const std::string fault = csv_.checked ? std::string() : corpus::fault_of_bytes(row.bytes);
    if (!fault.empty()) refuse_file(table_.source, "the header " + fault);
    std::size_t guessed = 0;
    std::unordered_set<std::string> names;
    for (const corpus::Column& named : corpus::map_columns(row.cells, {})) {
      EdaColumn column;
      column.numbers.name = named.name;
      column.use = use_of(named);
      const bool own = column.use == Use::feature || column.use == Use::guessed;
      if (own && !names.insert(named.name).second) column.use = Use::skipped;
      if (column.use == Use::guessed && ++guessed > kMostUnknownColumns) column.use = Use::skipped;
      columns_.push_back(std::move(column));
    }
    table_.columns = columns_.size();
    named_ = corpus::named_cells(row.cells);
    table_.features_left_out = guessed > kMostUnknownColumns ? guessed - kMostUnknownColumns : 0;
  }

  void read_row(const corpus::CsvRow& row) {
    const std::string fault = fault_of(row);
    if (!fault.empty()) {
      if (table_.rejected++ == 0) table_.first_rejected = "line " + std::to_string(row.line) + " " + fault;
      return;
    }
    ++table_.rows;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      read_cell(columns_[i], i < row.cells.size() ? row.cells[i] : std::string_view());
  }

  SongTable finished() {
    table_.genre = genres_.finished(false);
    table_.topic = topics_.finished(false);
    if (!table_.topic.names.empty()) table_.topic_source = explore::TopicSource::labels;
    for (EdaColumn& column : columns_) keep(column);
    derive_age();
    return std::move(table_);
  }

 private:
  [[nodiscard]] std::string fault_of(const corpus::CsvRow& row) const {
    if (!row.fault.empty()) return row.fault;
    std::string fault = corpus::fault_of_cells(row, columns_.size(), named_);
    return fault.empty() && !csv_.checked ? corpus::fault_of_bytes(row.bytes) : fault;
  }

  /// The cell as a view that lasts: into the file's bytes, or owned when quotes were taken out.
  std::string_view lasting(std::string_view cell) {
    const std::string_view all = csv_.text;
    const bool inside = cell.data() >= all.data() && cell.data() + cell.size() <= all.data() + all.size();
    return inside ? cell : std::string_view(table_.owned.emplace_back(cell));
  }

  void read_cell(EdaColumn& column, std::string_view cell) {
    const std::string_view text = corpus::trimmed(cell);
    column.missing += text.empty() ? 1U : 0U;
    switch (column.use) {
      case Use::feature:
      case Use::guessed:
        return add_number(column.numbers, corpus::read_number(text, comma_));
      case Use::year:
        return add_number(column.numbers, year_cell(text));
      case Use::artist:
        return table_.artist.push_back(lasting(text));
      case Use::title:
        return table_.title.push_back(lasting(text));
      case Use::lyrics:
        return add_lyric(text);
      case Use::genre:
        return genres_.add(text);
      case Use::topic:
        return topics_.add(text);
      case Use::skipped:
        return;
    }
  }

  /// Words are counted of lyrics in the data set's form; of one as sung they are made of it.
  void add_lyric(std::string_view text) {
    if (text.empty() || corpus::form_of(text) == LyricsForm::cleaned) return table_.words.push_back(lasting(text));
    if (!sung_) {
      const std::filesystem::path wordnet = text::WordNet::default_folder();
      sung_.emplace(text::Pipeline::corpus, std::make_shared<const text::WordNet>(text::WordNet::load(wordnet)));
    }
    table_.words.push_back(table_.owned.emplace_back(sung_->preprocess(corpus::unwrapped_lyric(text)).joined()));
  }

  static bool is_numeric(const EdaColumn& column) {
    const auto cells = static_cast<double>(column.numbers.values.size() - column.missing);
    const auto wrong = static_cast<double>(column.numbers.unreadable);
    return column.use != Use::guessed || (cells > 0 && cells - wrong >= kNumericShare * cells && cells > wrong);
  }

  void keep(EdaColumn& column) {
    if (column.use == Use::skipped) return;
    const bool number = column.use == Use::feature || column.use == Use::guessed || column.use == Use::year;
    if (!number || !is_numeric(column)) {
      table_.texts.push_back({column.numbers.name, column.missing});
      return;
    }
    if (column.use == Use::year) {
      for (const double year : column.numbers.values)
        decades_.add(year >= corpus::kFirstYear && year <= corpus::kLastYear
                         ? explore::decade_name(static_cast<int>(year))
                         : "");
      table_.decade = decades_.finished(true);
      year_ = table_.features.size();
    }
    table_.features.push_back(std::move(column.numbers));
  }

  void derive_age() {
    const auto has_age = [](const explore::Feature& feature) { return feature.name == "age"; };
    if (!year_ || std::ranges::any_of(table_.features, has_age)) return;
    explore::Feature age{"age", {}, 0, 0};
    for (const double year : table_.features[*year_].values)
      age.values.push_back(year >= corpus::kFirstYear && year <= corpus::kLastYear ? explore::age_of(year) : kMissing);
    table_.features.push_back(std::move(age));
    table_.notes.emplace_back("There is no column age; it was worked out from the year: (2020 - year) / 70.");
  }

  const corpus::CsvText& csv_;
  corpus::Comma comma_ = csv_.dialect.delimiter == ',' ? corpus::Comma::thousands : corpus::Comma::decimal;
  std::size_t named_ = 0;  ///< a row has at least so many cells
  std::optional<text::Preprocessor> sung_;
  SongTable table_;
  std::vector<EdaColumn> columns_;
  explore::GroupNames genres_;
  explore::GroupNames topics_;
  explore::GroupNames decades_;
  std::optional<std::size_t> year_;
};

/// The share's rows, counted from 0 behind the header.
ShareRange own_rows(const corpus::CsvText& text, const Share& share) {
  if (share.is_whole()) return {0, std::numeric_limits<std::size_t>::max()};
  corpus::CsvReader csv(text.text, text.dialect);
  (void)csv.next();
  std::size_t rows = 0;
  while (csv.next()) ++rows;
  return range_of(share, rows);
}

}  // namespace

SongTable parse_song_table(std::string_view bytes, std::shared_ptr<const void> keep, const SourceRows& source,
                           const OnRows& on_rows) {
  if (bytes.empty()) refuse_file(source.name, "is empty, expected a header with the names of columns");
  const corpus::CsvText text = corpus::open_csv(bytes, source.name);
  corpus::CsvReader csv(text.text, text.dialect);
  const std::optional<corpus::CsvRow> header = csv.next();
  if (!header) refuse_file(source.name, "there is no header, expected one with the names of columns");
  TableReader reader(text, source.name);
  reader.read_header(*header);
  const ShareRange own = own_rows(text, source.share);
  std::size_t rows = 0;
  while (const std::optional<corpus::CsvRow> row = csv.next()) {
    if (own.contains(rows)) reader.read_row(*row);
    if (++rows % kRowsBetweenReports == 0) on_rows(rows);
  }
  SongTable table = reader.finished();
  table.bytes = text.decoded ? std::shared_ptr<const void>(text.decoded) : std::move(keep);
  return table;
}

SongTable read_song_table(const std::filesystem::path& file, const Share& share, const OnRows& on_rows) {
  const auto input = std::make_shared<const InputBytes>(file, kPipedBytes);
  return parse_song_table(input->bytes(), input, {file.string(), share}, on_rows);
}

}  // namespace leitmotif::eda
