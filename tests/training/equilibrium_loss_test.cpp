#include "leitmotif/training/equilibrium_loss.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/equilibrium_descent.hpp"
#include "leitmotif/training/equilibrium_stages.hpp"
#include "support/topic_model.hpp"

namespace leitmotif::training {
namespace {

using models::kLayerTopics;
using models::TopicRow;

struct Fixture {
  testing::TopicModel model{57, 21};
  std::vector<LabelledSong> rows = model.songs(12, 22);
  std::vector<std::string> words;
  TrainingSongs songs;
  std::vector<std::uint32_t> which;
  LossOptions options;

  Fixture() {
    std::vector<const LabelledSong*> pointers;
    std::vector<double> counted;
    for (const LabelledSong& row : rows) {
      pointers.push_back(&row);
      counted.push_back(counted_words_of(row.labels));
    }
    for (std::size_t w = 0; w < 57; ++w) words.push_back(testing::TopicModel::counted(w));
    songs = make_training_songs(pointers, words, counted);
    for (std::uint32_t song = 0; song < songs.size(); ++song) which.push_back(song);
    options.prior.fill(1);
    std::fill_n(options.prior.begin(), kLayerTopics, static_cast<float>(models::kTopicPrior));
  }
  [[nodiscard]] LogWeights truth() const {
    LogWeights logs(57);
    for (std::size_t w = 0; w < 57; ++w)
      for (std::size_t k = 0; k < models::kLayerWidth; ++k)
        logs[w][k] =
            k < kLayerTopics && model.rows()[w][k] > 0 ? std::log(static_cast<float>(model.rows()[w][k])) : -25;
    return logs;
  }
  double loss(const LogWeights& logs, std::vector<TopicRow>& gradient) {
    gradient.assign(57, TopicRow{});
    return add_gradient(songs, which, weights_of(logs), options, gradient);
  }
};

TEST(EquilibriumLoss, IsNothingAtTheTruth) {
  Fixture data;
  ASSERT_EQ(data.songs.size(), 12U);
  data.options.latent_rounds = 300;
  data.options.latent_restart = true;
  std::vector<TopicRow> gradient;
  EXPECT_LT(data.loss(data.truth(), gradient) / 12, 0.02);
}

TEST(EquilibriumLoss, GradientIsTheSlopeOfTheLoss) {
  Fixture data;
  RandomSource random(5);
  LogWeights logs(57);
  for (TopicRow& row : logs) {
    row.fill(-25);
    for (std::size_t k = 0; k < kLayerTopics; ++k) row[k] = -3 * static_cast<float>(std::abs(random.normal()));
  }
  std::vector<TopicRow> gradient;
  std::vector<TopicRow> unused;
  (void)data.loss(logs, gradient);
  constexpr float kStep = 0.02F;
  int checked = 0;
  for (std::size_t w = 0; w < 57; w += 3)
    for (std::size_t k = 0; k < kLayerTopics; ++k) {
      if (std::abs(gradient[w][k]) < 0.05F) continue;
      LogWeights up = logs;
      LogWeights down = logs;
      up[w][k] = std::min(0.0F, logs[w][k] + kStep);
      down[w][k] -= kStep;
      const double slope =
          (data.loss(up, unused) - data.loss(down, unused)) / static_cast<double>(up[w][k] - down[w][k]);
      if (up[w][k] - down[w][k] < 1.9F * kStep) continue;
      EXPECT_NEAR(static_cast<double>(gradient[w][k]), slope, 0.02 * std::abs(slope) + 0.02) << w << " " << k;
      ++checked;
    }
  EXPECT_GT(checked, 50);
}

TEST(EquilibriumLoss, LatentPartsKeepTheirKnownSum) {
  Fixture data;
  data.options.latent_rounds = 5;
  std::vector<TopicRow> gradient;
  (void)data.loss(data.truth(), gradient);
  for (const Target& target : data.songs.target) {
    float words = 0;
    for (std::size_t k = 16; k < 19; ++k) words += target.pseudo_counts[k] - static_cast<float>(models::kTopicPrior);
    EXPECT_NEAR(words, target.latent_words, 1e-3);
  }
}

TEST(EquilibriumDescent, GoesDownAndIsTheSameAtAnyNumberOfThreads) {
  std::vector<LogWeights> results;
  for (const unsigned threads : {1U, 2U, 5U}) {
    Fixture data;
    LogWeights logs = start_weights(data.songs, 57, 3);
    DescentOptions options;
    options.loss = data.options;
    options.trainable.fill(1);
    options.epochs = 30;
    options.batch = 7;
    options.threads = threads;
    std::vector<double> losses;
    (void)descend(data.songs, data.which, logs, options,
                  [&](int, double loss, const LogWeights&) { losses.push_back(loss); });
    EXPECT_EQ(losses.size(), 30U);
    EXPECT_LT(losses.back(), losses.front() / 2);
    results.push_back(logs);
  }
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
}

TEST(EquilibriumDescent, PartsThatMayNotMoveStayInProportion) {
  Fixture data;
  LogWeights logs = start_weights(data.songs, 57, 3);
  const LogWeights before = logs;
  DescentOptions options;
  options.loss = data.options;
  options.trainable.fill(0);
  options.trainable[17] = 1;
  options.epochs = 2;
  (void)descend(data.songs, data.which, logs, options, {});
  for (std::size_t w = 0; w < 57; ++w) EXPECT_NEAR(logs[w][3] - logs[w][4], before[w][3] - before[w][4], 1e-4);
}

TEST(EquilibriumRandom, IsSplitmix64) {
  RandomSource random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317U);
  EXPECT_EQ(random.next(), 3203168211198807973U);
}

TEST(EquilibriumRandom, ShufflesEverythingAndDrawsNormally) {
  RandomSource random(9);
  std::vector<std::uint32_t> values = {0, 1, 2, 3, 4, 5, 6, 7};
  random.shuffle(values);
  std::vector<std::uint32_t> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(sorted, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7}));
  EXPECT_NE(values, sorted);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 20'000; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / 20'000, 0, 0.03);
  EXPECT_NEAR(squares / 20'000, 1, 0.04);
}

}  // namespace
}  // namespace leitmotif::training
