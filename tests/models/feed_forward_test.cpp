#include "leitmotif/models/feed_forward.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <sstream>

#include "leitmotif/features/tfidf.hpp"
#include "models/generated_networks.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/saved_networks.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::models {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

/// The same network in the plainest code.
std::vector<double> reference_logits(const FeedForwardWeights& weights, const std::vector<double>& input) {
  std::vector<double> values = input;
  for (std::size_t layer = 0; layer < 3; ++layer) {
    const std::size_t outputs = weights.bias[layer].size();
    std::vector<double> next(outputs);
    for (std::size_t o = 0; o < outputs; ++o) {
      next[o] = static_cast<double>(weights.bias[layer][o]);
      for (std::size_t i = 0; i < values.size(); ++i)
        next[o] += values[i] * static_cast<double>(weights.weight[layer][i * outputs + o]);
      if (layer < 2) next[o] = std::max(next[o], 0.0);
    }
    values = next;
  }
  return values;
}

std::vector<double> reference_logits(const FeedForwardWeights& weights, const std::vector<std::uint32_t>& columns,
                                     const std::vector<float>& values) {
  std::vector<double> input(weights.inputs);
  for (std::size_t e = 0; e < columns.size(); ++e) input[columns[e]] = static_cast<double>(values[e]);
  return reference_logits(weights, input);
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

TEST(Softmax, SumsToOneAndKeepsTheOrder) {
  const std::vector<float> result = softmax(std::vector<float>{1, 3, 2}, 1.0F);
  EXPECT_FLOAT_EQ(std::accumulate(result.begin(), result.end(), 0.0F), 1.0F);
  EXPECT_THAT(result, ElementsAre(FloatNear(0.09003F, 1e-5F), FloatNear(0.66524F, 1e-5F), FloatNear(0.24473F, 1e-5F)));
}

TEST(Softmax, HighTemperatureIsFlatAndLowOneIsSharp) {
  EXPECT_NEAR(softmax(std::vector<float>{0, 1}, 1000.0F)[1], 0.5F, 1e-3F);
  EXPECT_NEAR(softmax(std::vector<float>{0, 1}, 0.01F)[1], 1.0F, 1e-6F);
}

TEST(Softmax, LargeLogitsDoNotOverflow) {
  EXPECT_THAT(softmax(std::vector<float>{1e30F, 1e30F, -1e30F}, 0.1F), ElementsAre(0.5F, 0.5F, 0.0F));
  EXPECT_THAT(softmax(std::vector<float>{-7}, 1.0F), ElementsAre(1.0F));
}

TEST(FeedForward, LogitsAreThoseOfThePlainNetwork) {
  const FeedForwardWeights weights = feed_forward_weights();
  const std::vector<std::vector<std::uint32_t>> rows = {{}, {0}, {1, 4}, {0, 2, 3, 5}, {0, 1, 2, 3, 4, 5}};
  for (const std::vector<std::uint32_t>& columns : rows) {
    const std::vector<float> values(columns.size(), 0.7F);
    const std::vector<float> ours = feed_forward_logits(weights, {columns, values});
    const std::vector<double> expected = reference_logits(weights, columns, values);
    ASSERT_EQ(ours.size(), expected.size());
    for (std::size_t k = 0; k < ours.size(); ++k) EXPECT_NEAR(ours[k], static_cast<float>(expected[k]), 1e-5F);
  }
}

TEST(FeedForward, SharesAreInputTimesNumericGradient) {
  const FeedForwardWeights weights = feed_forward_weights();
  const std::vector<std::uint32_t> columns = {0, 2, 3, 5};
  const std::vector<float> values = {0.3F, 0.8F, 0.4F, 0.2F};
  const std::vector<float> shares = gradient_times_input(weights, {columns, values});
  ASSERT_THAT(shares, SizeIs(columns.size() * 3));
  const auto centred = [&](const std::vector<double>& input, std::size_t k) {
    const std::vector<double> logits = reference_logits(weights, input);
    return logits[k] - std::accumulate(logits.begin(), logits.end(), 0.0) / static_cast<double>(logits.size());
  };
  for (std::size_t e = 0; e < columns.size(); ++e)
    for (std::size_t k = 0; k < 3; ++k) {
      std::vector<double> more(weights.inputs), less(weights.inputs);
      for (std::size_t i = 0; i < columns.size(); ++i)
        more[columns[i]] = less[columns[i]] = static_cast<double>(values[i]);
      constexpr double kStep = 1e-6;
      more[columns[e]] += kStep;
      less[columns[e]] -= kStep;
      const double gradient = (centred(more, k) - centred(less, k)) / (2 * kStep);
      EXPECT_NEAR(shares[e * 3 + k], gradient * static_cast<double>(values[e]), 1e-4) << e << ' ' << k;
    }
}

TEST(FeedForward, SharesOfATermAddUpToZeroOverTheTopics) {
  const std::vector<std::uint32_t> columns = {1, 4};
  const std::vector<float> shares = gradient_times_input(feed_forward_weights(), {columns, std::vector<float>{1, 2}});
  for (std::size_t e = 0; e < 2; ++e) EXPECT_NEAR(shares[e * 3] + shares[e * 3 + 1] + shares[e * 3 + 2], 0, 1e-5);
}

class FeedForwardFile : public ::testing::Test {
 protected:
  std::filesystem::path save(const std::string& name, const std::string& kind = "ffnn",
                             float temperature = 1.5F) const {
    const std::filesystem::path file = folder_.path() / name;
    save_network(file, {card_of(kind), kTerms, kIdf, temperature}, feed_forward_weights());
    return file;
  }
  TemporaryFolder folder_;
};

TEST_F(FeedForwardFile, AnswersAsTheWeightsItWasSavedWith) {
  for (const char* kind : {"ffnn", "ffnn-tuned"}) {
    const std::unique_ptr<const Classifier> model = load_classifier(save("model", kind));
    const Tokens tokens = Tokens::from_joined("anchor rope bell bell unknown drum");
    const features::Tfidf tfidf = features::Tfidf::from_parts(kTerms, kIdf, {});
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
    tfidf.transform_one(tokens, columns, values);
    const std::vector<float> expected = softmax(feed_forward_logits(feed_forward_weights(), {columns, values}), 1.5F);
    const Prediction prediction = model->predict(tokens);
    EXPECT_EQ(prediction.probabilities, expected);
    EXPECT_EQ(prediction.counted_words, 4);  // anchor, bell twice, drum; "anchor rope" is a pair
    EXPECT_TRUE(prediction.mixture.empty());
    EXPECT_EQ(model->card().kind, kind);
    EXPECT_THAT(model->labels(), ElementsAre("topic 0", "topic 1", "topic 2"));
  }
}

TEST_F(FeedForwardFile, WithoutAKnownWordEveryTopicIsAsLikely) {
  const std::unique_ptr<const Classifier> model = load_classifier(save("model"));
  for (const char* text : {"", "nothing known here"}) {
    const Prediction prediction = model->predict(Tokens::from_joined(text));
    EXPECT_EQ(prediction.probabilities, std::vector<float>(3, 1.0F / 3));
    EXPECT_EQ(prediction.counted_words, 0);
    EXPECT_TRUE(model->explain(Tokens::from_joined(text)).empty());
  }
}

TEST_F(FeedForwardFile, ExplanationsAreSortedAndNameTerms) {
  const std::vector<WordShare> shares =
      load_classifier(save("model"))->explain(Tokens::from_joined("anchor rope bell bell"));
  ASSERT_THAT(shares, Not(::testing::IsEmpty()));
  EXPECT_TRUE(std::ranges::is_sorted(shares, std::greater<>(), &WordShare::share));
  for (const WordShare& share : shares) {
    EXPECT_GT(share.share, 0);
    EXPECT_EQ(share.count, share.word == "bell" ? 2 : 1);
    EXPECT_THAT(kTerms, ::testing::Contains(share.word));
  }
}

TEST_F(FeedForwardFile, SameInputGivesTheSameBytes) { EXPECT_EQ(bytes_of(save("a")), bytes_of(save("b"))); }

TEST_F(FeedForwardFile, TheLeastModelIsAModel) {
  const std::vector<std::string> terms = {"bell"};
  const std::vector<double> idf = {1.0};
  const FeedForwardWeights weights{1, {1, 1}, 1, {{{1.0F}, {1.0F}, {1.0F}}}, {{{0.0F}, {0.0F}, {0.0F}}}};
  const std::filesystem::path file = folder_.path() / "least";
  save_network(file, {card_of("ffnn", 1), terms, idf, 1.0F}, weights);
  EXPECT_THAT(load_classifier(file)->predict(Tokens::from_joined("bell")).probabilities, ElementsAre(1.0F));
}

TEST_F(FeedForwardFile, RefusesEveryTruncation) {
  const std::string bytes = bytes_of(save("whole"));
  for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 7) {
    const std::filesystem::path file = folder_.write("cut", std::string_view(bytes).substr(0, length));
    const Error error = error_of([&] { (void)load_classifier(file); });
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data) << length;
    EXPECT_THAT(error.what(), HasSubstr("cut"));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
}

TEST_F(FeedForwardFile, RefusesEveryChangedByte) {
  const std::string bytes = bytes_of(save("whole"));
  for (std::size_t place = 0; place < bytes.size(); place += 13) {
    std::string changed = bytes;
    changed[place] = static_cast<char>(changed[place] ^ 0x20);
    const std::filesystem::path file = folder_.write("changed", changed);
    const Error error = error_of([&] { (void)load_classifier(file); });
    EXPECT_TRUE(error.kind() == ErrorKind::corrupt_data || error.kind() == ErrorKind::unsupported) << place;
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
}

TEST_F(FeedForwardFile, RefusesAKindItDoesNotKnow) {
  const std::filesystem::path file = save("other", "oracle");
  const Error error = error_of([&] { (void)load_classifier(file); });
  EXPECT_EQ(error.kind(), ErrorKind::unsupported);
  EXPECT_THAT(error.what(), HasSubstr("kind 'oracle'"));
}

TEST_F(FeedForwardFile, RefusesTheTensorsOfAnotherKind) {
  const std::filesystem::path file = save("other", "transformer");
  const Error error = error_of([&] { (void)load_classifier(file); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  EXPECT_THAT(error.what(), HasSubstr("has no tensor"));
}

TEST_F(FeedForwardFile, RefusesNumbersThatMakeNoSense) {
  const auto kind_of_error = [&](const FeedForwardWeights& weights, float temperature) {
    const std::filesystem::path file = folder_.path() / "bad";
    save_network(file, {card_of("ffnn"), kTerms, kIdf, temperature}, weights);
    return error_of([&] { (void)load_classifier(file); }).kind();
  };
  EXPECT_EQ(kind_of_error(feed_forward_weights(), 0.0F), ErrorKind::corrupt_data);
  EXPECT_EQ(kind_of_error(feed_forward_weights(), -1.0F), ErrorKind::corrupt_data);
  FeedForwardWeights weights = feed_forward_weights();
  weights.weight[1][3] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(kind_of_error(weights, 1.0F), ErrorKind::corrupt_data);
  EXPECT_EQ(kind_of_error(feed_forward_weights(4), 1.0F), ErrorKind::corrupt_data);  // four outputs, three labels
}

TEST_F(FeedForwardFile, RefusesAnotherAnswerToItsSample) {
  ModelCard card = card_of("ffnn");
  card.samples.push_back({"Anchor!", "anchor", {0.2F, 0.2F, 0.6F}});
  const std::filesystem::path file = folder_.path() / "sample";
  save_network(file, {card, kTerms, kIdf, 1.0F}, feed_forward_weights());
  EXPECT_THAT(error_of([&] { (void)load_classifier(file); }).what(), HasSubstr("sample line 'Anchor!'"));
}

}  // namespace
}  // namespace leitmotif::models
