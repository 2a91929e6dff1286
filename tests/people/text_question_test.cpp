// Songs about a text, asked of an engine whose library is the songbook.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/engine.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::people {
namespace {

class TextQuestionTest : public ::testing::Test {
 protected:
  TextQuestionTest() {
    places::Settings settings;
    settings.library = folder_.path() / "library.db";
    engine_ = std::make_unique<engine::Engine>(engine::Engine::open(settings));
    (void)engine_->import_songbook(kNoProgress);
  }
  [[nodiscard]] answers::RecommendAnswer about(const std::string& text) const {
    answers::RecommendRequest request;
    request.text = text;
    request.n = 5;
    return engine_->recommend(request);
  }
  [[nodiscard]] std::vector<std::string> titles(const std::string& text) const {
    std::vector<std::string> titles;
    for (const answers::RecommendedSong& song : about(text).songs) titles.push_back(song.title);
    return titles;
  }

  testing::TemporaryFolder folder_;
  std::unique_ptr<engine::Engine> engine_;
};

TEST_F(TextQuestionTest, SongsThatSayItComeFirst) {
  EXPECT_EQ(titles("missed the last train").front(), "Wrong Platform");
  EXPECT_EQ(titles("pirate radio station").front(), "Rooster FM");
  EXPECT_THAT(titles("playing the guitar as a boy"), Contains("Cigar Box Strings"));
}

TEST_F(TextQuestionTest, TheReasonIsTheLineAndItsWords) {
  const answers::RecommendAnswer answer = about("stuck in an elevator with a stranger");
  const answers::RecommendedSong& first = answer.songs.front();
  EXPECT_EQ(first.title, "Fourteen Floors");
  ASSERT_FALSE(first.parts.empty());
  EXPECT_EQ(first.parts.front().kind, recommend::PartKind::text);
  EXPECT_THAT(first.why.front(), StartsWith("\""));
  EXPECT_THAT(engine_->song(first.id).lyrics, HasSubstr(first.why.front().substr(1, first.why.front().size() - 2)));
}

TEST_F(TextQuestionTest, WordsTheModelDoesNotCountAreAskedFor) {
  // No topic has the word; one song does.
  EXPECT_THAT(titles("standpipe"), Contains("Ghost at the Standpipe"));
  EXPECT_TRUE(about("zzyzxqqq").songs.empty());
  EXPECT_EQ(testing::error_of([&] { (void)about("the of and"); }).kind(), ErrorKind::invalid_argument);
}

TEST_F(TextQuestionTest, AFewWordsThatLookLikeAnotherLanguageAreReadAsTheyStand) {
  for (const std::string text : {"rainy sunday", "Rainy Sunday"}) EXPECT_FALSE(about(text).songs.empty()) << text;
}

TEST_F(TextQuestionTest, GoesTogetherWithOtherWaysAndFilters) {
  answers::RecommendRequest request;
  request.text = "a train at night";
  request.topic = "night/time";
  request.about = {"travel"};
  request.years = recommend::YearRange{1960, 1999};
  const answers::RecommendAnswer answer = engine_->recommend(request);
  ASSERT_FALSE(answer.songs.empty());
  for (const answers::RecommendedSong& song : answer.songs) {
    EXPECT_GE(*song.year, 1960);
    double sum = 0;
    for (const answers::ScorePart& part : song.parts) sum += part.value;
    EXPECT_NEAR(sum, song.score, 1e-5);
  }
}

}  // namespace
}  // namespace leitmotif::people
