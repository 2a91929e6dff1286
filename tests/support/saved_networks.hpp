// Model files of networks whose weights a test has made up.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/models/feed_forward.hpp"
#include "leitmotif/models/tfidf_classifier.hpp"
#include "leitmotif/models/transformer.hpp"

namespace leitmotif::testing {

/// The parts of a model file beside the network.
struct FileParts {
  models::ModelCard card;
  std::span<const std::string> terms;
  std::span<const double> idf;
  float temperature = 1;
};

inline void save_network(const std::filesystem::path& path, const FileParts& parts,
                         const models::FeedForwardWeights& weights) {
  const std::vector<std::size_t> extent = {weights.inputs, weights.hidden[0], weights.hidden[1], weights.outputs};
  std::map<std::string, models::TensorView> tensors;
  for (std::size_t layer = 0; layer < weights.weight.size(); ++layer) {
    const std::string name = "layer" + std::to_string(layer + 1);
    tensors[name + ".weight"] = {{extent[layer], extent[layer + 1]}, weights.weight[layer]};
    tensors[name + ".bias"] = {{extent[layer + 1]}, weights.bias[layer]};
  }
  models::save_tfidf_classifier(path, parts.card, {parts.terms, parts.idf, std::move(tensors), parts.temperature});
}

inline void save_network(const std::filesystem::path& path, const FileParts& parts,
                         const models::TransformerWeights& weights) {
  std::map<std::string, models::TensorView> tensors;
  models::for_each_tensor(
      weights, [&](const std::string& name, std::vector<std::size_t> shape, const std::vector<float>& numbers) {
        tensors[name] = {std::move(shape), numbers};
      });
  models::save_tfidf_classifier(path, parts.card, {parts.terms, parts.idf, std::move(tensors), parts.temperature});
}

}  // namespace leitmotif::testing
