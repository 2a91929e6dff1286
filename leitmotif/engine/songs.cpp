// What is in the library: lists of songs, one song, all songs in numbers.
#include <algorithm>
#include <cmath>
#include <map>

#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/describe.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/indexes.hpp"
#include "leitmotif/engine/language_search.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"
#include "leitmotif/engine/song_details.hpp"
#include "leitmotif/engine/wish_ways.hpp"
#include "leitmotif/reading/read_lyric.hpp"

namespace leitmotif::engine {

namespace {

/// Shape: songs[n] -> [n]; empty where the library knows none.
std::vector<std::string> albums_of(const catalog::Catalog& library, const std::vector<catalog::FoundSong>& songs) {
  std::vector<std::int64_t> ids;
  for (const catalog::FoundSong& song : songs) ids.push_back(song.head.id);
  std::vector<std::string> albums;
  for (std::optional<catalog::SongFacts>& facts : library.files().facts_of(ids))
    albums.push_back(facts ? std::move(facts->album) : std::string());
  return albums;
}

/// The ids of listed songs.
void add_ids(const catalog::Catalog& library, SongList& list) {
  std::vector<std::int64_t> numbers;
  for (const SongLine& line : list.songs) numbers.push_back(line.head.id);
  std::vector<SongIds> ids = song_ids_of(library, numbers);
  for (std::size_t i = 0; i < list.songs.size(); ++i) list.songs[i].ids = std::move(ids[i]);
}

SongList list_of(const View& view, std::string_view words, std::size_t limit, std::size_t offset) {
  const library::Snapshot& snapshot = *view.snapshot;
  SongList list;
  list.from_songbook = snapshot.from_songbook;
  catalog::Found found = search_in_all_languages(*snapshot.library, words, limit, offset);
  list.total = found.total;
  std::vector<std::string> albums = albums_of(*snapshot.library, found.songs);
  for (std::size_t i = 0; i < found.songs.size(); ++i) {
    catalog::FoundSong& song = found.songs[i];
    SongLine line{
        .head = std::move(song.head), .topic = "", .line = std::move(song.line), .album = std::move(albums[i])};
    // A song that came after the snapshot was filled has no row yet.
    const auto row = snapshot.row_of(line.head.id);
    const auto topic = row ? snapshot.topic_of(*row) : std::nullopt;
    if (topic) line.topic = (*snapshot.topics)[*topic];
    line.gone = row && view.is_gone(*row);
    list.songs.push_back(std::move(line));
  }
  add_ids(*snapshot.library, list);
  return list;
}

/// In which language the lyric is, and how it was read.
void tell_language(const Song& song, SongDetails& details) {
  const reading::LyricLanguage read = reading::language_of(reading::PreparedLyric(song.lyrics, song.form));
  details.carried_over = read.carried_over;
  if (read.language.code.empty()) return;
  if (!details.facts) details.facts.emplace();
  if (details.facts->language.empty()) details.facts->language = read.language.code;
}

SongDetails details_of(const View& view, const reading::Reader& reader, std::int64_t id) {
  const library::Snapshot& snapshot = *view.snapshot;
  const auto row = snapshot.row_of(id);
  const auto stored = row ? snapshot.library->songs().song(id) : std::nullopt;
  if (!stored) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(id));
  SongDetails details = known_of(snapshot, *row, *stored);
  tell_language(stored->song, details);
  if (details.counted_words > 0) details.words = reader.explain(stored->song.lyrics, stored->song.form);
  details.blocked = std::ranges::find(*view.blocked, *row) != view.blocked->end();
  details.gone = view.is_gone(*row);
  details.corrected = snapshot.is_corrected(*row);
  details.flag = snapshot.library->choices().flag_of(id);
  return details;
}

LibrarySummary summary_of(const View& view, const reading::Reader& reader) {
  const library::Snapshot& snapshot = *view.snapshot;
  LibrarySummary summary;
  summary.own_files = snapshot.files.song.size();
  summary.gone = view.gone->size();
  summary.songs = snapshot.size();
  summary.with_lyrics = snapshot.library->songs().with_lyrics();
  std::map<std::string, std::size_t> genres;
  for (std::size_t row = 0; row < snapshot.size(); ++row) {
    const auto is_known = [&](std::string_view name) {
      const Column<float>& values = snapshot.columns.sound_of(name);
      return !values.empty() && !std::isnan(values[row]);
    };
    summary.with_audio += std::ranges::any_of(kAudioFeatures, is_known) ? 1U : 0U;
    summary.inferred += snapshot.is_inferred(row) ? 1U : 0U;
    if (const std::string& genre = snapshot.columns.genres[snapshot.columns.genre[row]]; !genre.empty())
      ++genres[genre];
    const std::int32_t year = snapshot.columns.year[row];
    if (year == kNoYear) continue;
    if (!summary.years) summary.years = recommend::YearRange{year, year};
    summary.years = recommend::YearRange{std::min(summary.years->first, year), std::max(summary.years->last, year)};
  }
  for (const auto& [genre, songs] : genres) summary.genres.push_back({genre, songs});
  std::ranges::stable_sort(summary.genres, std::greater<>(), &GenreCount::songs);
  summary.from_songbook = snapshot.from_songbook;
  summary.model_id = reader.model().id();
  summary.model_kind = reader.model().card().kind;
  summary.generation = snapshot.generation;
  return summary;
}

}  // namespace

std::vector<SongIds> song_ids_of(const catalog::Catalog& library, std::span<const std::int64_t> songs) {
  std::vector<std::optional<catalog::SongFacts>> facts = library.files().facts_of(songs);
  std::vector<std::vector<catalog::RemoteId>> servers = library.servers().ids_of(songs);
  std::vector<SongIds> ids(songs.size());
  for (std::size_t i = 0; i < songs.size(); ++i) {
    if (facts[i])
      ids[i] = {std::move(facts[i]->recording_id),
                std::move(facts[i]->release_id),
                std::move(facts[i]->artist_id),
                std::move(facts[i]->isrc),
                {}};
    ids[i].servers = std::move(servers[i]);
  }
  return ids;
}

SongDetails known_of(const library::Snapshot& snapshot, std::size_t row, const catalog::StoredSong& stored) {
  SongDetails details;
  details.head = snapshot.head(row);
  if (const auto topic = snapshot.topic_of(row)) {
    details.topic = (*snapshot.topics)[*topic];
    details.confidence = snapshot.columns.probability_of(row, *topic);
    for (std::size_t label = 0; label < snapshot.columns.topics; ++label)
      details.probabilities.push_back(snapshot.columns.probability_of(row, label));
  }
  details.topics = snapshot.topics;
  details.mixture_parts = snapshot.parts;
  details.mixture = snapshot.mixture(row);
  details.counted_words = snapshot.columns.counted_words[row];
  details.inferred = snapshot.is_inferred(row);
  details.file = snapshot.file(row);
  details.audio = stored.song.audio;
  details.facts = snapshot.library->files().facts_of({&stored.id, 1}).front();
  details.servers = std::move(snapshot.library->servers().ids_of({&stored.id, 1}).front());
  details.sounds = snapshot.library->sounds().of(stored.id);
  std::erase_if(details.sounds,
                [](const catalog::SoundFeature& feature) { return !catalog::is_asked_for(feature.name); });
  details.explicit_note = explicit_note(snapshot, row);
  if (stored.song.form == LyricsForm::sung) details.lyrics = stored.song.lyrics;
  return details;
}

SongList Engine::songs(std::string_view words, std::size_t limit, std::size_t offset) const {
  return snapshots_->answer(kNoProgress, [&](const View& view) { return list_of(view, words, limit, offset); });
}

SongDetails Engine::song(std::int64_t id) const {
  SongDetails details =
      snapshots_->answer(kNoProgress, [&](const View& view) { return details_of(view, *reader_, id); });
  if (const auto stored = answering_library().songs().song(id))
    judge_words(wishes_->strong(), stored->song, details.explicit_note);
  return details;
}

std::filesystem::path Engine::file_of(std::int64_t song) const {
  return snapshots_->answer(kNoProgress, [&](const View& view) -> std::filesystem::path {
    const auto row = view.snapshot->row_of(song);
    if (!row) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(song));
    return view.snapshot->file(*row);
  });
}

std::size_t Engine::size() const { return snapshots_->view(kNoProgress).snapshot->size(); }

std::int64_t Engine::generation() const { return snapshots_->view(kNoProgress).snapshot->generation; }

std::shared_ptr<const library::Snapshot> Engine::state(const OnProgress& on_progress) const {
  return snapshots_->view(on_progress).snapshot;
}

LibrarySummary Engine::library() const {
  LibrarySummary summary =
      snapshots_->answer(kNoProgress, [&](const View& view) { return summary_of(view, *reader_); });
  if (summary.from_songbook) return summary;
  summary.removed = snapshots_->own().removals().removed().size();
  summary.songbook = songbook_songs().size();
  return summary;
}

SongList Engine::browse(const BrowseRequest& request) const {
  return snapshots_->answer(kNoProgress, [&](const View& view) {
    SongList list = indexes_->of(view)->songs(request);
    add_ids(*view.snapshot->library, list);
    return list;
  });
}

SoundNeighbours Engine::sounds_like(std::int64_t song, std::size_t n) const {
  return snapshots_->answer(kNoProgress, [&](const View& view) { return indexes_->sounds(view)->near(song, n); });
}

Page<AlbumLine> Engine::albums(std::string_view words, std::size_t limit, std::size_t offset) const {
  return snapshots_->answer(kNoProgress,
                            [&](const View& view) { return indexes_->of(view)->albums(words, limit, offset); });
}

Page<ArtistLine> Engine::artists(std::string_view words, std::size_t limit, std::size_t offset) const {
  return snapshots_->answer(kNoProgress,
                            [&](const View& view) { return indexes_->of(view)->artists(words, limit, offset); });
}

std::size_t Engine::remove_songs(const std::vector<std::int64_t>& songs) {
  const Writing writing(*snapshots_);
  return own_library().removals().remove(songs);
}

std::size_t Engine::restore_songs(const std::vector<std::int64_t>& songs) {
  const Writing writing(*snapshots_);
  return own_library().removals().restore(songs);
}

std::vector<catalog::RemovedSong> Engine::removed_songs() const { return snapshots_->own().removals().removed(); }

std::vector<std::int64_t> Engine::gone_songs() const { return snapshots_->own().removals().gone(); }

std::vector<std::int64_t> Engine::songbook_songs() const {
  const catalog::Catalog& library = snapshots_->own();
  std::vector<std::int64_t> found;
  for (const LabelledSong& row : indexes_->songbook())
    for (const std::int64_t id : library.songs().named(row.song.artist, row.song.title)) {
      const auto stored = library.songs().song(id);
      if (stored && stored->song.lyrics == row.song.lyrics &&
          library.files().facts_of({&id, 1}).front() == std::nullopt)
        found.push_back(id);
    }
  std::ranges::sort(found);
  return found;
}

}  // namespace leitmotif::engine
