// What is in the library: lists of songs, one song, all songs in numbers.
#include <algorithm>
#include <cmath>
#include <map>

#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/catalog/found.hpp"
#include "leitmotif/catalog/summary.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/describe.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/store.hpp"

namespace leitmotif::engine {

SongList Engine::songs(std::string_view words, std::size_t limit, std::size_t offset) const {
  const View view = store_->view(kNoProgress);
  const Shelf& shelf = *view.shelf;
  SongList list;
  list.from_songbook = shelf.from_songbook;
  catalog::Found found = catalog::find_songs(*shelf.library, words, limit, offset);
  list.total = found.total;
  for (catalog::FoundSong& song : found.songs) {
    SongLine line{std::move(song.head), "", std::move(song.line)};
    // A song that came after the shelf was filled has no row yet.
    const auto row = shelf.row_of(line.head.id);
    const auto topic = row ? shelf.topic_of(*row) : std::nullopt;
    if (topic) line.topic = (*shelf.topics)[*topic];
    list.songs.push_back(std::move(line));
  }
  return list;
}

SongDetails Engine::song(std::int64_t id) const {
  const View view = store_->view(kNoProgress);
  const Shelf& shelf = *view.shelf;
  const auto row = shelf.row_of(id);
  const auto stored = row ? shelf.library->song(id) : std::nullopt;
  if (!stored) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(id));
  SongDetails details;
  details.head = shelf.head(*row);
  if (const auto topic = shelf.topic_of(*row)) {
    details.topic = (*shelf.topics)[*topic];
    details.confidence = shelf.columns.probability_of(*row, *topic);
    for (std::size_t label = 0; label < shelf.columns.topics; ++label)
      details.probabilities.push_back(shelf.columns.probability_of(*row, label));
  }
  details.topics = shelf.topics;
  details.mixture_parts = shelf.parts;
  details.mixture = shelf.mixture(*row);
  details.counted_words = shelf.counted_words[*row];
  details.inferred = shelf.is_inferred(*row);
  details.file = shelf.file(*row);
  details.audio = stored->song.audio;
  if (details.counted_words > 0) details.words = reader_->explain(stored->song.lyrics, stored->song.form);
  details.explicit_note = explicit_note(shelf, *row, *words_of(shelf, *reader_, *row));
  if (stored->song.form == LyricsForm::sung) details.lyrics = stored->song.lyrics;
  details.blocked = std::ranges::find(*view.blocked, *row) != view.blocked->end();
  details.flag = catalog::flag_of(*shelf.library, id);
  return details;
}

std::int64_t Engine::generation() const { return store_->view(kNoProgress).shelf->generation; }

LibrarySummary Engine::library() const {
  const View view = store_->view(kNoProgress);
  const Shelf& shelf = *view.shelf;
  LibrarySummary summary;
  summary.songs = shelf.size();
  summary.with_lyrics = catalog::songs_with_lyrics(*shelf.library);
  std::map<std::string, std::size_t> genres;
  for (std::size_t row = 0; row < shelf.size(); ++row) {
    const auto audio = std::span(shelf.audio).subspan(row * kAudioFeatures.size(), kAudioFeatures.size());
    summary.with_audio += std::ranges::any_of(audio, [](float value) { return !std::isnan(value); }) ? 1U : 0U;
    summary.inferred += shelf.is_inferred(row) ? 1U : 0U;
    if (const std::string& genre = shelf.genres[shelf.columns.genre[row]]; !genre.empty()) ++genres[genre];
    const std::int32_t year = shelf.columns.year[row];
    if (year == recommend::kNoYear) continue;
    if (!summary.years) summary.years = recommend::YearRange{year, year};
    summary.years = recommend::YearRange{std::min(summary.years->first, year), std::max(summary.years->last, year)};
  }
  for (const auto& [genre, songs] : genres) summary.genres.push_back({genre, songs});
  std::ranges::stable_sort(summary.genres, std::greater<>(), &GenreCount::songs);
  summary.from_songbook = shelf.from_songbook;
  summary.model_id = reader_->model().id();
  summary.model_kind = reader_->model().card().kind;
  summary.generation = shelf.generation;
  return summary;
}

}  // namespace leitmotif::engine
