#include "leitmotif/models/feed_forward.hpp"

#include <map>
#include <utility>

#include "leitmotif/models/tfidf_classifier.hpp"

namespace leitmotif::models {
namespace {

constexpr std::array<const char*, 3> kWeightNames = {"layer1.weight", "layer2.weight", "layer3.weight"};
constexpr std::array<const char*, 3> kBiasNames = {"layer1.bias", "layer2.bias", "layer3.bias"};

std::array<std::size_t, 4> extents(const FeedForwardWeights& weights) {
  return {weights.inputs, weights.hidden[0], weights.hidden[1], weights.outputs};
}

/// The values after both rectifiers, and the output.
struct Activations {
  std::vector<float> hidden1, hidden2, logits;
};

Activations forward(const FeedForwardWeights& weights, const SparseRow& row) {
  Activations result;
  result.hidden1 = dense(row, weights.weight[0], weights.bias[0]);
  rectify(result.hidden1);
  result.hidden2 = dense(result.hidden1, weights.weight[1], weights.bias[1]);
  rectify(result.hidden2);
  result.logits = dense(result.hidden2, weights.weight[2], weights.bias[2]);
  return result;
}

class FeedForward final : public RowNetwork {
 public:
  explicit FeedForward(FeedForwardWeights weights) : weights_(std::move(weights)) {}
  [[nodiscard]] std::vector<float> logits(const SparseRow& row) const override {
    return feed_forward_logits(weights_, row);
  }
  [[nodiscard]] std::vector<float> shares(const SparseRow& row) const override {
    return gradient_times_input(weights_, row);
  }

 private:
  FeedForwardWeights weights_;
};

std::vector<float> copied(std::span<const float> values) { return {values.begin(), values.end()}; }

}  // namespace

std::vector<float> feed_forward_logits(const FeedForwardWeights& weights, const SparseRow& row) {
  return forward(weights, row).logits;
}

std::vector<float> gradient_times_input(const FeedForwardWeights& weights, const SparseRow& row) {
  const Activations at = forward(weights, row);
  std::vector<float> shares(row.columns.size() * weights.outputs);
  for (std::size_t k = 0; k < weights.outputs; ++k) {
    // A rectifier that gave zero lets no gradient through.
    const std::vector<float> gradient2 = dense_back(centred_output(k, weights.outputs), weights.weight[2], at.hidden2);
    const std::vector<float> gradient1 = dense_back(gradient2, weights.weight[1], at.hidden1);
    add_shares(row, weights.weight[0], gradient1, k, shares);
  }
  return shares;
}

std::unique_ptr<const Classifier> load_feed_forward(const ModelFile& file, ModelCard card) {
  features::Tfidf tfidf = load_tfidf(file);
  FeedForwardWeights weights;
  weights.inputs = tfidf.size();
  weights.outputs = card.labels.size();
  for (std::size_t layer = 0; layer < 2; ++layer) {
    const std::vector<std::size_t>& shape = file.shape(kBiasNames[layer]);
    weights.hidden[layer] = shape.empty() ? 0 : shape[0];
  }
  const std::array<std::size_t, 4> extent = extents(weights);
  for (std::size_t layer = 0; layer < kWeightNames.size(); ++layer) {
    weights.weight[layer] = copied(file.tensor(kWeightNames[layer], {extent[layer], extent[layer + 1]}));
    weights.bias[layer] = copied(file.tensor(kBiasNames[layer], {extent[layer + 1]}));
  }
  return make_tfidf_classifier(file, std::move(card), std::move(tfidf),
                               std::make_unique<FeedForward>(std::move(weights)));
}

}  // namespace leitmotif::models
