#include "leitmotif/models/equilibrium_layer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "support/topic_model.hpp"

namespace leitmotif::models {
namespace {

TopicRow single(const testing::DoubleRow& row) {
  TopicRow result{};
  for (std::size_t k = 0; k < kLayerTopics; ++k) result[k] = static_cast<float>(row[k]);
  return result;
}

TEST(EquilibriumLayer, DigammaHasItsKnownValues) {  // scipy 1.10.1
  EXPECT_NEAR(digamma(1.0 / 19), -19.493819755367376, 1e-12);
  EXPECT_NEAR(digamma(0.5), -1.9635100260214235, 1e-13);
  EXPECT_NEAR(digamma(1), -0.5772156649015329, 1e-13);
  EXPECT_NEAR(digamma(1.5), 0.03648997397857652, 1e-13);
  EXPECT_NEAR(digamma(10), 2.251752589066721, 1e-13);
  EXPECT_NEAR(digamma(137.25), 4.918156669378211, 1e-13);
  EXPECT_NEAR(digamma(1e6), 13.81551005796419, 1e-12);
}

TEST(EquilibriumLayer, PullIsTheExponentialOfDigamma) {
  for (double x = kTopicPrior; x < 1e6; x *= 1.01) {
    TopicRow counts;
    counts.fill(static_cast<float>(x));
    const double exact = std::exp(digamma(static_cast<double>(counts[0])));
    const double limit = x < 1 ? 5e-6 : 1e-6;
    EXPECT_NEAR(static_cast<double>(topic_pull(counts)[0]) / exact, 1, limit) << x;
    EXPECT_EQ(topic_pull(counts)[kLayerTopics], 0);
  }
}

TEST(EquilibriumLayer, ExponentialsAreRight) {
  std::vector<TopicRow> logs(1);
  for (float x = -86; x <= 0; x += 0.37F) {
    logs[0].fill(x);
    std::vector<TopicRow> out(1);
    exponentials(logs, out);
    EXPECT_NEAR(static_cast<double>(out[0][5]) / std::exp(static_cast<double>(x)), 1, 1e-6) << x;
  }
}

TEST(EquilibriumLayer, NoWordsLeaveThePrior) {
  const Equilibrium state = settle(LayerInput());
  EXPECT_TRUE(state.converged);
  for (std::size_t k = 0; k < kLayerTopics; ++k) EXPECT_FLOAT_EQ(state.pseudo_counts[k], 1.0F / 19);
}

TEST(EquilibriumLayer, AWordOfOneTopicGoesThere) {
  TopicRow row{};
  row[7] = 1;
  LayerInput input;
  input.add(row, 5);
  const Equilibrium state = settle(input);
  EXPECT_FLOAT_EQ(state.pseudo_counts[7], 5 + 1.0F / 19);
  EXPECT_FLOAT_EQ(state.pseudo_counts[8], 1.0F / 19);
  EXPECT_EQ(state.pseudo_counts[kLayerTopics], 0);
}

TEST(EquilibriumLayer, ComesToRestWhereThePlainIterationDoes) {
  const testing::TopicModel model(190, 4);
  std::mt19937_64 random(11);
  for (int song = 0; song < 300; ++song) {
    std::vector<testing::DoubleRow> rows;
    std::vector<double> counts;
    LayerInput input;
    const std::size_t words = 1 + random() % 60;
    for (std::size_t i = 0; i < words; ++i) {
      rows.push_back(model.rows()[random() % model.rows().size()]);
      counts.push_back(static_cast<double>(1 + random() % 4));
      input.add(single(rows.back()), static_cast<float>(counts.back()));
    }
    const testing::DoubleRow plain = testing::plain_equilibrium(rows, counts);
    const Equilibrium fast = settle(input);
    ASSERT_TRUE(fast.converged);
    const double total = std::accumulate(plain.begin(), plain.end(), 0.0);
    for (std::size_t k = 0; k < kLayerTopics; ++k)
      EXPECT_NEAR(static_cast<double>(fast.pseudo_counts[k]) / total, plain[k] / total, 2e-5) << song << " " << k;
  }
}

TEST(EquilibriumLayer, PseudoCountsAddUpToTheWordsAndOne) {
  const testing::TopicModel model(60, 5);
  for (std::size_t words = 1; words <= 60; ++words) {
    LayerInput input(words);
    for (std::size_t w = 0; w < words; ++w) input.add(single(model.rows()[w]), 2);
    const Equilibrium state = settle(input);
    const double total = std::accumulate(state.pseudo_counts.begin(), state.pseudo_counts.end(), 0.0);
    EXPECT_NEAR(total, 1 + 2.0 * static_cast<double>(words), 1e-4);
    EXPECT_EQ(input.size(), words);
  }
}

TEST(EquilibriumLayer, SharesOfAddSharesAddUpToTheCounts) {
  const testing::TopicModel model(10, 6);
  std::vector<TopicRow> weights;
  for (const testing::DoubleRow& row : model.rows()) weights.push_back(single(row));
  TopicRow pull;
  pull.fill(0.5F);
  std::vector<TopicRow> sums(10, TopicRow{});
  const std::vector<std::uint32_t> words = {3, 8};
  const std::vector<float> counts = {2, 7};
  add_shares(words, counts, weights, pull, sums);
  EXPECT_NEAR(std::accumulate(sums[3].begin(), sums[3].end(), 0.0), 2, 1e-5);
  EXPECT_NEAR(std::accumulate(sums[8].begin(), sums[8].end(), 0.0), 7, 1e-5);
  EXPECT_EQ(sums[0], TopicRow{});
}

}  // namespace
}  // namespace leitmotif::models
