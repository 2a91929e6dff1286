#include "leitmotif/listeners/taste_columns.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/library/column_file.hpp"
#include "leitmotif/listeners/taste_items.hpp"

namespace leitmotif::listeners {
namespace {

// Raise this number whenever the same rows would give other columns: see library/snapshot_file.cpp.
constexpr std::string_view kTasteFile = "taste.2.columns";

/// Calls `each` with the block and the column of all that is kept.
template <class Columns, class Each>
void for_each_taste_column(Columns& columns, const std::string& model, const Each& each) {
  each({"item"}, columns.item_of_row);
  each({"artist"}, columns.songs.artist);
  each({"artist_begin"}, columns.songs.artist_begin);
  each({"by_artist"}, columns.songs.by_artist);
  each({"year"}, columns.songs.year);
  each({"genre"}, columns.songs.genre);
  each({"roots", model}, columns.songs.roots);
  each({"waves"}, columns.songs.waves);
}

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
  const auto read = [&](const library::ColumnFile& file) -> std::optional<TasteColumns> {
    TasteColumns columns;
    for_each_taste_column(
        columns, snapshot.columns.model,
        [&]<class T>(const library::Block& block, Column<T>& column) { column = file.numbers<T>(block.name); });
    columns.songs.genres = snapshot.columns.genres.size();
    columns.songs.parts = snapshot.columns.parts;
    if (!fit(columns, snapshot)) return std::nullopt;
    snapshot.note_file(file.file());
    return columns;
  };
  return library::read_kept(snapshot.kept.folder / kTasteFile, snapshot.kept.key, read);
}

TasteColumns columns_of(const library::Snapshot& snapshot, unsigned threads) {
  TasteItems items;
  items.add_library(snapshot);
  return {items.of_rows(), taste::known_songs(*std::move(items).facts(), threads)};
}

/// Whether they were kept.
bool write_columns(const library::Snapshot& snapshot, const TasteColumns& columns) {
  return library::keep_columns(
      snapshot.kept.folder / kTasteFile, snapshot.kept.key, [&](library::ColumnFileWriter& file) {
        for_each_taste_column(columns, snapshot.columns.model,
                              [&](const library::Block& block, const auto& column) { file.add(block, column); });
      });
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
