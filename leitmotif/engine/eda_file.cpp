// A CSV file of whatever columns as songs in columns.
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/input_bytes.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/numbers.hpp"
#include "leitmotif/engine/eda_table.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::engine {
namespace {

using corpus::CellKind;
using corpus::FieldSlot;
using explore::SongTable;

constexpr std::size_t kPipedBytes = 4ULL << 30U;
constexpr std::size_t kProbedBytes = 64U << 10U;
constexpr std::size_t kRowsBetweenReports = 4096;
constexpr double kNumericShare = 0.95;
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2100;

/// What a column of the file is read as.
struct EdaColumn {
  enum class Use : std::uint8_t { skipped, feature, guessed, year, artist, title, genre, topic, lyrics };
  Use use = Use::skipped;
  explore::Feature numbers;  // of a feature, a guessed one and a year
  std::size_t missing = 0;   // empty cells
};

using Use = EdaColumn::Use;

Use use_of(std::string_view name) {
  if (name == "age" || name == "len") return Use::feature;
  switch (corpus::find_field(corpus::dataset_columns(), name).slot) {
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
    case FieldSlot::none:
      break;
  }
  // A column without a name holds row numbers, as pandas writes them.
  return name.empty() || name.starts_with("Unnamed:") ? Use::skipped : Use::guessed;
}

[[noreturn]] void refuse_file(const std::string& source, const std::string& what) {
  throw Error(ErrorKind::corrupt_data, source + ": " + what);
}

std::string fault_of(const corpus::CsvRow& row, std::size_t columns) {
  if (!row.fault.empty()) return row.fault;
  if (row.cells.size() != columns)
    return "has " + std::to_string(row.cells.size()) + (row.cells.size() == 1 ? " cell" : " cells") + ", expected " +
           std::to_string(columns);
  if (text::first_invalid_utf8(row.bytes)) return "is not valid UTF-8";
  if (row.bytes.find('\0') != std::string_view::npos) return "holds a NUL byte";
  return {};
}

/// `1984`, `1984.0` or the year of a date such as `1984-05-01`.
std::string_view year_part(std::string_view cell) {
  const std::string_view text = corpus::trimmed(cell);
  return text.size() == 10 && text[4] == '-' && text[7] == '-' ? text.substr(0, 4) : text;
}

void add_number(explore::Feature& feature, std::string_view cell) {
  const corpus::NumberCell number = corpus::read_number(cell);
  const bool usable = number.kind == CellKind::number && std::abs(number.value) < explore::kLargestNumber;
  feature.values.push_back(usable ? number.value : kMissing);
  if (number.kind == CellKind::text) ++feature.unreadable;
  if (!usable && (number.kind == CellKind::number || number.kind == CellKind::infinite)) ++feature.infinite;
}

/// Reads rows into columns, and at the end makes the table of them.
class TableReader {
 public:
  TableReader(std::string_view bytes, const std::string& source) : bytes_(bytes) { table_.source = source; }

  void read_header(const corpus::CsvRow& row) {
    if (!row.fault.empty()) refuse_file(table_.source, "in the header: " + row.fault);
    if (text::first_invalid_utf8(row.bytes)) refuse_file(table_.source, "the header is not valid UTF-8");
    std::size_t guessed = 0;
    std::unordered_set<std::string> names;
    for (const std::string_view cell : row.cells) {
      EdaColumn column;
      column.numbers.name = std::string(corpus::trimmed(cell));
      column.use = use_of(column.numbers.name);
      if (column.use != Use::skipped && !names.insert(key_of(column)).second)
        refuse_file(table_.source, "column " + in_quotes(column.numbers.name) + " is there twice");
      if (column.use == Use::guessed && ++guessed > kMostUnknownColumns) column.use = Use::skipped;
      columns_.push_back(std::move(column));
    }
    table_.columns = columns_.size();
    table_.features_left_out = guessed > kMostUnknownColumns ? guessed - kMostUnknownColumns : 0;
  }

  void read_row(const corpus::CsvRow& row) {
    const std::string fault = fault_of(row, columns_.size());
    if (!fault.empty()) {
      if (table_.rejected++ == 0) table_.first_rejected = "line " + std::to_string(row.line) + " " + fault;
      return;
    }
    ++table_.rows;
    for (std::size_t i = 0; i < columns_.size(); ++i) read_cell(columns_[i], row.cells[i]);
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
  /// Two names of one thing, such as `year` and `release_date`, count as one name.
  static std::string key_of(const EdaColumn& column) {
    const bool own = column.use == Use::feature || column.use == Use::guessed;
    return own ? column.numbers.name : "\n" + std::to_string(static_cast<int>(column.use));
  }

  /// The cell as a view that lasts: into the file's bytes, or owned when quotes were taken out.
  std::string_view lasting(std::string_view cell) {
    const bool inside = cell.data() >= bytes_.data() && cell.data() + cell.size() <= bytes_.data() + bytes_.size();
    return inside ? cell : std::string_view(table_.owned.emplace_back(cell));
  }

  void read_cell(EdaColumn& column, std::string_view cell) {
    const std::string_view text = corpus::trimmed(cell);
    column.missing += text.empty() ? 1U : 0U;
    switch (column.use) {
      case Use::feature:
      case Use::guessed:
        return add_number(column.numbers, text);
      case Use::year:
        return add_number(column.numbers, year_part(text));
      case Use::artist:
        return table_.artist.push_back(lasting(text));
      case Use::title:
        return table_.title.push_back(lasting(text));
      case Use::lyrics:
        return table_.words.push_back(lasting(text));
      case Use::genre:
        return genres_.add(text);
      case Use::topic:
        return topics_.add(text);
      case Use::skipped:
        return;
    }
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
        decades_.add(year >= kFirstYear && year <= kLastYear ? explore::decade_name(static_cast<int>(year)) : "");
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
      age.values.push_back(year >= kFirstYear && year <= kLastYear ? explore::age_of(year) : kMissing);
    table_.features.push_back(std::move(age));
    table_.notes.emplace_back("There is no column age; it was worked out from the year: (2020 - year) / 70.");
  }

  std::string_view bytes_;
  SongTable table_;
  std::vector<EdaColumn> columns_;
  explore::GroupNames genres_;
  explore::GroupNames topics_;
  explore::GroupNames decades_;
  std::optional<std::size_t> year_;
};

}  // namespace

SongTable parse_song_table(std::string_view bytes, std::shared_ptr<const void> keep, const std::string& source,
                           const OnRows& on_rows) {
  if (bytes.empty()) refuse_file(source, "is empty, expected a header with the names of columns");
  if (bytes.substr(0, kProbedBytes).find('\0') != std::string_view::npos)
    refuse_file(source, "is not a CSV file in UTF-8");
  corpus::CsvReader csv(bytes);
  const std::optional<corpus::CsvRow> header = csv.next();
  if (!header) refuse_file(source, "there is no header, expected one with the names of columns");
  TableReader reader(bytes, source);
  reader.read_header(*header);
  std::size_t rows = 0;
  while (const std::optional<corpus::CsvRow> row = csv.next()) {
    reader.read_row(*row);
    if (++rows % kRowsBetweenReports == 0) on_rows(rows);
  }
  SongTable table = reader.finished();
  table.bytes = std::move(keep);
  return table;
}

SongTable read_song_table(const std::filesystem::path& file, const OnRows& on_rows) {
  const auto input = std::make_shared<const InputBytes>(file, kPipedBytes);
  return parse_song_table(input->bytes(), input, file.string(), on_rows);
}

}  // namespace leitmotif::engine
