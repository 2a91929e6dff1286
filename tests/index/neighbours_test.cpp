#include "leitmotif/index/neighbours.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <set>

#include "leitmotif/core/error.hpp"

namespace leitmotif::index {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Rows around centres, as songs of a genre lie; each of length 1.
std::vector<float> clustered_rows(std::size_t count, std::size_t width, std::size_t centres, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  std::vector<float> centre(centres * width);
  for (float& value : centre) value = normal(random);
  std::vector<float> rows;
  rows.reserve(count * width);
  for (std::size_t r = 0; r < count; ++r) {
    const std::size_t own = random() % centres;
    float square = 0;
    for (std::size_t c = 0; c < width; ++c) {
      rows.push_back(centre[own * width + c] + 0.7F * normal(random));
      square += rows.back() * rows.back();
    }
    for (std::size_t c = 0; c < width; ++c) rows[r * width + c] /= std::sqrt(square);
  }
  return rows;
}

float plain_score(Measure measure, std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) {
    const double difference = static_cast<double>(a[c]) - b[c];
    sum += measure == Measure::dot_product ? static_cast<double>(a[c]) * b[c] : -difference * difference;
  }
  return static_cast<float>(sum);
}

/// Every row scored in the plainest way, sorted whole.
std::vector<std::uint32_t> brute_force(const Neighbours& index, std::span<const float> query, std::size_t k,
                                       const Accept& accept) {
  std::vector<Hit> hits;
  for (std::uint32_t r = 0; r < index.size(); ++r)
    if (!accept || accept(r)) hits.push_back({r, plain_score(index.measure(), query, index.row(r))});
  std::ranges::sort(hits, comes_before);
  hits.resize(std::min(k, hits.size()));
  std::vector<std::uint32_t> rows;
  for (const Hit& hit : hits) rows.push_back(hit.row);
  return rows;
}

std::vector<std::uint32_t> rows_of(const std::vector<Hit>& hits) {
  std::vector<std::uint32_t> rows;
  for (const Hit& hit : hits) rows.push_back(hit.row);
  return rows;
}

struct Case {
  Measure measure;
  std::size_t count;
  std::size_t width;
};

class ExactSearch : public ::testing::TestWithParam<Case> {};

TEST_P(ExactSearch, IsBruteForce) {
  const Case& param = GetParam();
  const Neighbours index = Neighbours::build(clustered_rows(param.count, param.width, 5, 1), param.width,
                                             {.measure = param.measure, .threads = 2});
  EXPECT_TRUE(index.exact());
  const Accept odd = [](std::uint32_t row) { return row % 2 == 1; };
  for (std::size_t q = 0; q < param.count; q += 1 + param.count / 7)
    for (const std::size_t k : {1U, 10U, 100U}) {
      EXPECT_EQ(rows_of(index.search(index.row(q), k)), brute_force(index, index.row(q), k, {}));
      EXPECT_EQ(rows_of(index.search(index.row(q), k, odd)), brute_force(index, index.row(q), k, odd));
    }
}

INSTANTIATE_TEST_SUITE_P(Shapes, ExactSearch,
                         ::testing::Values(Case{Measure::dot_product, 1, 1}, Case{Measure::dot_product, 40, 3},
                                           Case{Measure::dot_product, 3000, 64}, Case{Measure::euclidean, 3000, 41},
                                           Case{Measure::euclidean, 70000, 6}));

TEST(Neighbours, ScoresAreOfTheMeasure) {
  const std::vector<float> rows = {1, 0, 0, 1, 3, 4};
  const Neighbours dot = Neighbours::build(rows, 2, {});
  const Neighbours euclidean = Neighbours::build(rows, 2, {.measure = Measure::euclidean});
  const std::vector<float> query = {1, 0};
  EXPECT_EQ(dot.search(query, 9), (std::vector<Hit>{{2, 3}, {0, 1}, {1, 0}}));
  EXPECT_EQ(euclidean.search(query, 9), (std::vector<Hit>{{0, 0}, {1, -2}, {2, -20}}));
  std::vector<float> scores(3);
  dot.score_all(query, scores);
  EXPECT_EQ(scores, (std::vector<float>{1, 0, 3}));
}

TEST(Neighbours, EqualScoresComeByRowAtAnyNumberOfThreads) {
  std::vector<float> rows;
  for (int r = 0; r < 100000; ++r) rows.insert(rows.end(), {1, static_cast<float>(r % 3)});
  const std::vector<float> query = {1, 1};
  std::vector<Hit> first;
  for (const unsigned threads : {1U, 2U, 7U}) {
    const Neighbours index = Neighbours::build(rows, 2, {.threads = threads});
    const std::vector<Hit> hits = index.search(query, 40000);
    EXPECT_TRUE(std::ranges::is_sorted(hits, comes_before));
    if (first.empty()) first = hits;
    EXPECT_EQ(hits, first);
  }
  EXPECT_EQ(first[0].row, 2U);
  EXPECT_EQ(first[1].row, 5U);
}

TEST(Neighbours, GivesNothingWhereThereIsNothing) {
  EXPECT_THAT(Neighbours::build({}, 3, {}).search(std::vector<float>{1, 2, 3}, 5), IsEmpty());
  const Neighbours index = Neighbours::build({1, 2, 3}, 3, {});
  EXPECT_THAT(index.search(index.row(0), 0), IsEmpty());
  EXPECT_THAT(index.search(index.row(0), 5, [](std::uint32_t) { return false; }), IsEmpty());
}

TEST(Neighbours, RefusesWhatIsNoRow) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THROW((void)Neighbours::build({1, 2, 3}, 0, {}), Error);
  EXPECT_THROW((void)Neighbours::build({1, 2, 3}, 2, {}), Error);
  EXPECT_THROW((void)Neighbours::build({1, nan}, 2, {}), Error);
  const Neighbours index = Neighbours::build({1, 2}, 2, {});
  EXPECT_THROW((void)index.search(std::vector<float>{1}, 1), Error);
  EXPECT_THROW((void)index.search(std::vector<float>{1, nan}, 1), Error);
  std::vector<float> scores(2);
  EXPECT_THROW(index.score_all(std::vector<float>{1, 2}, scores), Error);
}

class ApproximateSearch : public ::testing::TestWithParam<Measure> {
 protected:
  static constexpr std::size_t kWidth = 32;
  static constexpr std::size_t kRows = 60000;
  Neighbours index_ =
      Neighbours::build(clustered_rows(kRows, kWidth, 40, 2), kWidth, {.measure = GetParam(), .exact_rows = 10000});
};

/// The promise of docs/similarity.md.
TEST_P(ApproximateSearch, FindsTheNearestTenNearlyAlways) {
  ASSERT_FALSE(index_.exact());
  std::size_t found = 0;
  std::size_t wanted = 0;
  for (std::size_t q = 0; q < kRows; q += 300) {
    const std::vector<std::uint32_t> right = rows_of(index_.search_exactly(index_.row(q), 10));
    const std::vector<std::uint32_t> rows = rows_of(index_.search(index_.row(q), 10));
    ASSERT_EQ(rows.size(), 10U);
    const std::set<std::uint32_t> got(rows.begin(), rows.end());
    for (const std::uint32_t row : right) found += got.count(row);
    wanted += right.size();
  }
  const double recall = static_cast<double>(found) / static_cast<double>(wanted);
  RecordProperty("recall_at_10", std::to_string(recall));
  EXPECT_GE(recall, 0.95);
}

TEST_P(ApproximateSearch, GivesExactScoresInOrder) {
  for (const Hit& hit : index_.search(index_.row(17), 20))
    EXPECT_NEAR(hit.score, plain_score(GetParam(), index_.row(17), index_.row(hit.row)), 1e-5);
  EXPECT_TRUE(std::ranges::is_sorted(index_.search(index_.row(17), 20), comes_before));
}

TEST_P(ApproximateSearch, NarrowFilterStillFillsTheAnswer) {
  const Accept few = [](std::uint32_t row) { return row % 5000 == 3; };
  EXPECT_EQ(rows_of(index_.search(index_.row(0), 12, few)), brute_force(index_, index_.row(0), 12, few));
  const Accept half = [](std::uint32_t row) { return row % 2 == 1; };
  const std::vector<Hit> hits = index_.search(index_.row(0), 10, half);
  EXPECT_THAT(hits, SizeIs(10));
  for (const Hit& hit : hits) EXPECT_EQ(hit.row % 2, 1U);
}

TEST_P(ApproximateSearch, SameSeedSameAnswers) {
  const Neighbours again =
      Neighbours::build(clustered_rows(kRows, kWidth, 40, 2), kWidth, {.measure = GetParam(), .exact_rows = 10000});
  for (std::size_t q = 0; q < kRows; q += 6000)
    EXPECT_EQ(again.search(again.row(q), 10), index_.search(index_.row(q), 10));
}

INSTANTIATE_TEST_SUITE_P(Measures, ApproximateSearch, ::testing::Values(Measure::dot_product, Measure::euclidean));

}  // namespace
}  // namespace leitmotif::index
