#include "leitmotif/evaluation/groups.hpp"

#include <gtest/gtest.h>

#include <random>

#include "leitmotif/evaluation/calibration.hpp"
#include "leitmotif/evaluation/classification.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::evaluation {
namespace {

using testing::error_of;

/// Random answers of three classes that are right half the time.
struct Songs {
  std::vector<int> truth, predicted;
  std::vector<float> probabilities;
  std::vector<std::string> names = {"a", "b", "c"};
  std::vector<std::string> group;

  explicit Songs(std::size_t n) {
    std::mt19937 random(7);
    for (std::size_t i = 0; i < n; ++i) {
      truth.push_back(static_cast<int>(random() % 3));
      predicted.push_back(random() % 2 == 0 ? truth.back() : static_cast<int>(random() % 3));
      for (int k = 0; k < 3; ++k) probabilities.push_back(k == predicted.back() ? 0.6F : 0.2F);
      group.push_back(random() % 4 == 0 ? "rare" : "common");
    }
  }
  [[nodiscard]] Answers answers() const { return {truth, predicted, probabilities, names}; }
};

TEST(Groups, OneGroupOfAllScoresAsTheWhole) {
  const Songs songs(200);
  const std::vector<GroupScore> scores = score_groups(songs.answers(), std::vector<std::string>(200, "all"));
  ASSERT_EQ(scores.size(), 1U);
  const ClassificationReport report = classification_report(songs.truth, songs.predicted, songs.names);
  EXPECT_EQ(scores[0].name, "all");
  EXPECT_EQ(scores[0].songs, 200U);
  EXPECT_EQ(scores[0].accuracy, report.accuracy);
  EXPECT_EQ(scores[0].macro_f1, report.macro.f1);
  EXPECT_EQ(scores[0].ece, calibration(songs.truth, songs.probabilities, 3).ece);
}

TEST(Groups, PartsAddUpToTheWhole) {
  const Songs songs(300);
  const std::vector<GroupScore> scores = score_groups(songs.answers(), songs.group);
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_EQ(scores[0].name, "common");
  EXPECT_EQ(scores[1].name, "rare");
  EXPECT_EQ(scores[0].songs + scores[1].songs, 300U);
  double right = 0;
  for (const GroupScore& score : scores) {
    right += score.accuracy * static_cast<double>(score.songs);
    EXPECT_LE(score.intervals.accuracy.low, score.accuracy);
    EXPECT_GE(score.intervals.accuracy.high, score.accuracy);
  }
  EXPECT_NEAR(right / 300, classification_report(songs.truth, songs.predicted, songs.names).accuracy, 1e-12);
}

TEST(Groups, RefuseWhatDoesNotFit) {
  const Songs songs(10);
  EXPECT_EQ(error_of([&] { (void)score_groups(songs.answers(), std::vector<std::string>(9)); }).kind(),
            ErrorKind::invalid_argument);
  EXPECT_EQ(error_of([&] { (void)score_group("x", songs.answers(), std::vector<std::size_t>{10}); }).kind(),
            ErrorKind::invalid_argument);
  EXPECT_EQ(error_of([&] { (void)score_group("x", songs.answers(), {}); }).kind(), ErrorKind::invalid_argument);
  Answers short_answers = songs.answers();
  short_answers.probabilities = short_answers.probabilities.first(9);
  EXPECT_EQ(error_of([&] { (void)score_groups(short_answers, songs.group); }).kind(), ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace leitmotif::evaluation
