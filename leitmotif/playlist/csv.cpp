// A list as a table: for spreadsheets and scripts, and as other services give it out.
#include "leitmotif/corpus/csv.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/csv_dialect.hpp"
#include "leitmotif/corpus/csv_text.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/text_list.hpp"
#include "leitmotif/corpus/years.hpp"
#include "leitmotif/playlist/formats.hpp"
#include "leitmotif/playlist/text_lines.hpp"
#include "leitmotif/text/music_ids.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::playlist {
namespace {

/// What a column of a list says.
enum class Cell : std::uint8_t { title, artist, album, year, length_ms, length, file, recording, isrc };
constexpr std::size_t kCells = 9;

struct ColumnName {
  std::string_view key;  ///< text::name_key of the header
  Cell cell;
};

/// Headers of Exportify, TuneMyMusic, Soundiiz, iTunes, foobar2000, ListenBrainz and our own, the likelier first.
constexpr auto kColumns = std::to_array<ColumnName>({
    {"title", Cell::title},
    {"trackname", Cell::title},
    {"tracktitle", Cell::title},
    {"songtitle", Cell::title},
    {"songname", Cell::title},
    {"track", Cell::title},
    {"song", Cell::title},
    {"name", Cell::title},
    {"titel", Cell::title},
    {"titre", Cell::title},
    {"titulo", Cell::title},
    {"titolo", Cell::title},
    {"artist", Cell::artist},
    {"artists", Cell::artist},
    {"artistnames", Cell::artist},
    {"artistname", Cell::artist},
    {"trackartist", Cell::artist},
    {"interpret", Cell::artist},
    {"kunstler", Cell::artist},
    {"artiste", Cell::artist},
    {"artista", Cell::artist},
    {"creator", Cell::artist},
    {"performer", Cell::artist},
    {"trackartists", Cell::artist},
    {"tracktrackname", Cell::title},
    {"trackartistname", Cell::artist},
    {"trackalbumname", Cell::album},
    {"albumartist", Cell::artist},
    {"albumartistnames", Cell::artist},
    {"album", Cell::album},
    {"albumname", Cell::album},
    {"albumtitle", Cell::album},
    {"release", Cell::album},
    {"year", Cell::year},
    {"releasedate", Cell::year},
    {"albumreleasedate", Cell::year},
    {"date", Cell::year},
    {"jahr", Cell::year},
    {"lengthms", Cell::length_ms},
    {"durationms", Cell::length_ms},
    {"trackdurationms", Cell::length_ms},
    {"length", Cell::length},
    {"duration", Cell::length},
    {"time", Cell::length},
    {"totaltime", Cell::length},
    {"file", Cell::file},
    {"path", Cell::file},
    {"location", Cell::file},
    {"filename", Cell::file},
    {"filepath", Cell::file},
    {"mbid", Cell::recording},
    {"recordingmbid", Cell::recording},
    {"recordingid", Cell::recording},
    {"musicbrainzrecordingid", Cell::recording},
    {"musicbrainztrackid", Cell::recording},
    {"isrc", Cell::isrc},
});

/// What a header says that only tables of lyrics have: "Song Title", "Исполнитель".
std::optional<Cell> as_in_tables_of_lyrics(std::string_view header) {
  switch (corpus::find_column(header).slot) {
    case corpus::FieldSlot::title:
      return Cell::title;
    case corpus::FieldSlot::artist:
      return Cell::artist;
    case corpus::FieldSlot::album:
      return Cell::album;
    case corpus::FieldSlot::year:
      return Cell::year;
    default:
      return std::nullopt;
  }
}

/// Which column holds what; the likeliest header of each.
class TableHead {
 public:
  explicit TableHead(std::span<const std::string_view> cells) {
    places_.fill(kNone);
    std::array<std::size_t, kCells> ranks{};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto* const found = std::ranges::find(kColumns, text::name_key(cells[i]), &ColumnName::key);
      const std::optional<Cell> meant = found == kColumns.end() ? as_in_tables_of_lyrics(cells[i]) : found->cell;
      if (!meant) continue;
      const auto cell = static_cast<std::size_t>(*meant);
      const auto rank = static_cast<std::size_t>(found - kColumns.begin());
      if (places_[cell] != kNone && ranks[cell] <= rank) continue;
      places_[cell] = i;
      ranks[cell] = rank;
    }
  }

  [[nodiscard]] bool has_any() const {
    return std::ranges::any_of(places_, [](std::size_t place) { return place != kNone; });
  }
  [[nodiscard]] bool has(Cell cell) const { return places_[static_cast<std::size_t>(cell)] != kNone; }
  [[nodiscard]] std::string_view of(const corpus::CsvRow& row, Cell cell) const {
    const std::size_t place = places_[static_cast<std::size_t>(cell)];
    return place < row.cells.size() ? ascii::trimmed(row.cells[place]) : std::string_view();
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::array<std::size_t, kCells> places_{};
};

/// A name, or those of a list that a program wrote.
std::string names_in_cell(std::string_view cell) {
  const auto list = cell.starts_with('[') ? corpus::read_names(cell) : std::nullopt;
  if (!list) return std::string(cell);
  std::string names;
  for (const std::string& name : *list) names += (names.empty() ? "" : ", ") + name;
  return names;
}

/// A row of a table without a header: artist and title in either order, or artist, album, title and a date, as
/// Last.fm's lists have them.
Entry entry_without_head(const corpus::CsvRow& row) {
  Entry entry;
  const bool dated = row.cells.size() == 4 && corpus::year_in(row.cells[3]);
  entry.artist = ascii::trimmed(row.cells[0]);
  entry.title = ascii::trimmed(row.cells[dated ? 2 : 1]);
  if (dated) entry.album = ascii::trimmed(row.cells[1]);
  return entry;
}

Entry entry_of_row(const TableHead& head, const corpus::CsvRow& row) {
  Entry entry;
  entry.title = head.of(row, Cell::title);
  entry.artist = names_in_cell(head.of(row, Cell::artist));
  entry.album = head.of(row, Cell::album);
  entry.year = corpus::year_in(head.of(row, Cell::year));
  entry.ids.recording_id = musicbrainz_id("recording", head.of(row, Cell::recording));
  entry.ids.isrc = text::recording_code(head.of(row, Cell::isrc));
  entry.length_ms = length_in(head.of(row, Cell::length));
  if (const auto length = length_in(head.of(row, Cell::length_ms))) entry.length_ms = *length / 1000;
  const std::string_view file = head.of(row, Cell::file);
  if (file.find("://") != std::string_view::npos)
    place(entry, file);
  else
    entry.file = file;
  return entry;
}

constexpr std::size_t kNoHead = static_cast<std::size_t>(-1);
constexpr std::size_t kNoSongs = kNoHead - 1;

/// How many rows stand above a table's header, which names a title or a file; kNoHead when none of the first
/// does, kNoSongs when they name other things.
std::size_t rows_above_head(const corpus::CsvText& table) {
  constexpr std::size_t kRowsTried = 10;
  corpus::CsvReader reader(table.text, table.dialect);
  for (std::size_t i = 0; i < kRowsTried; ++i) {
    const auto row = reader.next();
    if (!row) break;
    const TableHead head(row->cells);
    if (row->fault.empty() && (head.has(Cell::title) || head.has(Cell::file))) return i;
    if (head.has_any()) return kNoSongs;
  }
  return kNoHead;
}

}  // namespace

std::string write_csv(const Playlist& list) {
  std::string text = "artist,title,year,length_ms,file\n";
  for (const Entry& entry : list.entries) {
    const std::string year = entry.year ? std::to_string(*entry.year) : "";
    const std::string length = entry.length_ms ? std::to_string(*entry.length_ms) : "";
    const std::array<std::string_view, 5> cells = {entry.artist, entry.title, year, length, entry.file};
    text += corpus::csv_row(cells);
  }
  return text;
}

bool is_table_head(std::string_view line) {
  corpus::CsvReader reader(line, corpus::find_dialect(line));
  const auto row = reader.next();
  if (!row || row->cells.size() < 2) return false;
  const TableHead head(row->cells);
  return head.has(Cell::file) || (head.has(Cell::title) && head.has(Cell::artist));
}

Playlist read_csv(std::string_view bytes, std::string_view where) {
  const corpus::CsvText table = corpus::open_csv(bytes, where);
  const auto refuse = [&] {
    throw Error(ErrorKind::corrupt_data,
                std::string(where) +
                    ": line 1: no column says what the songs are; expected a title (with an artist) or a file");
  };
  std::optional<TableHead> head;
  corpus::CsvReader reader(table.text, table.dialect);
  const std::size_t rows_before = rows_above_head(table);
  if (rows_before == kNoSongs) refuse();
  for (std::size_t i = 0; rows_before != kNoHead && i < rows_before; ++i) (void)reader.next();
  if (const auto first = rows_before == kNoHead ? std::nullopt : reader.next()) head.emplace(first->cells);
  Playlist list;
  while (const auto row = reader.next()) {
    if (!row->fault.empty() || (!head && row->cells.size() < 2)) continue;
    Entry entry = head ? entry_of_row(*head, *row) : entry_without_head(*row);
    if (!entry.title.empty() || !entry.file.empty() || !entry.uri.empty()) append(list, std::move(entry), where);
  }
  if (!head && list.entries.empty()) refuse();
  return list;
}

}  // namespace leitmotif::playlist
