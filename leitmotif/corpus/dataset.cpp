#include "leitmotif/corpus/dataset.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/input_bytes.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/json_table.hpp"
#include "leitmotif/corpus/lyrics_form.hpp"
#include "leitmotif/corpus/numbers.hpp"
#include "leitmotif/corpus/split_lyrics.hpp"
#include "leitmotif/text/no_lyric.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kPipedBytes = 4ULL << 30U;
constexpr std::size_t kLongestNote = 600;     // bytes of a text that stands for a lyric
constexpr std::size_t kLongestBareNote = 40;  // the same of one that looks like a list of words

[[noreturn]] void throw_corrupt(std::string_view source, std::size_t line, const std::string& what) {
  throw Error(ErrorKind::corrupt_data, std::string(source) + " line " + std::to_string(line) + ": " + what);
}

bool is_named_as_table(std::string_view source) {
  const std::string name = ascii::lower_case(source);
  return name.ends_with(".csv") || name.ends_with(".tsv");
}

/// Where the rows of a table begin in the file it was made of; empty when it is that file.
using RowLines = std::map<std::size_t, std::size_t>;

/// Reads the rows of one table.
class TableOfSongs {
 public:
  TableOfSongs(const CsvText& csv, std::string_view source, const DatasetOptions& options, const RowLines& lines)
      : csv_(csv), source_(source), options_(options), lines_(lines), reader_(csv.text, csv.dialect) {
    facts_.encoding = csv.encoding;
    facts_.repairs = csv.repairs;
    facts_.delimiter = csv.dialect.delimiter;
    read_header();
  }

  DatasetFacts read(const DatasetSink& sink) {
    const ShareRange own = options_.share.is_whole() ? ShareRange{0, std::numeric_limits<std::size_t>::max()}
                                                     : range_of(options_.share, count_rows());
    std::size_t number = 0;
    while (const std::optional<CsvRow> row = reader_.next()) {
      if (is_empty(*row)) continue;
      is_own_ = own.contains(number++);
      if (!is_own_ && !sink.other_row && !is_split_) continue;
      LabelledSong song;
      song.line = line_of(row->line);
      std::string reason = read_row(*row, song);
      if (is_split_ && reason.empty())
        join(std::move(song), sink);
      else
        hand_over(std::move(song), std::move(reason), sink);
    }
    hand_over_joined(sink);
    for (LeftOut& left_out : left_out_)
      if (left_out.count > 0) facts_.left_out.push_back(std::move(left_out));
    return std::move(facts_);
  }

 private:
  void hand_over(LabelledSong&& song, std::string reason, const DatasetSink& sink) {
    if (!is_own_) {
      if (reason.empty() && sink.other_row) sink.other_row(std::move(song));
    } else if (reason.empty()) {
      sink.row(std::move(song));
    } else {
      sink.rejected({std::string(source_), song.line, std::move(reason)});
    }
  }

  /// Adds a row that holds a piece of a lyric to the song of the row before it, or begins a song.
  void join(LabelledSong&& song, const DatasetSink& sink) {
    const auto has_names_of = [](const Song& one, const Song& other) {
      return one.title == other.title && one.artist == other.artist;
    };
    const bool unnamed = song.song.title.empty() && song.song.artist.empty();
    if (!joined_ || (!unnamed && !has_names_of(song.song, joined_->song))) {
      hand_over_joined(sink);
      joined_ = std::move(song);
      joined_is_own_ = is_own_;
      return;
    }
    joined_->song.lyrics.append("\n").append(song.song.lyrics);
    if (joined_is_own_) facts_.joined += facts_of_joined_++ == 0 ? 2U : 1U;
  }

  /// Reads the lyric that was joined, and hands its song over.
  void hand_over_joined(const DatasetSink& sink) {
    if (!joined_) return;
    LabelledSong song = std::move(*joined_);
    joined_.reset();
    facts_of_joined_ = 0;
    is_own_ = joined_is_own_;
    const std::string lyric = std::move(song.song.lyrics);
    song.song.lyrics.clear();
    read_lyrics(lyric, lyric_column_, song);
    const bool nothing = song.song.lyrics.empty() && song.song.title.empty();
    hand_over(std::move(song), nothing ? "has neither lyrics nor a title" : "", sink);
  }

  /// A spreadsheet's empty row, the line below a drawn table's header, or the header again where files were joined.
  [[nodiscard]] bool is_empty(const CsvRow& row) const {
    if (!row.fault.empty()) return false;
    if (named_cells(row.cells) == 0) return true;
    const auto is_drawn = [](std::string_view cell) {
      return cell.find_first_not_of("-:=+ \t") == std::string_view::npos;
    };
    if (row.cells.size() > 1 && std::ranges::all_of(row.cells, is_drawn) && std::ranges::any_of(row.cells, has_dashes))
      return true;
    return row.cells.size() == header_.size() && std::ranges::equal(row.cells, header_, {}, trimmed);
  }
  static bool has_dashes(std::string_view cell) { return cell.find("--") != std::string_view::npos; }

  /// How many rows there are behind the header.
  [[nodiscard]] std::size_t count_rows() const {
    CsvReader reader(csv_.text, from_header_);
    (void)reader.next();
    std::size_t rows = 0;
    while (const std::optional<CsvRow> row = reader.next()) rows += is_empty(*row) ? 0U : 1U;
    return rows;
  }

  [[nodiscard]] std::size_t line_of(std::size_t row_line) const {
    const auto found = lines_.find(row_line);
    return found == lines_.end() ? row_line : found->second;
  }

  /// The header is the first row, or the first of some with a column of lyrics: titles may stand above it.
  std::optional<CsvRow> header_row() {
    constexpr std::size_t kRowsLookedFor = 10;
    CsvReader reader(csv_.text, csv_.dialect);
    for (std::size_t i = 0; i < kRowsLookedFor && options_.columns.empty(); ++i) {
      const std::optional<CsvRow> row = reader.next();
      if (!row) break;
      const auto is_lyrics = [](std::string_view cell) { return find_column(cell).slot == FieldSlot::lyrics; };
      if (std::ranges::none_of(row->cells, is_lyrics)) continue;
      for (std::size_t before = 0; before < i; ++before) (void)reader_.next();
      break;
    }
    return reader_.next();
  }

  void read_header() {
    const std::optional<CsvRow> header = header_row();
    if (!header) throw_corrupt(source_, 1, "there is no header, expected a column 'lyrics'");
    if (!header->fault.empty()) throw_corrupt(source_, header->line, "in the header: " + header->fault);
    const std::string fault = csv_.checked ? std::string() : fault_of_bytes(header->bytes);
    if (!fault.empty()) throw_corrupt(source_, header->line, "the header " + fault);
    facts_.columns = map_columns(header->cells, options_.columns);
    require_lyrics(*header);
    needed_cells_ = cells_of_a_row(header->cells);
    for (const std::string_view cell : header->cells) header_.emplace_back(trimmed(cell));
    CsvText from_header = csv_;
    from_header.dialect.begin = static_cast<std::size_t>(header->bytes.data() - csv_.text.data());
    from_header.dialect.first_line = header->line;
    from_header_ = from_header.dialect;
    look_at_values(from_header, facts_.columns);
    is_split_ = has_split_lyrics(from_header, facts_.columns);
    left_out_.resize(facts_.columns.size());
    for (std::size_t i = 0; i < facts_.columns.size(); ++i) {
      left_out_[i].column = facts_.columns[i].name;
      if (facts_.columns[i].field.slot != FieldSlot::none) used_.push_back(i);
    }
    std::stable_partition(used_.begin(), used_.end(), [&](std::size_t i) { return !facts_.columns[i].spare; });
  }

  /// Cells at the end may be missing when lyric and title are there.
  [[nodiscard]] std::size_t cells_of_a_row(std::span<const std::string_view> header) const {
    std::size_t names = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < facts_.columns.size(); ++i) {
      const FieldSlot slot = facts_.columns[i].field.slot;
      if ((slot != FieldSlot::lyrics && slot != FieldSlot::title) || facts_.columns[i].spare) continue;
      ++names;
      last = i + 1;
    }
    return names == 2 ? last : named_cells(header);
  }

  void require_lyrics(const CsvRow& header) const {
    const auto has = [&](FieldSlot slot) { return has_slot(facts_.columns, slot); };
    const bool names = has(FieldSlot::artist) && has(FieldSlot::title) && has(FieldSlot::audio);
    if (has(FieldSlot::lyrics) || (names && !options_.lyrics_needed)) return;
    throw_corrupt(source_, header.line, "column 'lyrics' is missing; found: " + names_of(header.cells));
  }

  /// Fills `song` from the row, or says why the row is rejected.
  std::string read_row(const CsvRow& row, LabelledSong& song) {
    if (!row.fault.empty()) return row.fault;
    if (const std::string_view lyric = rest_of_row(row); !lyric.empty()) {
      for (const std::size_t i : used_) read_cell(i, i + 1 == facts_.columns.size() ? lyric : row.cells[i], song);
      return {};
    }
    std::string fault = fault_of_cells(row, facts_.columns.size(), needed_cells_);
    if (fault.empty() && !csv_.checked) fault = fault_of_bytes(row.bytes);
    if (!fault.empty()) return fault;
    for (const std::size_t i : used_)
      if (i < row.cells.size()) read_cell(i, row.cells[i], song);
    if (song.song.lyrics.empty() && song.song.title.empty()) return "has neither lyrics nor a title";
    if (!has_slot(facts_.columns, FieldSlot::artist) && text::part_title(song.song.artist, song.song.title))
      ++facts_.artists_from_titles;
    return {};
  }

  /// A lyric in the last column that holds delimiters without quotes around it; empty when the row is none such.
  [[nodiscard]] std::string_view rest_of_row(const CsvRow& row) const noexcept {
    const std::size_t last = facts_.columns.size() - 1;
    const Column& column = facts_.columns[last];
    if (row.cells.size() <= last + 1 || column.field.slot != FieldSlot::lyrics || column.spare || !csv_.checked)
      return {};
    if (named_cells(row.cells) <= last + 1) return {};
    for (std::size_t i = last; i + 1 < row.cells.size(); ++i)
      if (row.cells[i].data() + row.cells[i].size() + 1 != row.cells[i + 1].data()) return {};
    const std::string_view end = row.cells.back();
    return {row.cells[last].data(), static_cast<std::size_t>(end.data() + end.size() - row.cells[last].data())};
  }

  void read_cell(std::size_t i, std::string_view cell, LabelledSong& song) {
    const Column& column = facts_.columns[i];
    if (column.field.slot == FieldSlot::lyrics) {
      if (column.spare && !song.song.lyrics.empty()) return;
      lyric_column_ = i;
      if (is_split_)
        song.song.lyrics = trimmed(cell);
      else
        read_lyrics(cell, i, song);
      return;
    }
    std::string reason = assign_field(column.field, cell, song, column.scale);
    if (!reason.empty()) leave_out(i, song, std::move(reason));
  }

  void leave_out(std::size_t i, const LabelledSong& song, std::string reason) {
    if (!is_own_) return;
    LeftOut& left_out = left_out_[i];
    if (left_out.count++ > 0) return;
    left_out.line = song.line;
    left_out.reason = std::move(reason);
  }

  void read_lyrics(std::string_view cell, std::size_t column, LabelledSong& row) {
    Song& song = row.song;
    song.form = LyricsForm::cleaned;  // also of a song without a lyric
    cell = trimmed(cell);
    if (cell.empty()) return;
    if (is_missing(cell) || (cell.size() <= kLongestBareNote && stands_for_no_lyric(cell)))
      return note_no_lyric(cell, column, row);
    const bool find_out = options_.lyrics == LyricsChoice::automatic;
    const bool cleaned = find_out ? form_of(cell) == LyricsForm::cleaned : options_.lyrics == LyricsChoice::cleaned;
    song.lyrics = cleaned ? std::string(cell) : unwrapped_lyric(cell);
    if (!cleaned && stands_for_no_lyric(song.lyrics)) {
      song.lyrics.clear();
      return note_no_lyric(cell, column, row);
    }
    if (song.lyrics.empty()) return;
    song.form = cleaned ? LyricsForm::cleaned : LyricsForm::sung;
    if (is_own_) (cleaned ? facts_.cleaned : facts_.sung) += 1;
  }

  static bool stands_for_no_lyric(std::string_view lyric) {
    return lyric.size() <= kLongestNote && (text::is_placeholder(lyric) || text::says_instrumental(lyric));
  }

  /// Counts a cell that holds a word in place of a lyric.
  void note_no_lyric(std::string_view cell, std::size_t column, const LabelledSong& row) {
    const bool instrumental = cell.size() <= kLongestNote && text::says_instrumental(unwrapped_lyric(cell));
    if (instrumental && is_own_) ++facts_.instrumental;
    leave_out(column, row,
              "lyrics is " + in_quotes(cell.substr(0, cell.find_first_of("\r\n"))) +
                  (instrumental ? ", which says that nobody sings" : ", which stands for no lyric"));
  }

  const CsvText& csv_;
  std::string_view source_;
  const DatasetOptions& options_;
  const RowLines& lines_;
  CsvReader reader_;
  CsvDialect from_header_;
  DatasetFacts facts_;
  std::vector<LeftOut> left_out_;  ///< [columns]
  std::vector<std::size_t> used_;  ///< columns that are read
  std::vector<std::string> header_;
  std::size_t needed_cells_ = 0;        ///< a row has at least so many
  bool is_own_ = true;                  ///< the row that is read is the share's
  bool is_split_ = false;               ///< a lyric stands in several rows
  std::size_t lyric_column_ = 0;        ///< of the lyric that was read last
  std::optional<LabelledSong> joined_;  ///< the song that rows are being joined to, its lyric as it stands in them
  bool joined_is_own_ = true;
  std::size_t facts_of_joined_ = 0;  ///< how many rows were joined to it
};

}  // namespace

std::string_view form_name(const DatasetFacts& facts) noexcept {
  if (facts.sung > 0 && facts.cleaned > 0) return "mixed";
  if (facts.sung > 0) return "sung";
  return facts.cleaned > 0 ? "cleaned" : "none";
}

DatasetFacts parse_dataset(std::string_view bytes, std::string_view source, const DatasetSink& sink,
                           const DatasetOptions& options) {
  if (bytes.empty())
    throw Error(ErrorKind::corrupt_data, std::string(source) + ": is empty, expected a header with a column 'lyrics'");
  const auto read_json = [&](std::string_view text) {
    JsonTable table = read_json_table(text, source);
    for (Rejected& rejected : table.rejected) sink.rejected(std::move(rejected));
    CsvText csv;
    csv.text = table.csv;
    return TableOfSongs(csv, source, options, table.lines).read(sink);
  };
  // One document under the name of a table is a mistake that is said; lines of objects were always read.
  if (is_json_list(bytes) && is_named_as_table(source))
    throw_corrupt(source, 1, "column 'lyrics' is missing: it is a JSON document; call it .json to have it read");
  if (is_json(bytes)) return read_json(bytes);
  const CsvText csv = open_csv(bytes, source);
  if (csv.decoded && is_json(csv.text)) return read_json(csv.text);
  return TableOfSongs(csv, source, options, {}).read(sink);
}

DatasetFacts read_dataset(const std::filesystem::path& file, const DatasetSink& sink, const DatasetOptions& options) {
  const InputBytes input(file, kPipedBytes);
  return parse_dataset(input.bytes(), file.string(), sink, options);
}

Dataset read_dataset(const std::filesystem::path& file, const DatasetOptions& options) {
  const InputBytes input(file, kPipedBytes);
  // Beside the reading; when the system gives no thread, the digest is made at get().
  std::future<std::string> digest =
      std::async(std::launch::async | std::launch::deferred, [bytes = input.bytes()] { return sha256_hex(bytes); });
  Dataset dataset;
  const DatasetSink sink{[&](LabelledSong&& song) { dataset.rows.push_back(std::move(song)); },
                         [&](Rejected&& rejected) { dataset.rejected.push_back(std::move(rejected)); }};
  dataset.facts = parse_dataset(input.bytes(), file.string(), sink, options);
  dataset.sha256 = digest.get();
  return dataset;
}

void leave_out_unlabelled(Dataset& dataset, std::string_view source) {
  const auto has_label = [](const LabelledSong& row) { return !row.labels.topic.empty(); };
  if (std::ranges::none_of(dataset.rows, has_label)) return;
  for (const LabelledSong& row : dataset.rows)
    if (!has_label(row)) dataset.rejected.push_back({std::string(source), row.line, "has no label"});
  std::erase_if(dataset.rows, [&](const LabelledSong& row) { return !has_label(row); });
  std::ranges::stable_sort(dataset.rejected, {}, &Rejected::line);
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
