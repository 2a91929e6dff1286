#include "leitmotif/evaluation/ranking.hpp"

#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"

namespace leitmotif::evaluation {
namespace {

TEST(PrecisionAt, CountsHitsAmongTheFirstPlaces) {
  const Judgements judged = {1, 0, 1, 1};
  EXPECT_DOUBLE_EQ(precision_at(judged, 1), 1);
  EXPECT_DOUBLE_EQ(precision_at(judged, 2), 0.5);
  EXPECT_DOUBLE_EQ(precision_at(judged, 4), 0.75);
}

TEST(PrecisionAt, PlacesBeyondTheListAreMisses) {
  EXPECT_DOUBLE_EQ(precision_at(Judgements{1, 1}, 4), 0.5);
  EXPECT_DOUBLE_EQ(precision_at(Judgements{}, 4), 0);
}

TEST(PrecisionAt, RefusesNoPlaces) { EXPECT_THROW((void)precision_at(Judgements{1}, 0), Error); }

TEST(ReciprocalRank, LooksForTheFirstHit) {
  EXPECT_DOUBLE_EQ(reciprocal_rank(Judgements{1, 0, 1}), 1);
  EXPECT_DOUBLE_EQ(reciprocal_rank(Judgements{0, 0, 1, 1}), 1.0 / 3);
  EXPECT_DOUBLE_EQ(reciprocal_rank(Judgements{0, 0}), 0);
  EXPECT_DOUBLE_EQ(reciprocal_rank(Judgements{}), 0);
}

TEST(RankingMeans, AreMeansOverQueries) {
  const std::vector<Judgements> queries = {{1, 0}, {0, 1}, {}};
  EXPECT_DOUBLE_EQ(mean_reciprocal_rank(queries), (1 + 0.5 + 0) / 3);
  EXPECT_DOUBLE_EQ(mean_precision_at(queries, 2), (0.5 + 0.5 + 0) / 3);
}

TEST(RankingMeans, RefuseNoQueries) {
  EXPECT_THROW((void)mean_reciprocal_rank({}), Error);
  EXPECT_THROW((void)mean_precision_at({}, 1), Error);
  EXPECT_THROW((void)mean_precision_at(std::vector<Judgements>{{1}}, 0), Error);
}

}  // namespace
}  // namespace leitmotif::evaluation
