#include "leitmotif/models/transformer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "models/generated_networks.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/saved_networks.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::models {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

using Row = std::vector<double>;

/// input * weight + bias, in the plainest code.
Row linear(const Row& input, const std::vector<float>& weight, const std::vector<float>& bias) {
  Row result(bias.begin(), bias.end());
  for (std::size_t i = 0; i < input.size(); ++i)
    for (std::size_t o = 0; o < result.size(); ++o)
      result[o] += input[i] * static_cast<double>(weight[i * result.size() + o]);
  return result;
}

Row layer_norm(const Row& row, const std::vector<float>& scale, const std::vector<float>& shift) {
  const auto width = static_cast<double>(row.size());
  const double mean = std::accumulate(row.begin(), row.end(), 0.0) / width;
  double variance = 0;
  for (const double value : row) variance += (value - mean) * (value - mean) / width;
  Row result(row.size());
  for (std::size_t c = 0; c < row.size(); ++c)
    result[c] =
        (row[c] - mean) / std::sqrt(variance + 1e-5) * static_cast<double>(scale[c]) + static_cast<double>(shift[c]);
  return result;
}

Row add(Row a, const Row& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

/// What a song sees of the context and itself in one layer: for each half of the width its own softmax.
Row attention(const EncoderLayerWeights& layer, const Row& x) {
  const Row projected = linear(x, layer.project_weight, layer.project_bias);
  const std::size_t width = x.size();
  const std::size_t context = layer.context_keys.size() / width;
  const std::size_t half = width / 2;
  const auto key = [&](std::size_t song, std::size_t c) {
    return song < context ? static_cast<double>(layer.context_keys[song * width + c]) : projected[width + c];
  };
  const auto value = [&](std::size_t song, std::size_t c) {
    return song < context ? static_cast<double>(layer.context_values[song * width + c]) : projected[2 * width + c];
  };
  Row result(width);
  for (std::size_t begin = 0; begin < width; begin += half) {
    double total = 0;
    for (std::size_t song = 0; song <= context; ++song) {
      double score = 0;
      for (std::size_t c = begin; c < begin + half; ++c) score += projected[c] * key(song, c);
      const double odds = std::exp(score / std::sqrt(static_cast<double>(half)));
      total += odds;
      for (std::size_t c = begin; c < begin + half; ++c) result[c] += odds * value(song, c);
    }
    for (std::size_t c = begin; c < begin + half; ++c) result[c] /= total;
  }
  return linear(result, layer.out_weight, layer.out_bias);
}

Row reference_layer(const TransformerWeights& weights, const EncoderLayerWeights& layer, Row x) {
  x = layer_norm(add(x, attention(layer, x)), layer.norm1_scale, layer.norm1_shift);
  Row hidden = linear(x, layer.expand_weight, layer.expand_bias);
  EXPECT_EQ(hidden.size(), weights.hidden);
  for (double& value : hidden) value = std::max(value, 0.0);
  return layer_norm(add(x, linear(hidden, layer.contract_weight, layer.contract_bias)), layer.norm2_scale,
                    layer.norm2_shift);
}

Row reference_embedding(const TransformerWeights& weights, const Row& input) {
  return add(linear(input, weights.embed_weight, weights.embed_bias),
             Row(weights.position.begin(), weights.position.end()));
}

Row reference_logits(const TransformerWeights& weights, const Row& input) {
  Row x = reference_embedding(weights, input);
  for (const EncoderLayerWeights& layer : weights.layers) x = reference_layer(weights, layer, x);
  return linear(x, weights.head_weight, weights.head_bias);
}

Row dense_input(const TransformerWeights& weights, const std::vector<std::uint32_t>& columns,
                const std::vector<float>& values) {
  Row input(weights.inputs);
  for (std::size_t e = 0; e < columns.size(); ++e) input[columns[e]] = static_cast<double>(values[e]);
  return input;
}

TEST(Transformer, LogitsAreThoseOfThePlainNetwork) {
  const TransformerWeights weights = transformer_weights();
  const std::vector<std::vector<std::uint32_t>> rows = {{}, {0}, {1, 4}, {0, 1, 2, 3, 4, 5}};
  for (const std::vector<std::uint32_t>& columns : rows) {
    const std::vector<float> values(columns.size(), 0.6F);
    const std::vector<float> ours = transformer_logits(weights, {columns, values});
    const Row expected = reference_logits(weights, dense_input(weights, columns, values));
    ASSERT_EQ(ours.size(), expected.size());
    for (std::size_t k = 0; k < ours.size(); ++k) EXPECT_NEAR(static_cast<double>(ours[k]), expected[k], 1e-4);
  }
}

TEST(Transformer, SharesAreInputTimesNumericGradient) {
  const TransformerWeights weights = transformer_weights();
  const std::vector<std::uint32_t> columns = {0, 2, 5};
  const std::vector<float> values = {0.3F, 0.8F, 0.5F};
  const std::vector<float> shares = gradient_times_input(weights, {columns, values});
  ASSERT_THAT(shares, SizeIs(columns.size() * 3));
  const auto centred = [&](const Row& input, std::size_t k) {
    const Row logits = reference_logits(weights, input);
    return logits[k] - std::accumulate(logits.begin(), logits.end(), 0.0) / static_cast<double>(logits.size());
  };
  for (std::size_t e = 0; e < columns.size(); ++e)
    for (std::size_t k = 0; k < 3; ++k) {
      constexpr double kStep = 1e-6;
      Row more = dense_input(weights, columns, values);
      Row less = more;
      more[columns[e]] += kStep;
      less[columns[e]] -= kStep;
      const double gradient = (centred(more, k) - centred(less, k)) / (2 * kStep);
      EXPECT_NEAR(static_cast<double>(shares[e * 3 + k]), gradient * static_cast<double>(values[e]), 2e-4)
          << e << ' ' << k;
    }
}

TEST(TransformerFile, AnswersAsTheWeightsItWasSavedWith) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "model";
  save_network(file, {card_of("transformer"), kTerms, kIdf, 0.8F}, transformer_weights());
  const std::unique_ptr<const Classifier> model = load_classifier(file);
  const std::vector<std::uint32_t> columns = {2};
  const std::vector<float> values = {1.0F};
  const std::vector<float> expected = softmax(transformer_logits(transformer_weights(), {columns, values}), 0.8F);
  EXPECT_EQ(model->predict(Tokens::from_joined("bell bell")).probabilities, expected);
  EXPECT_EQ(model->predict(Tokens::from_joined("bell bell")).counted_words, 2);
  EXPECT_EQ(model->predict(Tokens()).probabilities, std::vector<float>(3, 1.0F / 3));
  EXPECT_FALSE(model->explain(Tokens::from_joined("bell")).empty());
}

TEST(TransformerFile, RefusesTheTensorsOfAnotherKind) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "model";
  save_network(file, {card_of("ffnn"), kTerms, kIdf, 1.0F}, transformer_weights());
  const Error error = error_of([&] { (void)load_classifier(file); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  EXPECT_THAT(error.what(), HasSubstr("has no tensor"));
}

TEST(TransformerFile, RefusesAnEmptyContext) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "model";
  TransformerWeights weights = transformer_weights();
  weights.context = 0;
  for (EncoderLayerWeights& layer : weights.layers) {
    layer.context_keys.clear();
    layer.context_values.clear();
  }
  save_network(file, {card_of("transformer"), kTerms, kIdf, 1.0F}, weights);
  EXPECT_THAT(error_of([&] { (void)load_classifier(file); }).what(), HasSubstr("unexpected shape"));
}

TEST(TransformerFile, RefusesWeightsOfTheWrongShape) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "model";
  save_network(file, {card_of("transformer", 4), kTerms, kIdf, 1.0F}, transformer_weights(3));
  const Error error = error_of([&] { (void)load_classifier(file); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  EXPECT_THAT(error.what(), HasSubstr("unexpected shape"));
}

}  // namespace
}  // namespace leitmotif::models
