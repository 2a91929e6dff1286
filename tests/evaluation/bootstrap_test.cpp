#include "leitmotif/evaluation/bootstrap.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/error.hpp"

namespace leitmotif::evaluation {
namespace {

const ConfusionMatrix kMatrix = {3, {80, 15, 5, 10, 60, 10, 0, 4, 16}};  // 200 songs, 156 right

TEST(Bootstrap, AgreesWithTheNormalApproximation) {
  const BootstrapIntervals intervals = bootstrap_intervals(kMatrix, {.resamples = 4000});
  const double accuracy = 156.0 / 200;
  const double half = 1.96 * std::sqrt(accuracy * (1 - accuracy) / 200);
  EXPECT_NEAR(intervals.accuracy.low, accuracy - half, 0.01);
  EXPECT_NEAR(intervals.accuracy.high, accuracy + half, 0.01);
}

TEST(Bootstrap, HoldsTheScoreInside) {
  const std::vector<std::string> names = {"a", "b", "c"};
  const double macro_f1 = classification_report(kMatrix, names).macro.f1;
  const BootstrapIntervals intervals = bootstrap_intervals(kMatrix);
  EXPECT_LT(intervals.macro_f1.low, macro_f1);
  EXPECT_GT(intervals.macro_f1.high, macro_f1);
  EXPECT_GT(intervals.macro_f1.low, macro_f1 - 0.15);
  EXPECT_LT(intervals.macro_f1.high, macro_f1 + 0.15);
}

TEST(Bootstrap, SameSeedGivesTheSameAtAnyNumberOfThreads) {
  const BootstrapIntervals one = bootstrap_intervals(kMatrix, {.seed = 42, .threads = 1});
  for (const unsigned threads : {0U, 2U, 5U}) {
    const BootstrapIntervals many = bootstrap_intervals(kMatrix, {.seed = 42, .threads = threads});
    EXPECT_EQ(one.accuracy.low, many.accuracy.low);
    EXPECT_EQ(one.macro_f1.high, many.macro_f1.high);
  }
  EXPECT_NE(one.macro_f1.high, bootstrap_intervals(kMatrix, {.seed = 43}).macro_f1.high);
}

TEST(Bootstrap, WiderConfidenceGivesWiderIntervals) {
  const BootstrapIntervals narrow = bootstrap_intervals(kMatrix, {.confidence = 0.5});
  const BootstrapIntervals wide = bootstrap_intervals(kMatrix, {.confidence = 0.99});
  EXPECT_LT(wide.accuracy.low, narrow.accuracy.low);
  EXPECT_GT(wide.accuracy.high, narrow.accuracy.high);
}

TEST(Bootstrap, PerfectAnswersHaveNoSpread) {
  const BootstrapIntervals intervals = bootstrap_intervals({2, {5, 0, 0, 1}});
  EXPECT_EQ(intervals.accuracy.low, 1);
  EXPECT_EQ(intervals.macro_f1.low, 1);  // resamples without the second class leave it out
}

TEST(Bootstrap, OneResampleIsItsOwnInterval) {
  const BootstrapIntervals intervals = bootstrap_intervals(kMatrix, {.resamples = 1});
  EXPECT_EQ(intervals.accuracy.low, intervals.accuracy.high);
}

TEST(Bootstrap, RefusesBadInput) {
  EXPECT_THROW((void)bootstrap_intervals({2, {0, 0, 0, 0}}), Error);
  EXPECT_THROW((void)bootstrap_intervals({2, {1, 1}}), Error);
  EXPECT_THROW((void)bootstrap_intervals({1, {std::size_t{1} << 33U}}), Error);
  EXPECT_THROW((void)bootstrap_intervals(kMatrix, {.resamples = 0}), Error);
  for (const double bad : {0.0, 1.0, -1.0, std::nan("")})
    EXPECT_THROW((void)bootstrap_intervals(kMatrix, {.confidence = bad}), Error) << bad;
}

}  // namespace
}  // namespace leitmotif::evaluation
