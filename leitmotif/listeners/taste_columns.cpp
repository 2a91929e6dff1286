#include "leitmotif/listeners/taste_columns.hpp"

#include <optional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/library/column_file.hpp"
#include "leitmotif/listeners/taste_items.hpp"

namespace leitmotif::listeners {
namespace {

// Raise this number whenever the same rows would give other columns: see library/snapshot_file.cpp.
constexpr std::string_view kTasteFile = "taste.2.columns";
constexpr const char* kItem = "item";
constexpr const char* kArtist = "artist";
constexpr const char* kArtistBegin = "artist_begin";
constexpr const char* kByArtist = "by_artist";
constexpr const char* kYear = "year";
constexpr const char* kGenre = "genre";
constexpr const char* kRoots = "roots";
constexpr const char* kWaves = "waves";

/// Whether columns that were read have the sizes that those of the snapshot have.
bool fit(const TasteColumns& columns, const library::Snapshot& snapshot) {
  const taste::KnownSongs& songs = columns.songs;
  const std::size_t items = songs.items();
  return columns.item_of_row.size() == snapshot.size() && items <= snapshot.size() && !songs.artist_begin.empty() &&
         songs.by_artist.size() == items && songs.year.size() == items && songs.genre.size() == items &&
         songs.roots.size() == items * songs.parts && songs.waves.size() == items * taste::kWaveNumbers;
}

std::optional<TasteColumns> kept_columns(const library::Snapshot& snapshot) {
  if (!snapshot.kept.is_kept()) return std::nullopt;
  const auto file = library::ColumnFile::open(snapshot.kept.folder / kTasteFile, snapshot.kept.key);
  if (!file) return std::nullopt;
  try {
    TasteColumns columns;
    columns.item_of_row = file->numbers<taste::Item>(kItem);
    taste::KnownSongs& songs = columns.songs;
    songs.artist = file->numbers<std::uint32_t>(kArtist);
    songs.artist_begin = file->numbers<std::uint32_t>(kArtistBegin);
    songs.by_artist = file->numbers<taste::Item>(kByArtist);
    songs.year = file->numbers<std::int32_t>(kYear);
    songs.genre = file->numbers<std::uint32_t>(kGenre);
    songs.genres = snapshot.columns.genres.size();
    songs.parts = snapshot.columns.parts;
    songs.roots = file->numbers<float>(kRoots);
    songs.waves = file->numbers<std::int8_t>(kWaves);
    if (!fit(columns, snapshot)) return std::nullopt;
    snapshot.note_file(file->file());
    return columns;
  } catch (const Error&) {  // it is written anew
    return std::nullopt;
  }
}

TasteColumns columns_of(const library::Snapshot& snapshot, unsigned threads) {
  TasteItems items;
  items.add_library(snapshot);
  return {items.of_rows(), taste::known_songs(*std::move(items).facts(), threads)};
}

/// Whether they were kept.
bool write_columns(const library::Snapshot& snapshot, const TasteColumns& columns) {
  const std::string& model = snapshot.columns.model;
  const taste::KnownSongs& songs = columns.songs;
  try {
    library::ColumnFileWriter file(snapshot.kept.folder / kTasteFile);
    file.add({kItem}, columns.item_of_row);
    file.add({kArtist}, songs.artist);
    file.add({kArtistBegin}, songs.artist_begin);
    file.add({kByArtist}, songs.by_artist);
    file.add({kYear}, songs.year);
    file.add({kGenre}, songs.genre);
    file.add({kRoots, model}, songs.roots);
    file.add({kWaves}, songs.waves);
    file.commit(snapshot.kept.key);
    return true;
  } catch (const Error&) {  // a full disk, or a folder that is not ours: it is in memory
    return false;
  }
}

}  // namespace

TasteColumns taste_columns(const library::Snapshot& snapshot, unsigned threads) {
  if (std::optional<TasteColumns> kept = kept_columns(snapshot)) return *std::move(kept);
  TasteColumns columns = columns_of(snapshot, threads);
  // Mapped, it is memory that others share and that need not stay.
  if (snapshot.kept.is_kept() && write_columns(snapshot, columns))
    if (std::optional<TasteColumns> kept = kept_columns(snapshot)) return *std::move(kept);
  return columns;
}

}  // namespace leitmotif::listeners
