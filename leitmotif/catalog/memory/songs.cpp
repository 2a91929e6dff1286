// The parts `songs`, `scores` and `sounds` of a library in memory.
#include "leitmotif/catalog/songs.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/memory/state.hpp"
#include "leitmotif/catalog/row_facts.hpp"
#include "leitmotif/catalog/word_search.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::memory {
namespace {

/// What a row says beside its song.
void write_facts(Tables& tables, std::int64_t song, const LabelledSong& row) {
  if (!has_facts(row)) return;
  const bool has_own_file =
      std::ranges::any_of(tables.files, [&](const auto& entry) { return entry.second.song == song; });
  take_over_facts(tables.facts[song].facts, row, has_own_file);
}

void count(ImportCounts& counts, const Written& written) { ++(written.is_new ? counts.imported : counts.updated); }

std::vector<FoundSong> page_of(const std::vector<const StoredSong*>& songs, std::size_t limit, std::size_t offset) {
  std::vector<FoundSong> page;
  for (std::size_t i = std::min(offset, songs.size()); i < songs.size() && page.size() < limit; ++i)
    page.push_back({head_of(*songs[i]), {}});
  return page;
}

/// How well each song holds the terms, 0 for one that does not; `in_album` are looked for with the name of the album.
std::vector<double> scores(const std::vector<const StoredSong*>& songs, const WordSearch& search,
                           const WordSearch& in_album, const Tables& tables) {
  std::vector<Texts> texts;
  std::vector<Texts> albums;
  std::vector<std::size_t> with_album;
  for (const StoredSong* song : songs) {
    texts.push_back({song->song.artist, song->song.title, song->song.lyrics});
    const auto facts = tables.facts.find(song->id);
    if (facts == tables.facts.end() || facts->second.facts.album.empty()) continue;
    albums.push_back({song->song.artist, song->song.title, facts->second.facts.album});
    with_album.push_back(texts.size() - 1);
  }
  std::vector<double> score = scores_of(search, texts, {4, 4, 1});
  const std::vector<double> by_album = scores_of(in_album, albums, {4, 4, 2});
  for (std::size_t i = 0; i < albums.size(); ++i) score[with_album[i]] = std::max(score[with_album[i]], by_album[i]);
  return score;
}

/// The songs that have the terms, in the order of Songs::search.
std::vector<const StoredSong*> ranked(const std::vector<const StoredSong*>& songs, const std::vector<Term>& terms,
                                      const Tables& tables) {
  const WordSearch search(terms);
  const std::vector<double> score = scores(songs, search, search, tables);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < songs.size(); ++i)
    if (score[i] > 0) order.push_back(i);
  if (order.size() <= kMostRanked) {
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return score[i]; });
  } else {
    const std::vector<double> by_name = scores(songs, WordSearch(in_names(terms)), search, tables);
    // Not by std::ranges, whose view clang 14 cannot read.
    const auto others =
        std::stable_partition(order.begin(), order.end(), [&](std::size_t i) { return by_name[i] > 0; });
    const auto named = static_cast<std::size_t>(others - order.begin());
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(named, kMostRanked));
    std::ranges::sort(end, order.end());
    std::ranges::stable_sort(order.begin(), end, std::greater<>(), [&](std::size_t i) { return by_name[i]; });
  }
  std::vector<const StoredSong*> found;
  for (const std::size_t i : order) found.push_back(songs[i]);
  return found;
}

class SongsInMemory final : public Songs {
 public:
  explicit SongsInMemory(SharedState state) : state_(std::move(state)) {}

  ImportCounts add(std::span<const LabelledSong> songs) override {
    return state_->write([&](Tables& tables) {
      ImportCounts counts;
      for (const LabelledSong& song : songs) {
        const Written written = write_song(tables, song, SoundSource::data_set);
        write_facts(tables, written.id, song);
        tables.removed.erase(written.id);
        count(counts, written);
      }
      count_change(tables, Changed::songs);
      return counts;
    });
  }

  ImportCounts add(std::span<const LabelledSong> songs, const Opinions& opinions) override {
    if (songs.size() != opinions.predictions.size()) {
      throw Error(ErrorKind::internal, "there are " + std::to_string(songs.size()) + " songs to add, but " +
                                           std::to_string(opinions.predictions.size()) + " predictions");
    }
    require_model_id(opinions.model_id);
    return state_->write([&](Tables& tables) {
      ImportCounts counts;
      for (std::size_t i = 0; i < songs.size(); ++i) {
        const Written written = write_song(tables, songs[i], SoundSource::data_set);
        write_scores(tables, opinions.model_id, written.id, opinions.predictions[i]);
        write_facts(tables, written.id, songs[i]);
        tables.removed.erase(written.id);
        count(counts, written);
      }
      count_change(tables, Changed::songs);
      return counts;
    });
  }

  std::vector<std::optional<StoredSong>> songs_of(std::span<const std::int64_t> ids) const override {
    const auto tables = state_->read();
    std::vector<std::optional<StoredSong>> songs;
    for (const std::int64_t id : ids) {
      const auto found = tables->songs.find(id);
      const bool is_there = found != tables->songs.end() && !is_hidden(*tables, id);
      songs.push_back(is_there ? std::optional(found->second) : std::nullopt);
    }
    return songs;
  }
  std::size_t size() const override {
    const auto tables = state_->read();
    return static_cast<std::size_t>(
        std::ranges::count_if(tables->songs, [&](const auto& entry) { return !is_hidden(*tables, entry.first); }));
  }
  bool empty() const override { return size() == 0; }
  std::size_t with_lyrics() const override {
    const auto tables = state_->read();
    return static_cast<std::size_t>(std::ranges::count_if(tables->songs, [&](const auto& entry) {
      return !entry.second.song.lyrics.empty() && !is_hidden(*tables, entry.first);
    }));
  }
  void for_each(const std::function<void(const StoredSong&)>& visit) const override {
    const auto tables = state_->read();
    for (const auto& [id, song] : tables->songs)
      if (!is_hidden(*tables, id)) visit(song);
  }

  void for_each_head(const std::function<void(const SongHead&)>& visit) const override {
    const auto tables = state_->read();
    for (const auto& [id, song] : tables->songs)
      if (!is_hidden(*tables, id)) visit(head_of(song));
  }

  void for_each_label(const std::function<void(std::int64_t id, std::string_view label)>& visit) const override {
    const auto tables = state_->read();
    for (const auto& [id, song] : tables->songs)
      if (!song.label.empty() && !is_hidden(*tables, id)) visit(id, song.label);
  }

  Found search(std::string_view words, std::size_t limit, std::size_t offset) const override {
    const std::vector<std::vector<Term>> attempts = attempts_of(terms_of(words));
    const auto tables = state_->read();
    std::vector<const StoredSong*> songs;
    for (const auto& [id, song] : tables->songs)
      if (!is_hidden(*tables, id)) songs.push_back(&song);
    if (attempts.empty()) return {songs.size(), page_of(songs, limit, offset)};
    std::vector<const StoredSong*> found;
    std::size_t tried = 0;
    while (found.empty() && tried < attempts.size()) found = ranked(songs, attempts[tried++], *tables);
    Found answer{found.size(), page_of(found, limit, offset)};
    for (std::size_t i = 0; limit <= kMostLines && i < answer.songs.size(); ++i) {
      const Song& song = found[offset + i]->song;
      if (song.form == LyricsForm::sung)
        answer.songs[i].line = best_line(WordSearch(attempts[tried - 1]).marked(song.lyrics));
    }
    return answer;
  }

  std::vector<std::int64_t> named(std::string_view artist, std::string_view title) const override {
    const std::string beginning = beginning_of(artist, title);
    const auto tables = state_->read();
    std::vector<std::int64_t> ids;
    for (auto entry = tables->identities.lower_bound(beginning);
         entry != tables->identities.end() && entry->first.starts_with(beginning); ++entry)
      if (!is_hidden(*tables, entry->second)) ids.push_back(entry->second);
    std::ranges::sort(ids);
    return ids;
  }

 private:
  SharedState state_;
};

class ScoresInMemory final : public Scores {
 public:
  explicit ScoresInMemory(SharedState state) : state_(std::move(state)) {}

  void store(std::string_view model_id, std::span<const SongScores> scores) override {
    require_model_id(model_id);
    state_->write([&](Tables& tables) {
      for (const SongScores& row : scores) {
        require_song(tables, row.id);
        write_scores(tables, model_id, row.id, row.prediction);
      }
      count_change(tables, Changed::songs);
    });
  }

  std::optional<Prediction> of(std::string_view model_id, std::int64_t song) const override {
    const auto tables = state_->read();
    const auto model = tables->models.find(model_id);
    if (model == tables->models.end()) return std::nullopt;
    const auto found = model->second.of.find(song);
    return found == model->second.of.end() ? std::nullopt : std::optional(found->second);
  }

  std::vector<UnscoredSong> unscored(std::string_view model_id, std::int64_t after_id,
                                     std::size_t limit) const override {
    const auto tables = state_->read();
    const auto model = tables->models.find(model_id);
    std::vector<UnscoredSong> songs;
    for (auto entry = tables->songs.upper_bound(after_id); entry != tables->songs.end() && songs.size() < limit;
         ++entry) {
      if (model != tables->models.end() && model->second.of.contains(entry->first)) continue;
      if (is_hidden(*tables, entry->first)) continue;
      songs.push_back({entry->first, entry->second.song.lyrics, entry->second.song.form});
    }
    return songs;
  }

  ScoredSongs load(std::string_view model_id) const override {
    const auto tables = state_->read();
    std::map<std::string, std::size_t> places;
    for (const SoundKind& kind : tables->kinds)
      if (is_asked_for(kind.name)) places[kind.name] = 0;
    std::vector<std::string> names;
    for (auto& [name, place] : places) {
      place = names.size();
      names.push_back(name);
    }
    ColumnsOfScores columns("library in memory", names);
    const auto model = tables->models.find(model_id);
    if (model == tables->models.end()) return columns.finished();
    for (const auto& [id, prediction] : model->second.of) {
      if (is_hidden(*tables, id)) continue;
      const Song& song = tables->songs.at(id).song;
      std::vector<SoundValue> sounds;
      for (const SoundFeature& feature : tables->sounds.at(id))
        if (is_asked_for(feature.name)) sounds.push_back({places.at(feature.name), feature.value, feature.source});
      columns.add({id, song.artist, song.title, song.genre, song.year.value_or(kNoYear), prediction.probabilities,
                   prediction.mixture, prediction.counted_words, sounds});
    }
    return columns.finished();
  }

 private:
  SharedState state_;
};

class SoundsInMemory final : public Sounds {
 public:
  explicit SoundsInMemory(SharedState state) : state_(std::move(state)) {}

  void store(std::span<const SongSound> sounds) override {
    state_->write([&](Tables& tables) {
      for (const SongSound& sound : sounds) {
        require_song(tables, sound.song);
        std::vector<SoundFeature> features = tables.sounds[sound.song];
        for (const SoundFeature& feature : sound.features) {
          require_sound_feature(feature);
          put(features, feature);
        }
        write_sounds(tables, sound.song, std::move(features));
        const auto facts = tables.facts.find(sound.song);
        if (!sound.fingerprint.empty() && facts != tables.facts.end()) facts->second.fingerprint = sound.fingerprint;
      }
      if (!sounds.empty()) count_change(tables, Changed::songs);
    });
  }
  std::vector<SoundFeature> of(std::int64_t song) const override {
    const auto tables = state_->read();
    const auto found = tables->sounds.find(song);
    return found == tables->sounds.end() ? std::vector<SoundFeature>{} : found->second;
  }
  std::string fingerprint(std::int64_t song) const override {
    const auto tables = state_->read();
    const auto found = tables->facts.find(song);
    return found == tables->facts.end() ? std::string() : found->second.fingerprint;
  }
  std::vector<SoundKind> kinds() const override {
    std::vector<SoundKind> kinds = state_->read()->kinds;
    std::ranges::sort(kinds, {}, [](const SoundKind& kind) { return std::tie(kind.name, kind.source, kind.method); });
    return kinds;
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Songs> make_songs(SharedState state) { return std::make_unique<SongsInMemory>(std::move(state)); }
std::unique_ptr<Sounds> make_sounds(SharedState state) { return std::make_unique<SoundsInMemory>(std::move(state)); }
std::unique_ptr<Scores> make_scores(SharedState state) { return std::make_unique<ScoresInMemory>(std::move(state)); }

void require_song(const Tables& tables, std::int64_t song) {
  if (!tables.songs.contains(song))
    throw Error(ErrorKind::not_found, "there is no song " + std::to_string(song) + " in the library");
}

Written write_song(Tables& tables, const LabelledSong& row, SoundSource source) {
  const auto [entry, is_new] = tables.identities.try_emplace(identity_of(row), tables.last_song + 1);
  const std::int64_t id = entry->second;
  if (is_new) tables.last_song = id;
  StoredSong& stored = tables.songs[id];
  const bool same_lyric = stored.song.lyrics == row.song.lyrics && stored.song.form == row.song.form;
  stored = {id, row.song, row.labels.topic};
  std::vector<SoundFeature> features = tables.sounds[id];
  take_over(features, row.song, source);
  write_sounds(tables, id, std::move(features));
  if (!is_new && !same_lyric)
    for (auto& [name, model] : tables.models) model.of.erase(id);
  return {id, is_new};
}

void write_sounds(Tables& tables, std::int64_t song, std::vector<SoundFeature> features) {
  for (const SoundFeature& feature : features) {
    SoundKind kind{feature.name, feature.source, feature.method};
    if (std::ranges::find(tables.kinds, kind) == tables.kinds.end()) tables.kinds.push_back(std::move(kind));
  }
  fill_audio(tables.songs.at(song).song, features);
  tables.sounds[song] = std::move(features);
}

SongHead head_of(const StoredSong& song) {
  return {song.id, song.song.artist, song.song.title, song.song.year, song.song.genre};
}

void write_scores(Tables& tables, std::string_view model_id, std::int64_t song, const Prediction& prediction) {
  const auto [entry, is_new] = tables.models.try_emplace(std::string(model_id));
  if (is_new) entry->second.shape = shape_of(prediction);
  require_sound_scores(song, prediction, entry->second.shape);
  entry->second.of[song] = prediction;
}

}  // namespace leitmotif::catalog::memory
