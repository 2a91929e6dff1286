#include "leitmotif/catalog/sql/score_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/catalog/sql/sound_rows.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sql {
namespace {

static_assert(std::endian::native == std::endian::little, "libraries keep little-endian floats");

constexpr std::string_view kFindModel = "SELECT number, probabilities, parts FROM models WHERE id = ?1";
constexpr std::string_view kAddModel = "INSERT INTO models (id, probabilities, parts) VALUES (?1, ?2, ?3)";
constexpr std::string_view kWrite =
    "INSERT INTO scores (model, song, probabilities, mixture, counted_words) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (model, song) DO UPDATE SET probabilities = ?3, mixture = ?4, counted_words = ?5";
constexpr std::string_view kReadOne =
    "SELECT probabilities, mixture, counted_words FROM scores "
    "WHERE model = (SELECT number FROM models WHERE id = ?1) AND song = ?2";
constexpr std::string_view kReadAll =
    "SELECT songs.id, songs.artist, songs.genre, songs.year, scores.probabilities, scores.mixture, "
    "scores.counted_words, songs.title, songs.sound "
    "FROM scores JOIN songs ON songs.id = scores.song "
    "WHERE scores.model = (SELECT number FROM models WHERE id = ?1) "
    "AND scores.song NOT IN (SELECT song FROM hidden_songs) ORDER BY scores.song";

// Of a part of the songs, and lyrics of those alone that are given: a server that is not told how few they are reads
// the lyrics of all songs.
constexpr std::string_view kReadUnscored =
    "SELECT fresh.id, (SELECT text FROM lyrics WHERE song = fresh.id), fresh.form FROM (SELECT songs.id, songs.form "
    "FROM songs WHERE songs.id > ?2 AND songs.id <= ?4 AND NOT EXISTS (SELECT 1 FROM scores WHERE scores.song = "
    "songs.id "
    "AND scores.song > ?2 AND scores.song <= ?4 AND scores.model = (SELECT number FROM models WHERE id = ?1)) "
    "AND songs.id NOT IN (SELECT song FROM hidden_songs) ORDER BY songs.id LIMIT ?3) AS fresh ORDER BY fresh.id";
constexpr std::string_view kLastSong = "SELECT coalesce(max(id), 0) FROM songs";

/// Numbers of songs seldom have gaps. Above this they may be anything, and columns grow by themselves.
constexpr std::size_t kMostExpected = std::size_t{1} << 24U;

std::string_view bytes_of(const std::vector<float>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float)};
}

void append_numbers(const Database& database, std::string_view bytes, std::vector<float>& numbers) {
  if (bytes.size() % sizeof(float) != 0) {
    throw Error(ErrorKind::corrupt_data,
                database.name() + ": the library is damaged (scores of " + std::to_string(bytes.size()) + " bytes)");
  }
  const std::size_t before = numbers.size();
  numbers.resize(before + bytes.size() / sizeof(float));
  if (!bytes.empty()) std::memcpy(numbers.data() + before, bytes.data(), bytes.size());
}

/// Which column a kind of sound feature belongs to, and where its values come from.
struct SoundPlaces {
  explicit SoundPlaces(const std::map<std::uint16_t, SoundKind>& kinds) {
    std::map<std::string, std::size_t> columns;
    for (const auto& [number, kind] : kinds)
      if (is_asked_for(kind.name)) columns[kind.name] = 0;
    for (auto& [name, column] : columns) {
      column = names.size();
      names.push_back(name);
    }
    for (const auto& [number, kind] : kinds)
      if (is_asked_for(kind.name)) of[number] = {columns[kind.name], kind.source};
  }

  std::vector<std::string> names;
  std::unordered_map<std::uint16_t, std::pair<std::size_t, SoundSource>> of;
};

}  // namespace

ScoreWriter::ScoreWriter(const Database& database, std::string_view model_id)
    : database_(database), model_id_(model_id), insert_(database.prepare(kWrite)) {
  require_model_id(model_id);
}

void ScoreWriter::open_model(const Prediction& first) {
  Statement find = database_.prepare(kFindModel);
  if (find.bind_text(1, model_id_).step()) {
    model_ = find.integer(0);
    shape_ = {static_cast<std::size_t>(find.integer(1)), static_cast<std::size_t>(find.integer(2))};
    return;
  }
  shape_ = shape_of(first);
  database_.prepare(kAddModel)
      .bind_text(1, model_id_)
      .bind_count(2, shape_.probabilities)
      .bind_count(3, shape_.parts)
      .run();
  model_ = database_.last_insert_id();
}

void ScoreWriter::write(std::int64_t song, const Prediction& prediction) {
  if (!model_) open_model(prediction);
  require_sound_scores(song, prediction, shape_);
  insert_.bind_integer(1, *model_).bind_integer(2, song);
  insert_.bind_blob(3, bytes_of(prediction.probabilities)).bind_blob(4, bytes_of(prediction.mixture));
  insert_.bind_integer(5, prediction.counted_words).run();
}

void ScoreWriter::write(std::span<const SongWriter::Written> songs, std::span<const Prediction> predictions) {
  const Bulk* const bulk = database_.bulk();
  std::vector<NewScores> fresh;
  // A song that stands twice in one batch has scores the second time.
  std::unordered_set<std::int64_t> there;
  for (const SongWriter::Written& song : songs)
    if (!song.is_new) there.insert(song.id);
  for (std::size_t i = 0; i < songs.size(); ++i) {
    if (bulk == nullptr || there.contains(songs[i].id)) {
      write(songs[i].id, predictions[i]);
      continue;
    }
    if (!model_) open_model(predictions[i]);
    require_sound_scores(songs[i].id, predictions[i], shape_);
    fresh.push_back({songs[i].id, &predictions[i]});
  }
  if (bulk != nullptr && !fresh.empty()) bulk->insert_scores(*model_, fresh);
}

void ScoreWriter::write(std::span<const SongScores> scores) {
  std::vector<std::int64_t> songs;
  songs.reserve(scores.size());
  for (const SongScores& row : scores) songs.push_back(row.id);
  const auto missing = [&](std::int64_t song) {
    return Error(ErrorKind::not_found, database_.name() + ": there is no song " + std::to_string(song));
  };
  if (const Bulk* const bulk = database_.bulk(); bulk != nullptr) {
    std::unordered_map<std::int64_t, bool> there = bulk->songs_there(songs, model_id_);
    std::vector<NewScores> fresh;
    for (const SongScores& row : scores) {
      const auto song = there.find(row.id);
      if (song == there.end()) throw missing(row.id);
      if (!model_) open_model(row.prediction);
      require_sound_scores(row.id, row.prediction, shape_);
      if (!song->second) fresh.push_back({row.id, &row.prediction});
      song->second = true;
    }
    if (!fresh.empty()) bulk->insert_scores(*model_, fresh);
    std::unordered_set<const Prediction*> done;
    for (const NewScores& one : fresh) done.insert(one.prediction);
    for (const SongScores& row : scores)
      if (!done.contains(&row.prediction)) write(row.id, row.prediction);
    return;
  }
  Statement find = database_.prepare("SELECT 1 FROM songs WHERE id = ?1");
  for (const SongScores& row : scores) {
    if (!find.bind_integer(1, row.id).step()) throw missing(row.id);
    find.reset();
    write(row.id, row.prediction);
  }
}

std::optional<Prediction> read_scores(const Database& database, std::string_view model_id, std::int64_t song) {
  Statement row = database.prepare(kReadOne);
  if (!row.bind_text(1, model_id).bind_integer(2, song).step()) return std::nullopt;
  Prediction prediction;
  append_numbers(database, row.blob(0), prediction.probabilities);
  append_numbers(database, row.blob(1), prediction.mixture);
  prediction.counted_words = static_cast<int>(row.integer(2));
  return prediction;
}

std::vector<UnscoredSong> read_unscored(const Database& database, std::string_view model_id, std::int64_t after_id,
                                        std::size_t limit) {
  constexpr std::int64_t kGrowth = 4;
  const std::int64_t last = database.number(kLastSong);
  std::vector<UnscoredSong> songs;
  // Where all are new, the first part has as many as are wanted; where none is, a few parts are all songs.
  auto numbers = static_cast<std::int64_t>(std::clamp(limit, std::size_t{1}, kMostExpected));
  Statement row = database.prepare(kReadUnscored);
  for (std::int64_t after = after_id; after < last && songs.size() < limit; numbers *= kGrowth) {
    const std::int64_t until = last - after > numbers ? after + numbers : last;
    row.bind_text(1, model_id).bind_integer(2, after).bind_count(3, limit - songs.size()).bind_integer(4, until);
    while (row.step()) songs.push_back({row.integer(0), std::string(row.text(1)), form_from(row.integer(2))});
    row.reset();
    after = until;
  }
  return songs;
}

ScoredSongs read_all_scores(const Database& database, std::string_view model_id) {
  const SoundPlaces places(SoundKinds(database).all());
  ColumnsOfScores columns(database.name(), places.names);
  columns.expect(std::min(kMostExpected, static_cast<std::size_t>(database.last_number({"songs", "id"}))));
  Statement row = database.prepare_scan(kReadAll);
  row.bind_text(1, model_id);
  std::vector<float> probabilities;
  std::vector<float> mixture;
  std::vector<SoundValue> sounds;
  while (row.step()) {
    probabilities.clear();
    mixture.clear();
    sounds.clear();
    append_numbers(database, row.blob(4), probabilities);
    append_numbers(database, row.blob(5), mixture);
    for_each_sound(row.blob(8), database.name(), [&](std::uint16_t kind, double value) {
      if (const auto place = places.of.find(kind); place != places.of.end())
        sounds.push_back({place->second.first, value, place->second.second});
    });
    columns.add({row.integer(0), row.text(1), row.text(7), row.text(2),
                 row.is_null(3) ? kNoYear : static_cast<std::int32_t>(row.integer(3)), probabilities, mixture,
                 static_cast<std::int32_t>(row.integer(6)), sounds});
  }
  return columns.finished();
}

}  // namespace leitmotif::catalog::sql
