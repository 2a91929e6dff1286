#include "leitmotif/evaluation/evaluate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

#include "leitmotif/core/json.hpp"
#include "support/expect_error.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::evaluation {
namespace {

using ::testing::ElementsAre;
using testing::error_of;

LabelledSong song_of(std::optional<int> year, const std::string& genre) {
  LabelledSong song;
  song.song.year = year;
  song.song.genre = genre;
  return song;
}

TEST(EvaluateGroups, AreDecadesAndGenres) {
  const std::vector<LabelledSong> songs = {song_of(1970, "pop"), song_of(1979, ""), song_of({}, "rock"),
                                           song_of(2000, "pop"), song_of(-5, "pop")};
  EXPECT_THAT(decade_groups(songs), ElementsAre("1970s", "1970s", kNotKnown, "2000s", "-10s"));
  EXPECT_THAT(genre_groups(songs), ElementsAre("pop", kNotKnown, "rock", "pop", "pop"));
}

TEST(EvaluateGroups, TheRarestGoTogether) {
  std::vector<LabelledSong> songs;
  for (int i = 0; i < 100; ++i) {
    songs.push_back(song_of({}, "genre " + std::to_string(i)));
    songs.push_back(song_of({}, "pop"));
  }
  const std::vector<std::string> names = genre_groups(songs);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), kMostGroups);
  EXPECT_EQ(std::ranges::count(names, "pop"), 100);
  EXPECT_EQ(std::ranges::count(names, "other"), 100 - static_cast<int>(kMostGroups) + 2);
}

class EvaluateTest : public ::testing::Test {
 protected:
  EvaluateTest() {
    request_.models = {testing::write_small_model(folder_.path() / "one")};
    request_.data = folder_.write("test.csv",
                                  "artist,title,year,genre,lyrics,topic\n"
                                  "Ann,A,1971,rock,knife,violence\n"
                                  "BOB  Z,B,1979,rock,knife,sadness\n"
                                  "Cid,C,1980,pop,drum,music\n"
                                  ",D,1981,pop,drum,music\n"
                                  "broken row\n");
    request_.threads = 2;
  }
  testing::TemporaryFolder folder_;
  EvaluateRequest request_;
};

TEST_F(EvaluateTest, ScoresByGenreAndDecade) {
  const evaluation::Comparison comparison = evaluate(request_);
  EXPECT_EQ(comparison.songs, 4U);
  EXPECT_EQ(comparison.rejected.size(), 1U);
  ASSERT_EQ(comparison.models.size(), 1U);
  const evaluation::Evaluation& scores = comparison.models[0].evaluation;
  ASSERT_EQ(scores.genres.size(), 2U);
  EXPECT_EQ(scores.genres[0].name, "pop");
  EXPECT_EQ(scores.genres[0].accuracy, 1);
  EXPECT_EQ(scores.genres[1].accuracy, 0.5);
  ASSERT_EQ(scores.decades.size(), 2U);
  EXPECT_EQ(scores.decades[0].name, "1970s");
  EXPECT_EQ(scores.decades[0].songs, 2U);
  EXPECT_FALSE(scores.artists.has_value());
}

TEST_F(EvaluateTest, ArtistsOfATrainingFileAreScoredApart) {
  request_.training_artists = folder_.write("train.csv", "artist,title,lyrics\nbob z,X,la\nann,Y,la\n");
  const evaluation::Evaluation scores = evaluate(request_).models[0].evaluation;
  ASSERT_TRUE(scores.artists.has_value());
  EXPECT_FALSE(scores.artists->is_the_models);
  EXPECT_EQ(scores.artists->unknown, 1U);
  ASSERT_TRUE(scores.artists->others.has_value());
  EXPECT_EQ(scores.artists->others->songs, 1U) << "only Cid";
  ASSERT_TRUE(scores.artists->shared.has_value());
  EXPECT_EQ(scores.artists->shared->songs, 2U);
  EXPECT_EQ(scores.artists->shared->accuracy, 0.5);
}

TEST_F(EvaluateTest, OneModelIsAsBeforeAndSeveralAreListed) {
  const Json one = to_json(evaluate(request_));
  EXPECT_EQ(one["songs"], 4);
  EXPECT_EQ(one["rejected"], 1);
  EXPECT_EQ(one["kind"], "ffnn");
  EXPECT_EQ(one["calibration"]["bins"].size(), 15U);
  request_.models.push_back(testing::write_small_model(folder_.path() / "two", 2));
  const Json several = to_json(evaluate(request_));
  ASSERT_EQ(several["models"].size(), 2U);
  Json first = several["models"][0]["evaluation"];
  for (const auto& entry : first.items()) EXPECT_EQ(one[entry.key], entry.value) << entry.key;
  EXPECT_NE(several["models"][0]["id"], several["models"][1]["id"]);
}

TEST_F(EvaluateTest, SaysSoWhenSongsAreTheTrainingSongs) {
  evaluation::Comparison comparison = evaluate(request_);
  EXPECT_FALSE(evaluation::scored_on_training_songs(comparison.models[0], comparison));
  comparison.models[0].card.data_sha256 = comparison.data_sha256;
  EXPECT_TRUE(evaluation::scored_on_training_songs(comparison.models[0], comparison));
}

TEST_F(EvaluateTest, RefusesWhatItCannotScore) {
  EvaluateRequest nothing = request_;
  nothing.models.clear();
  EXPECT_EQ(error_of([&] { (void)evaluate(nothing); }).kind(), ErrorKind::invalid_argument);
  request_.training_artists = folder_.path() / "nowhere.csv";
  EXPECT_EQ(error_of([&] { (void)evaluate(request_); }).kind(), ErrorKind::not_found);
}

}  // namespace
}  // namespace leitmotif::evaluation
