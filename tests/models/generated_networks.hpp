// Small networks with random weights, the same on every machine, for tests of inference.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "leitmotif/models/feed_forward.hpp"
#include "leitmotif/models/model_card.hpp"
#include "leitmotif/models/transformer.hpp"

namespace leitmotif::testing {

inline const std::vector<std::string> kTerms = {"anchor", "anchor rope", "bell", "candle", "drum", "ember"};
inline const std::vector<double> kIdf = {1.5, 2.5, 1.25, 1.75, 2.0, 3.0};

class Generator {
 public:
  std::vector<float> many(std::size_t count, double size = 1) {
    std::vector<float> values(count);
    for (float& value : values)
      value = static_cast<float>((static_cast<double>(random_() >> 11U) * 0x1p-53 * 2 - 1) * size);
    return values;
  }

 private:
  std::mt19937_64 random_{11};
};

inline models::FeedForwardWeights feed_forward_weights(std::size_t outputs = 3) {
  Generator generator;
  models::FeedForwardWeights weights{kTerms.size(), {7, 5}, outputs, {}, {}};
  weights.weight = {generator.many(kTerms.size() * 7), generator.many(7 * 5), generator.many(5 * outputs)};
  weights.bias = {generator.many(7), generator.many(5), generator.many(outputs)};
  return weights;
}

inline models::TransformerWeights transformer_weights(std::size_t outputs = 3) {
  Generator generator;
  models::TransformerWeights weights;
  weights.inputs = kTerms.size();
  weights.width = 4;
  weights.hidden = 10;
  weights.outputs = outputs;
  weights.context = 3;
  models::for_each_tensor(weights,
                          [&](const std::string&, const std::vector<std::size_t>& shape, std::vector<float>& numbers) {
                            std::size_t count = 1;
                            for (const std::size_t extent : shape) count *= extent;
                            numbers = generator.many(count);
                          });
  return weights;
}

inline models::ModelCard card_of(const std::string& kind, std::size_t labels = 3) {
  models::ModelCard card;
  card.kind = kind;
  card.pipeline = "paper";
  card.protocol = "honest";
  card.explanation = "gradient times input";
  for (std::size_t k = 0; k < labels; ++k) card.labels.push_back("topic " + std::to_string(k));
  return card;
}

}  // namespace leitmotif::testing
