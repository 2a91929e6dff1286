#include "leitmotif/evaluation/label_scores.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "leitmotif/core/random_source.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::evaluation {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

const std::array<std::string, 2> kNames = {"calm", "wild"};
const std::vector<std::vector<int>> kTruth = {{0}, {0, 1}, {}, {1}};
const std::vector<float> kProbabilities = {0.9F, 0.2F, 0.8F, 0.4F, 0.6F, 0.1F, 0.1F, 0.9F};

TEST(LabelScores, AreThoseOfScikitLearn) {
  const std::array thresholds = {0.5F, 0.5F};
  const LabelScores scores = score_labels({kTruth, kProbabilities, thresholds, kNames});
  EXPECT_EQ(scores.songs, 4U);
  ASSERT_EQ(scores.labels.size(), 2U);
  EXPECT_DOUBLE_EQ(scores.labels[0].precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(scores.labels[0].recall, 1);
  EXPECT_DOUBLE_EQ(scores.labels[0].f1, 0.8);
  EXPECT_EQ(scores.labels[0].predicted, 3U);
  EXPECT_DOUBLE_EQ(scores.labels[1].precision, 1);
  EXPECT_DOUBLE_EQ(scores.labels[1].recall, 0.5);
  EXPECT_EQ(scores.labels[1].support, 2U);
  EXPECT_DOUBLE_EQ(scores.micro.f1, 0.75);
  EXPECT_DOUBLE_EQ(scores.macro.f1, (0.8 + 2.0 / 3) / 2);
  EXPECT_DOUBLE_EQ(scores.exact, 0.5);
  EXPECT_DOUBLE_EQ(scores.hamming_loss, 0.25);
}

TEST(LabelScores, NothingGivenAndNothingThereIsZero) {
  const std::vector<std::vector<int>> nothing = {{}, {}};
  const std::array probabilities = {0.1F, 0.1F, 0.1F, 0.1F};
  const std::array thresholds = {0.5F, 0.5F};
  const LabelScores scores = score_labels({nothing, probabilities, thresholds, kNames});
  EXPECT_EQ(scores.micro.f1, 0);
  EXPECT_EQ(scores.exact, 1);
  EXPECT_THAT(best_thresholds(nothing, probabilities, 2), ElementsAre(0.5F, 0.5F));
}

TEST(LabelScores, ThresholdsLieBetweenThoseThatHaveTheLabelAndTheOthers) {
  EXPECT_THAT(best_thresholds(kTruth, kProbabilities, 2), ElementsAre(FloatNear(0.7F, 1e-6F), FloatNear(0.3F, 1e-6F)));
}

TEST(LabelScores, NoOtherThresholdIsBetter) {
  RandomSource random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::vector<int>> truth;
    std::vector<float> probabilities;
    for (std::size_t song = 0; song < 1 + random.below(12); ++song) {
      truth.push_back(random.below(2) == 0 ? std::vector<int>{} : std::vector<int>{0});
      probabilities.push_back(static_cast<float>(random.below(8)) / 7);
    }
    const std::array<std::string, 1> name = {"one"};
    const std::vector<float> best = best_thresholds(truth, probabilities, 1);
    const double reached = score_labels({truth, probabilities, best, name}).labels[0].f1;
    for (int step = 0; step <= 70; ++step) {
      const std::array other = {static_cast<float>(step) / 70};
      EXPECT_LE(score_labels({truth, probabilities, other, name}).labels[0].f1, reached + 1e-12);
    }
  }
}

TEST(LabelScores, WrongSizesAreRefused) {
  const std::array thresholds = {0.5F, 0.5F};
  const std::vector<std::vector<int>> outside = {{2}, {}, {}, {}};
  for (const LabelAnswers& wrong :
       {LabelAnswers{{}, {}, thresholds, kNames}, LabelAnswers{kTruth, {}, thresholds, kNames},
        LabelAnswers{outside, kProbabilities, thresholds, kNames}})
    EXPECT_EQ(testing::error_of([&] { (void)score_labels(wrong); }).kind(), ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace leitmotif::evaluation
