#include "leitmotif/catalog/scores.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <unordered_map>

#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {
namespace {

static_assert(std::endian::native == std::endian::little, "the library's file keeps little-endian floats");

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
    "scores.counted_words, songs.title, songs.danceability, songs.loudness, songs.acousticness, "
    "songs.instrumentalness, songs.valence, songs.energy "
    "FROM scores JOIN songs ON songs.id = scores.song "
    "WHERE scores.model = (SELECT number FROM models WHERE id = ?1) ORDER BY scores.song";

constexpr std::string_view kReadUnscored =
    "SELECT songs.id, lyrics.text, songs.form FROM songs JOIN lyrics ON lyrics.song = songs.id "
    "WHERE songs.id > ?2 AND NOT EXISTS (SELECT 1 FROM scores WHERE scores.song = songs.id "
    "AND scores.model = (SELECT number FROM models WHERE id = ?1)) ORDER BY songs.id LIMIT ?3";

std::string_view bytes_of(const std::vector<float>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float)};
}

void append_numbers(const Database& database, std::string_view bytes, std::vector<float>& numbers) {
  if (bytes.size() % sizeof(float) != 0) {
    throw Error(ErrorKind::corrupt_data, database.file().string() + ": the library is damaged (scores of " +
                                             std::to_string(bytes.size()) + " bytes)");
  }
  const std::size_t before = numbers.size();
  numbers.resize(before + bytes.size() / sizeof(float));
  if (!bytes.empty()) std::memcpy(numbers.data() + before, bytes.data(), bytes.size());
}

void require_finite(std::int64_t song, const std::vector<float>& numbers) {
  for (const float number : numbers) {
    if (std::isfinite(number)) continue;
    throw Error(ErrorKind::invalid_argument,
                "scores of song " + std::to_string(song) + " hold a number that is not finite");
  }
}

/// Gives equal texts equal numbers, counted from 0 in order of appearance.
class Numbering {
 public:
  explicit Numbering(std::vector<std::string>& names) : names_(names) {}

  std::uint32_t number_of(std::string name) {
    const auto [place, is_new] = numbers_.try_emplace(std::move(name), static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(place->first);
    return place->second;
  }

 private:
  std::vector<std::string>& names_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// What is read of a song beside who sang it and what the model said.
void append_rest(const Statement& row, ScoredSongs& all) {
  all.counted_words.push_back(static_cast<std::int32_t>(row.integer(6)));
  all.artist_names.push_back(row.text(1));
  all.titles.push_back(row.text(7));
  for (std::size_t feature = 0; feature < kAudioFeatures.size(); ++feature)
    all.audio.push_back(static_cast<float>(row.real(8 + static_cast<int>(feature))));
}

}  // namespace

ScoreWriter::ScoreWriter(const Database& database, std::string_view model_id)
    : database_(database), model_id_(model_id), insert_(database.prepare(kWrite)) {
  if (model_id_.empty()) throw Error(ErrorKind::invalid_argument, "scores need the id of the model that gave them");
}

void ScoreWriter::open_model(const Prediction& first) {
  Statement find = database_.prepare(kFindModel);
  if (find.bind_text(1, model_id_).step()) {
    model_ = find.integer(0);
    probabilities_ = static_cast<std::size_t>(find.integer(1));
    parts_ = static_cast<std::size_t>(find.integer(2));
    return;
  }
  probabilities_ = first.probabilities.size();
  parts_ = first.mixture.size();
  if (probabilities_ == 0) throw Error(ErrorKind::invalid_argument, "scores without probabilities");
  database_.prepare(kAddModel)
      .bind_text(1, model_id_)
      .bind_integer(2, static_cast<std::int64_t>(probabilities_))
      .bind_integer(3, static_cast<std::int64_t>(parts_))
      .run();
  model_ = database_.last_insert_id();
}

void ScoreWriter::write(std::int64_t song, const Prediction& prediction) {
  if (!model_) open_model(prediction);
  if (prediction.probabilities.size() != probabilities_ || prediction.mixture.size() != parts_) {
    throw Error(ErrorKind::invalid_argument, "scores of song " + std::to_string(song) + " have " +
                                                 std::to_string(prediction.probabilities.size()) +
                                                 " probabilities and " + std::to_string(prediction.mixture.size()) +
                                                 " mixture parts; this model's others have " +
                                                 std::to_string(probabilities_) + " and " + std::to_string(parts_));
  }
  require_finite(song, prediction.probabilities);
  require_finite(song, prediction.mixture);
  insert_.bind_integer(1, *model_).bind_integer(2, song);
  insert_.bind_blob(3, bytes_of(prediction.probabilities)).bind_blob(4, bytes_of(prediction.mixture));
  insert_.bind_integer(5, prediction.counted_words).run();
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
  Statement row = database.prepare(kReadUnscored);
  row.bind_text(1, model_id).bind_integer(2, after_id).bind_count(3, limit);
  std::vector<UnscoredSong> songs;
  while (row.step()) songs.push_back({row.integer(0), std::string(row.text(1)), form_from(row.integer(2))});
  return songs;
}

ScoredSongs read_all_scores(const Database& database, std::string_view model_id) {
  ScoredSongs all;
  Numbering artists(all.artists);
  Numbering genres(all.genres);
  Statement row = database.prepare(kReadAll);
  row.bind_text(1, model_id);
  while (row.step()) {
    all.id.push_back(row.integer(0));
    all.artist.push_back(artists.number_of(compared_form(row.text(1))));
    all.genre.push_back(genres.number_of(std::string(row.text(2))));
    all.year.push_back(row.is_null(3) ? kNoYear : static_cast<std::int32_t>(row.integer(3)));
    append_numbers(database, row.blob(4), all.probability);
    append_numbers(database, row.blob(5), all.mixture);
    append_rest(row, all);
    if (all.id.size() == 1) {
      all.topics = all.probability.size();
      all.parts = all.mixture.size();
    }
    if (all.topics == 0 || all.probability.size() != all.topics * all.id.size() ||
        all.mixture.size() != all.parts * all.id.size()) {
      throw Error(ErrorKind::corrupt_data, database.file().string() + ": the library is damaged (scores of song " +
                                               std::to_string(all.id.back()) + ")");
    }
  }
  return all;
}

}  // namespace leitmotif::catalog
