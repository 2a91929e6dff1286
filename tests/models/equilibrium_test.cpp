#include "leitmotif/models/equilibrium.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "support/temporary_folder.hpp"
#include "support/topic_model.hpp"

namespace leitmotif::models {
namespace {

constexpr std::size_t kWords = 95;

EquilibriumWeights made_up_weights() {
  const testing::TopicModel model(kWords, 8);
  EquilibriumWeights weights;
  for (std::size_t w = 0; w < kWords; ++w) {
    weights.words.push_back(testing::TopicModel::counted(w));
    TopicRow row{};
    for (std::size_t k = 0; k < kLayerTopics; ++k) row[k] = static_cast<float>(model.rows()[w][k]);
    weights.rows.push_back(row);
    weights.frequency.push_back(static_cast<float>(1 + w));
  }
  weights.temperature = 0.5F;
  return weights;
}

ModelCard card() {
  ModelCard card;
  card.kind = "equilibrium";
  card.pipeline = "none";
  card.protocol = "honest";
  card.explanation = equilibrium_explanation();
  card.labels.assign(kTopics.begin(), kTopics.end());
  return card;
}

Tokens random_lyric(std::mt19937_64& random) {
  Tokens tokens;
  for (std::size_t n = random() % 50; n > 0; --n)
    tokens.push_back(random() % 4 == 0 ? testing::TopicModel::uncounted(random() % kWords)
                                       : testing::TopicModel::counted(random() % kWords));
  return tokens;
}

std::size_t place(const std::string& name) {
  const auto names = layer_topic_names();
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

TEST(Equilibrium, ProbabilitiesAddUpAndFollowTheMixture) {
  const auto model = make_equilibrium(made_up_weights(), card(), "id");
  std::mt19937_64 random(1);
  for (int song = 0; song < 500; ++song) {
    const Prediction prediction = model->predict(random_lyric(random));
    ASSERT_EQ(prediction.probabilities.size(), kTopics.size());
    ASSERT_EQ(prediction.mixture.size(), kMixtureParts.size());
    EXPECT_NEAR(std::accumulate(prediction.probabilities.begin(), prediction.probabilities.end(), 0.0), 1, 1e-5);
    EXPECT_LE(std::accumulate(prediction.mixture.begin(), prediction.mixture.end(), 0.0), 1 + 1e-5);
    std::vector<float> weights;
    for (const std::string& label : model->labels()) weights.push_back(prediction.mixture[place(label)]);
    EXPECT_EQ(std::max_element(weights.begin(), weights.end()) - weights.begin(),
              std::max_element(prediction.probabilities.begin(), prediction.probabilities.end()) -
                  prediction.probabilities.begin());
  }
}

TEST(Equilibrium, WithoutKnownWordsEveryTopicIsAsLikely) {
  const auto model = make_equilibrium(made_up_weights(), card(), "id");
  for (const char* text : {"", "mist over harbour"}) {
    const Prediction prediction = model->predict(Tokens::from_joined(text));
    EXPECT_EQ(prediction.counted_words, 0);
    EXPECT_THAT(prediction.probabilities, ::testing::Each(::testing::FloatEq(1.0F / 8)));
    EXPECT_THAT(prediction.mixture, ::testing::Each(::testing::FloatEq(1.0F / 19)));
    EXPECT_TRUE(model->explain(Tokens::from_joined(text)).empty());
  }
}

TEST(Equilibrium, CountsRepeatedWords) {
  const auto model = make_equilibrium(made_up_weights(), card(), "id");
  EXPECT_EQ(model->predict(Tokens::from_joined("word1 mist word1 word2")).counted_words, 3);
}

TEST(Equilibrium, OrderOfWordsDoesNotMatter) {
  const auto model = make_equilibrium(made_up_weights(), card(), "id");
  const Prediction a = model->predict(Tokens::from_joined("word1 word20 word31 word1 word77"));
  const Prediction b = model->predict(Tokens::from_joined("word77 word1 word31 word20 word1"));
  for (std::size_t k = 0; k < a.mixture.size(); ++k) EXPECT_NEAR(a.mixture[k], b.mixture[k], 1e-6);
}

TEST(Equilibrium, ExplanationsAddUpToTheMixture) {
  const auto model = make_equilibrium(made_up_weights(), card(), "id");
  std::mt19937_64 random(2);
  for (int song = 0; song < 200; ++song) {
    const Tokens tokens = random_lyric(random);
    const Prediction prediction = model->predict(tokens);
    std::vector<double> counts(kLayerTopics, kTopicPrior);
    std::map<std::string, double> of_word;
    double last = 1e9;
    for (const WordShare& share : model->explain(tokens)) {
      counts[place(share.topic)] += share.count * share.share;
      of_word[share.word] += share.share;
      EXPECT_LE(share.count * share.share, last);
      last = share.count * share.share;
    }
    for (const auto& [word, total] : of_word) EXPECT_NEAR(total, 1, 2e-5) << word;
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k)
      EXPECT_NEAR(counts[k] / (1 + prediction.counted_words), static_cast<double>(prediction.mixture[k]), 2e-6);
  }
}

TEST(Equilibrium, AHigherTemperatureIsLessSure) {
  EquilibriumWeights weights = made_up_weights();
  const Tokens tokens = Tokens::from_joined("word1 word1 word2");
  const auto sure = make_equilibrium(weights, card(), "a")->predict(tokens);
  weights.temperature = 5;
  const auto unsure = make_equilibrium(weights, card(), "b")->predict(tokens);
  EXPECT_GT(*std::ranges::max_element(sure.probabilities), *std::ranges::max_element(unsure.probabilities));
  EXPECT_EQ(sure.mixture, unsure.mixture);
}

TEST(Equilibrium, ASingleWordIsEnough) {
  EquilibriumWeights weights;
  weights.words = {"night"};
  weights.rows.push_back({});
  weights.rows[0][3] = 1;
  weights.frequency = {1};
  const auto model = make_equilibrium(weights, card(), "id");
  const Prediction prediction = model->predict(Tokens::from_joined("night"));
  EXPECT_NEAR(prediction.probabilities[2], std::exp(1) / (std::exp(1) + 7), 1e-5);
  EXPECT_EQ(model->labels()[2], "night/time");
}

TEST(Equilibrium, AnAbsurdlyLongTextIsAnsweredAllTheSame) {
  std::string text;
  for (int i = 0; i < 3'000'000; ++i) text += i % 3 == 0 ? "word2 " : "word9 ";
  text.pop_back();
  const Prediction prediction = make_equilibrium(made_up_weights(), card(), "id")->predict(Tokens::from_joined(text));
  EXPECT_EQ(prediction.counted_words, 3'000'000);
  EXPECT_NEAR(std::accumulate(prediction.mixture.begin(), prediction.mixture.end(), 0.0), 1, 1e-3);
}

TEST(Equilibrium, SavedAndLoadedItIsTheSame) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "model.safetensors";
  ModelCard with_sample = card();
  const auto before = make_equilibrium(made_up_weights(), card(), "id");
  const Tokens tokens = Tokens::from_joined("word4 word40 word9");
  with_sample.samples.push_back({"word4 word40 word9", tokens.joined(), before->predict(tokens).probabilities});
  save_equilibrium(file, with_sample, made_up_weights());
  const auto after = load_classifier(file);
  EXPECT_EQ(after->predict(tokens).probabilities, before->predict(tokens).probabilities);
  EXPECT_EQ(after->card().kind, "equilibrium");
  EXPECT_EQ(after->id().size(), 64U);
  const auto again = folder.path() / "again.safetensors";
  save_equilibrium(again, after->card(), read_equilibrium(ModelFile::load(file)));
  EXPECT_EQ(read_file(again, 1U << 20U), read_file(file, 1U << 20U));
}

TEST(Equilibrium, AWrongSampleIsNoticed) {
  const testing::TemporaryFolder folder;
  ModelCard wrong = card();
  wrong.samples.push_back({"word1", "word1", std::vector<float>(8, 0.125F)});
  save_equilibrium(folder.path() / "model", wrong, made_up_weights());
  EXPECT_THROW((void)load_classifier(folder.path() / "model"), Error);
}

ErrorKind kind_of_load(const EquilibriumWeights& weights) {
  const testing::TemporaryFolder folder;
  save_equilibrium(folder.path() / "model", card(), weights);
  try {
    (void)load_classifier(folder.path() / "model");
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("model: is not a usable Leitmotif model"));
    return error.kind();
  }
  return ErrorKind::internal;
}

TEST(Equilibrium, DamagedWeightsAreRefused) {
  EquilibriumWeights negative = made_up_weights();
  negative.rows[5][5] = -1;
  EXPECT_EQ(kind_of_load(negative), ErrorKind::corrupt_data);
  EquilibriumWeights nothing = made_up_weights();
  nothing.rows[5].fill(0);
  EXPECT_EQ(kind_of_load(nothing), ErrorKind::corrupt_data);
  EquilibriumWeights cold = made_up_weights();
  cold.temperature = 0;
  EXPECT_EQ(kind_of_load(cold), ErrorKind::corrupt_data);
  EquilibriumWeights twice = made_up_weights();
  twice.words[3] = twice.words[4];
  EXPECT_EQ(kind_of_load(twice), ErrorKind::corrupt_data);
  EquilibriumWeights few = made_up_weights();
  few.words.pop_back();
  EXPECT_EQ(kind_of_load(few), ErrorKind::corrupt_data);
}

TEST(Equilibrium, LabelsMustBePartsOfTheMixture) {
  ModelCard strange = card();
  strange.labels.push_back("gardening");
  EXPECT_THROW((void)make_equilibrium(made_up_weights(), strange, "id"), Error);
  strange.labels.clear();
  EXPECT_THROW((void)make_equilibrium(made_up_weights(), strange, "id"), Error);
  strange.labels = {"dating", "sadness"};
  EXPECT_EQ(make_equilibrium(made_up_weights(), strange, "id")->predict(Tokens()).probabilities.size(), 2U);
}

TEST(Equilibrium, TopWordsAreTheFrequentOnesOfTheTopic) {
  EquilibriumWeights weights;
  weights.words = {"night", "stone", "clock"};
  weights.rows.assign(3, TopicRow{});
  weights.rows[0][3] = weights.rows[2][3] = weights.rows[1][5] = 1;
  weights.frequency = {10, 99, 20};
  const auto top = top_words(weights, 2);
  ASSERT_EQ(top.size(), kLayerTopics);
  ASSERT_EQ(top[3].size(), 2U);
  EXPECT_EQ(top[3][0].word, "clock");
  EXPECT_EQ(top[3][1].word, "night");
  EXPECT_EQ(top[5][0].word, "stone");
}

}  // namespace
}  // namespace leitmotif::models
