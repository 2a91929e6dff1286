#include "leitmotif/browse/listing.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/browse/language_search.hpp"
#include "leitmotif/browse/song_details.hpp"
#include "leitmotif/catalog/songs.hpp"

namespace leitmotif::browse {
namespace {

/// What files and rows say of each song beside what everybody knows of it. Shape: songs[n] -> [n].
std::vector<catalog::SongFacts> facts_of(const catalog::Catalog& library,
                                         const std::vector<catalog::FoundSong>& songs) {
  std::vector<std::int64_t> ids;
  for (const catalog::FoundSong& song : songs) ids.push_back(song.head.id);
  std::vector<catalog::SongFacts> facts;
  for (std::optional<catalog::SongFacts>& known : library.files().facts_of(ids))
    facts.push_back(std::move(known).value_or(catalog::SongFacts{}));
  return facts;
}

}  // namespace

void add_ids(const catalog::Catalog& library, answers::SongList& list) {
  std::vector<std::int64_t> numbers;
  for (const answers::SongLine& line : list.songs) numbers.push_back(line.head.id);
  std::vector<answers::SongIds> ids = song_ids_of(library, numbers);
  for (std::size_t i = 0; i < list.songs.size(); ++i) list.songs[i].ids = std::move(ids[i]);
}

answers::SongList list_of(const current::View& view, std::string_view words, std::size_t limit, std::size_t offset) {
  const library::Snapshot& snapshot = *view.snapshot;
  answers::SongList list;
  list.from_songbook = snapshot.from_songbook;
  catalog::Found found = search_in_all_languages(*snapshot.library, words, limit, offset);
  list.total = found.total;
  std::vector<catalog::SongFacts> facts = facts_of(*snapshot.library, found.songs);
  for (std::size_t i = 0; i < found.songs.size(); ++i) {
    catalog::FoundSong& song = found.songs[i];
    answers::SongLine line{.head = std::move(song.head),
                           .topic = "",
                           .line = std::move(song.line),
                           .album = std::move(facts[i].album),
                           .disc = facts[i].disc,
                           .track = facts[i].track,
                           .length_ms = facts[i].length_ms};
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

answers::LibrarySummary summary_of(const current::View& view, const reading::Reader& reader) {
  const library::Snapshot& snapshot = *view.snapshot;
  answers::LibrarySummary summary;
  summary.own_files = snapshot.files.song.size();
  summary.gone = view.gone->size();
  summary.songs = snapshot.size();
  summary.with_lyrics = snapshot.library->songs().with_lyrics();
  std::vector<const Column<float>*> audio;
  for (const std::string_view name : kAudioFeatures)
    if (const Column<float>& values = snapshot.columns.sound_of(name); !values.empty()) audio.push_back(&values);
  std::vector<std::size_t> of_genre(snapshot.columns.genres.size());
  for (std::size_t row = 0; row < snapshot.size(); ++row) {
    const auto is_known = [&](const Column<float>* values) { return !std::isnan((*values)[row]); };
    summary.with_audio += std::ranges::any_of(audio, is_known) ? 1U : 0U;
    summary.inferred += snapshot.is_inferred(row) ? 1U : 0U;
    ++of_genre[snapshot.columns.genre[row]];
    const std::int32_t year = snapshot.columns.year[row];
    if (year == kNoYear) continue;
    if (!summary.years) summary.years = recommend::YearRange{year, year};
    summary.years = recommend::YearRange{std::min(summary.years->first, year), std::max(summary.years->last, year)};
  }
  for (std::size_t genre = 0; genre < of_genre.size(); ++genre) {
    const std::string name(snapshot.columns.genres[genre]);
    if (!name.empty() && of_genre[genre] > 0) summary.genres.push_back({name, of_genre[genre]});
  }
  std::ranges::sort(summary.genres, {}, &answers::GenreCount::genre);
  std::ranges::stable_sort(summary.genres, std::greater<>(), &answers::GenreCount::songs);
  summary.from_songbook = snapshot.from_songbook;
  summary.model_id = reader.model().id();
  summary.model_kind = reader.model().card().kind;
  summary.generation = snapshot.generation;
  return summary;
}

}  // namespace leitmotif::browse
