// What is in the library: lists of songs, one song, all songs in numbers.
#include <algorithm>

#include "leitmotif/browse/indexes.hpp"
#include "leitmotif/browse/listing.hpp"
#include "leitmotif/browse/song_details.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/eda/eda.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/exchange/export.hpp"
#include "leitmotif/people/wish_ways.hpp"

namespace leitmotif::engine {

answers::SongList Engine::songs(std::string_view words, std::size_t limit, std::size_t offset) const {
  return snapshots_->answer(kNoProgress,
                            [&](const current::View& view) { return browse::list_of(view, words, limit, offset); });
}

answers::SongDetails Engine::song(std::int64_t id) const {
  answers::SongDetails details = snapshots_->answer(
      kNoProgress, [&](const current::View& view) { return browse::details_of(view, *reader_, id); });
  if (const auto stored = answering_library().songs().song(id))
    people::judge_words(people::words_of_song(wishes_->strong(), stored->song), details.explicit_note);
  return details;
}

std::filesystem::path Engine::file_of(std::int64_t song) const {
  return snapshots_->answer(kNoProgress, [&](const current::View& view) -> std::filesystem::path {
    const auto row = view.snapshot->row_of(song);
    if (!row) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(song));
    return view.snapshot->file(*row);
  });
}

std::size_t Engine::size() const { return snapshots_->view(kNoProgress).snapshot->size(); }

std::int64_t Engine::generation() const {
  const current::View view = snapshots_->view(kNoProgress);
  // The songbook counts below zero, so that the library which takes its place never has its number.
  const std::int64_t generation = view.snapshot->generation;
  return view.snapshot->from_songbook ? -1 - generation : generation;
}

std::shared_ptr<const library::Snapshot> Engine::state(const OnProgress& on_progress) const {
  return snapshots_->view(on_progress).snapshot;
}

answers::LibrarySummary Engine::library() const {
  answers::LibrarySummary summary =
      snapshots_->answer(kNoProgress, [&](const current::View& view) { return browse::summary_of(view, *reader_); });
  if (summary.from_songbook) return summary;
  summary.removed = snapshots_->own().removals().removed().size();
  summary.songbook = songbook_songs().size();
  return summary;
}

answers::SongList Engine::browse(const answers::BrowseRequest& request) const {
  return snapshots_->answer(kNoProgress, [&](const current::View& view) {
    answers::SongList list = indexes_->of(view)->songs(request);
    browse::add_ids(*view.snapshot->library, list);
    return list;
  });
}

browse::SoundNeighbours Engine::sounds_like(std::int64_t song, std::size_t n) const {
  return snapshots_->answer(kNoProgress,
                            [&](const current::View& view) { return indexes_->sounds(view)->near(song, n); });
}

answers::Page<answers::AlbumLine> Engine::albums(std::string_view words, std::size_t limit, std::size_t offset) const {
  return snapshots_->answer(
      kNoProgress, [&](const current::View& view) { return indexes_->of(view)->albums(words, limit, offset); });
}

answers::Page<answers::ArtistLine> Engine::artists(std::string_view words, std::size_t limit, std::size_t offset,
                                                   bool most_first) const {
  return snapshots_->answer(kNoProgress, [&](const current::View& view) {
    return indexes_->of(view)->artists(words, limit, offset, most_first);
  });
}

explore::Analysis Engine::explore(const eda::EdaRequest& request, const OnProgress& on_progress) const {
  const current::View view = snapshots_->view(on_progress);
  eda::EdaRequest named = request;
  named.name = view.snapshot->from_songbook ? "the songbook" : settings_.places.name;
  return eda::explore_library(*view.snapshot->library, *reader_, named, on_progress);
}

void Engine::export_songs(const exchange::ExportRequest& request, const exchange::ExportSink& sink,
                          const OnProgress& on_progress) const {
  exchange::SongExport exporting(request, sink, *wishes_);
  (void)snapshots_->answer(on_progress, [&](const current::View& view) {
    exporting.go_on(view.snapshot, on_progress);
    return true;
  });
}

std::size_t Engine::remove_songs(const std::vector<std::int64_t>& songs) {
  const current::Writing writing(*snapshots_);
  return own_library().removals().remove(songs);
}

std::size_t Engine::restore_songs(const std::vector<std::int64_t>& songs) {
  const current::Writing writing(*snapshots_);
  return own_library().removals().restore(songs);
}

std::vector<catalog::RemovedSong> Engine::removed_songs() const { return snapshots_->own().removals().removed(); }

std::vector<std::int64_t> Engine::gone_songs() const { return snapshots_->own().removals().gone(); }

std::vector<std::int64_t> Engine::songbook_songs() const { return indexes_->songbook_songs(snapshots_->own()); }

}  // namespace leitmotif::engine
