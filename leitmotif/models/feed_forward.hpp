// The paper's feed-forward networks: inference over sparse TF-IDF rows.
// Flow: Tokens -> TF-IDF row -> three layers -> Prediction.
// Source: the paper's architecture 5000-256-128-8 with ReLU; training is in leitmotif/training.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/models/model_file.hpp"

namespace leitmotif::models {

/// The numbers of a network inputs -> hidden[0] -> hidden[1] -> outputs. Every weight matrix is [inputs x outputs] of
/// its layer, row-major, so that a sparse input adds up a few rows.
struct FeedForwardWeights {
  std::size_t inputs = 0;
  std::array<std::size_t, 2> hidden{};
  std::size_t outputs = 0;
  std::array<std::vector<float>, 3> weight;
  std::array<std::vector<float>, 3> bias;
};

/// The network's values before the softmax for one sparse row.
/// Shape: columns below `inputs` -> [outputs].
[[nodiscard]] std::vector<float> feed_forward_logits(const FeedForwardWeights& weights, const SparseRow& row);

/// How much each input moved each output: value times gradient of the output above the mean of all outputs (the
/// "gradient times input" attribution). Shape: [columns x outputs], row-major.
[[nodiscard]] std::vector<float> gradient_times_input(const FeedForwardWeights& weights, const SparseRow& row);

/// Makes the classifier from a mapped file. Throws corrupt_data when a part is missing or of the wrong shape.
[[nodiscard]] std::unique_ptr<const Classifier> load_feed_forward(const ModelFile& file, ModelCard card);

}  // namespace leitmotif::models
