// Songs into the person's library, and changes of them.
#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/intake/import.hpp"

namespace leitmotif::engine {

intake::ImportReport Engine::import_csv(const std::filesystem::path& file, const OnProgress& on_progress,
                                        const corpus::DatasetOptions& options) {
  const current::Writing writing(*snapshots_);
  const auto library = [this]() -> catalog::Catalog& { return own_library(); };
  return intake::import_csv(file, options, {library, *reader_, settings_.places, settings_.threads}, on_progress);
}

intake::ImportReport Engine::import_folder(const std::filesystem::path& folder, const OnProgress& on_progress,
                                           const Share& share) {
  const current::Writing writing(*snapshots_);
  const auto library = [this]() -> catalog::Catalog& { return own_library(); };
  return intake::import_folder(folder, share, {library, *reader_, settings_.places, settings_.threads}, on_progress);
}

intake::ImportReport Engine::import_songbook(const OnProgress& on_progress) {
  const current::Writing writing(*snapshots_);
  intake::ImportReport report = intake::add_songbook(own_library(), *reader_, settings_.threads);
  on_progress({"importing", report.imported + report.updated, report.read});
  return report;
}

answers::PutReport Engine::put_songs(const std::vector<LabelledSong>& songs) {
  const current::Writing writing(*snapshots_);
  catalog::Catalog& library = own_library();
  const std::vector<Prediction> predictions = reader_->predict(songs, settings_.threads);
  const catalog::ImportCounts counts = library.songs().add(songs, {reader_->model().id(), predictions});
  answers::PutReport report{counts.imported, counts.updated, {}};
  for (const LabelledSong& row : songs)
    for (const std::int64_t id : library.songs().named(row.song.artist, row.song.title))
      if (library.songs().song(id)->song.year == row.song.year) report.songs.push_back(id);
  return report;
}

void Engine::change_song(std::int64_t id, const answers::SongChange& change) {
  const catalog::Catalog& library = own_library();
  const auto stored = library.songs().song(id);
  if (!stored) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(id));
  if (change.topic) correct_topic(id, *change.topic);
  if (!change.genre && !change.lyrics) return;
  LabelledSong row;
  row.song = stored->song;
  row.labels.topic = stored->label;
  if (change.genre) row.song.genre = *change.genre;
  if (change.lyrics) {
    row.song.lyrics = *change.lyrics;
    row.song.form = change.form;
  }
  const std::vector<std::int64_t> named = library.songs().named(row.song.artist, row.song.title);
  const auto is_alike = [&](std::int64_t other) { return library.songs().song(other)->song.year == row.song.year; };
  if (std::ranges::count_if(named, is_alike) != 1)
    throw Error(ErrorKind::unsupported,
                "several songs have the artist, title and year of song " + std::to_string(id) + ": expected one");
  (void)put_songs({row});
}

}  // namespace leitmotif::engine
