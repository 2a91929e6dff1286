#include "leitmotif/evaluation/recommender.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/error.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::testing {
namespace {

using evaluation::ContinuedList;
using evaluation::ListMeasures;
using evaluation::MeasuredSongs;

const std::vector<std::uint32_t> kCounts = {8, 4, 2, 1, 0, 1};
const std::vector<std::uint32_t> kArtists = {0, 0, 1, 2, 3, 3};
const MeasuredSongs kSongs{kCounts, kArtists, 16};

TEST(Recommender, MeasuresAreTheirFormulas) {
  const ListMeasures m = evaluation::measures_of({{1, 0, 2}, {0, 3}, 4}, kSongs);
  const double second = 1 / std::log2(3.0);
  EXPECT_NEAR(m.ndcg, second / (1 + second), 1e-12);
  EXPECT_DOUBLE_EQ(m.recall, 0.5);
  EXPECT_DOUBLE_EQ(m.reciprocal, 0.5);
  EXPECT_DOUBLE_EQ(m.precision, 0.1);
  EXPECT_NEAR(m.novelty, (2 + 1 + 3) / 3.0, 1e-12);
  EXPECT_NEAR(m.diversity, 2.0 / 3, 1e-12);
  EXPECT_NEAR(m.popularity, 14.0 / 3, 1e-12);
}

TEST(Recommender, TheBestOrderHasOneAndNoneHasNothing) {
  EXPECT_DOUBLE_EQ(evaluation::measures_of({{0, 3}, {3, 0}, 1}, kSongs).ndcg, 1);
  const ListMeasures none = evaluation::measures_of({{}, {3}, 1}, kSongs);
  EXPECT_EQ(none.ndcg, 0);
  EXPECT_EQ(none.reciprocal, 0);
  EXPECT_EQ(none.diversity, 1);
  expect_refusal([] { (void)evaluation::measures_of({{1}, {}, 1}, kSongs); }, ErrorKind::invalid_argument, "held out");
}

TEST(Recommender, MeansAndGainsHaveIntervalsAroundThem) {
  std::vector<ListMeasures> lists(200);
  std::vector<ListMeasures> worse(200);
  for (std::size_t k = 0; k < lists.size(); ++k) {
    lists[k].ndcg = static_cast<double>(k % 5) / 5;
    worse[k].ndcg = lists[k].ndcg - (k % 2 == 0 ? 0.1 : 0.05);
  }
  const evaluation::RecommenderScores scores = evaluation::mean_of(lists, 1);
  EXPECT_NEAR(scores.ndcg, 0.4, 1e-12);
  EXPECT_LT(scores.interval.low, 0.4);
  EXPECT_GT(scores.interval.high, 0.4);
  const evaluation::PairedGain gain = evaluation::paired_gain(lists, worse);
  EXPECT_NEAR(gain.mean, 0.075, 1e-12);
  EXPECT_GT(gain.interval.low, 0.07);
  expect_refusal([&] { (void)evaluation::paired_gain(lists, {}); }, ErrorKind::invalid_argument, "paired");
  EXPECT_EQ(evaluation::mean_of({}, 1).lists, 0U);
}

}  // namespace
}  // namespace leitmotif::testing
