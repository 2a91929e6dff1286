#include "leitmotif/evaluation/retrieval.hpp"

#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"

namespace leitmotif::evaluation {
namespace {

TEST(Retrieval, RanksAndTopicsByHand) {
  // On a line: 0 and 4 are by artist 1, 1 and 2 by artist 2, 9 by artist 3.
  const std::vector<float> rows = {0, 1, 2, 4, 9};
  const std::vector<std::uint32_t> artist = {1, 2, 2, 1, 3};
  const std::vector<int> topic = {5, 5, 6, 5, 6};
  const SearchedSongs songs{rows, 1, Measure::euclidean, artist, topic};
  const std::vector<std::size_t> queries = {0, 1, 4};
  const Retrieval result = measure_retrieval(songs, queries, 2);
  EXPECT_EQ(result.queries, 2U);  // the last one's artist has no other song
  // Song 0 finds 3 after 1 and 2; song 1 finds 2 at the same distance as 0, which therefore goes first.
  EXPECT_DOUBLE_EQ(result.reciprocal_rank, (1.0 / 3 + 1.0 / 2) / 2);
  EXPECT_DOUBLE_EQ(result.same_topic, (2.0 / 4 + 2.0 / 4) / 2);
}

TEST(Retrieval, EqualScoresNeverHelp) {
  const std::vector<float> rows(8, 1);
  const std::vector<std::uint32_t> artist = {1, 1, 2, 2, 3, 3, 4, 4};
  const std::vector<int> topic(8, 0);
  const std::vector<std::size_t> queries = {0, 7};
  EXPECT_DOUBLE_EQ(measure_retrieval({rows, 1, Measure::dot_product, artist, topic}, queries, 1).reciprocal_rank,
                   1.0 / 7);
}

TEST(Retrieval, RefusesToMeasureNothing) {
  const std::vector<float> rows = {1, 2};
  const std::vector<std::uint32_t> artist = {1, 2};
  const std::vector<int> topic = {0, 0};
  const std::vector<std::size_t> queries = {0, 1};
  EXPECT_THROW((void)measure_retrieval({rows, 1, Measure::dot_product, artist, topic}, queries, 1), Error);
}

}  // namespace
}  // namespace leitmotif::evaluation
