// Labels are what a model is measured by. They must not reach what it reads, nor what is recommended.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/recommend/library.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::engine {
namespace {

namespace fs = std::filesystem;

template <class T>
concept HasPlaceForLabels = requires(T t) {
  t.label;
}
|| requires(T t) { t.labels; }
|| requires(T t) { t.topic; }
|| requires(T t) { t.weights; };

// What models, ranking and the columns between them are given has no place for a label.
static_assert(!HasPlaceForLabels<Song>);
static_assert(!HasPlaceForLabels<Tokens>);
static_assert(!HasPlaceForLabels<SparseMatrix>);
static_assert(!HasPlaceForLabels<catalog::UnscoredSong>);
static_assert(!HasPlaceForLabels<catalog::ScoredSongs>);
static_assert(!HasPlaceForLabels<recommend::Library>);
static_assert(HasPlaceForLabels<LabelledSong>, "the check itself");

/// The shipped songs as a data set whose labels are `turn` rows off: topic and all sixteen weights.
std::string data_set(std::size_t turn) {
  const std::vector<LabelledSong> songs = corpus::read_songbook(places::data_folder() / "songbook").songs;
  std::vector<std::string_view> header = {"artist_name", "track_name", "release_date", "genre", "lyrics", "topic"};
  header.insert(header.end(), kMixtureParts.begin(), kMixtureParts.end());
  std::string csv = corpus::csv_row(header);
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const std::size_t other = (i + turn) % songs.size();
    const Song& song = songs[i].song;
    std::vector<std::string> cells = {song.artist, song.title,  song.year ? std::to_string(*song.year) : "",
                                      song.genre,  song.lyrics, songs[other].labels.topic};
    for (std::size_t part = 0; part < kMixtureParts.size(); ++part)
      cells.push_back(kMixtureParts[part] == songs[other].labels.topic ? "0.7" : "0.02");
    csv += corpus::csv_row(std::vector<std::string_view>(cells.begin(), cells.end()));
  }
  return csv;
}

using Answers = std::vector<std::tuple<std::int64_t, std::string, double, double, std::vector<std::string>>>;

/// Everything that is recommended for every topic from a library of that data set.
Answers answers(const testing::TemporaryFolder& folder, std::size_t turn, const fs::path& model) {
  const std::string name = std::to_string(turn);
  places::Settings settings;
  settings.library = folder.path() / (name + ".db");
  settings.model = model;
  Engine engine = Engine::open(settings);
  const OnProgress silent = [](const Progress&) {};
  EXPECT_GT(engine.import_csv(folder.write(name + ".csv", data_set(turn)), silent).imported, 100U);
  Answers all;
  for (const std::string& topic : engine.reader().model().labels())
    for (const bool at_random : {false, true}) {
      answers::RecommendRequest request;
      request.topic = topic;
      request.n = 200;
      request.at_random = at_random;
      for (const Recommendation& song : engine.recommend(request, silent).songs)
        all.emplace_back(song.id, song.topic, song.score, song.confidence, song.why);
    }
  return all;
}

TEST(LeakGuard, OtherLabelsGiveTheSameRecommendations) {
  const testing::TemporaryFolder folder;
  const Answers right = answers(folder, 0, places::default_model());
  EXPECT_GT(right.size(), 1000U);
  for (const std::size_t turn : {1U, 50U}) EXPECT_EQ(answers(folder, turn, places::default_model()), right);
}

TEST(LeakGuard, LabelColumnsDoNotReachTheSong) {
  const auto songs_of = [](const std::string& bytes) {
    std::vector<LabelledSong> songs;
    corpus::parse_dataset(bytes, "data",
                          {[&](LabelledSong&& song) { songs.push_back(std::move(song)); },
                           [](Rejected&& reject) { ADD_FAILURE() << reject.reason; }});
    return songs;
  };
  const std::vector<LabelledSong> right = songs_of(data_set(0));
  const std::vector<LabelledSong> other = songs_of(data_set(50));
  ASSERT_EQ(right.size(), other.size());
  std::size_t different_labels = 0;
  for (std::size_t i = 0; i < right.size(); ++i) {
    const Song& a = right[i].song;
    const Song& b = other[i].song;
    EXPECT_EQ(std::tie(a.artist, a.title, a.year, a.genre, a.lyrics, a.form),
              std::tie(b.artist, b.title, b.year, b.genre, b.lyrics, b.form));
    different_labels += right[i].labels.topic != other[i].labels.topic ? 1U : 0U;
  }
  EXPECT_GT(different_labels, 50U);
}

}  // namespace
}  // namespace leitmotif::engine
