#include "leitmotif/models/linear.hpp"

#include <map>
#include <string>
#include <utility>

namespace leitmotif::models {
namespace {

class Linear final : public RowNetwork {
 public:
  /// `apart`: what speaks for an output says nothing about the others.
  Linear(LinearWeights weights, bool apart) : weights_(std::move(weights)), apart_(apart) {}

  [[nodiscard]] std::vector<float> logits(const SparseRow& row) const override {
    return dense(row, weights_.weight, weights_.bias);
  }
  [[nodiscard]] std::vector<float> shares(const SparseRow& row) const override {
    std::vector<float> shares(row.columns.size() * weights_.outputs);
    for (std::size_t k = 0; k < weights_.outputs; ++k) add_shares(row, weights_.weight, direction(k), k, shares);
    return shares;
  }

 private:
  [[nodiscard]] std::vector<float> direction(std::size_t output) const {
    if (!apart_) return centred_output(output, weights_.outputs);
    std::vector<float> only(weights_.outputs);
    only[output] = 1;
    return only;
  }

  LinearWeights weights_;
  bool apart_;
};

}  // namespace

std::map<std::string, TensorView> linear_tensors(const LinearWeights& weights) {
  return {{"weight", {{weights.inputs, weights.outputs}, weights.weight}}, {"bias", {{weights.outputs}, weights.bias}}};
}

std::unique_ptr<const Classifier> load_linear(const ModelFile& file, ModelCard card) {
  features::Tfidf tfidf = load_tfidf(file);
  LinearWeights weights;
  weights.inputs = tfidf.size();
  weights.outputs = card.labels.size();
  const std::span<const float> weight = file.tensor("weight", {weights.inputs, weights.outputs});
  const std::span<const float> bias = file.tensor("bias", {weights.outputs});
  weights.weight.assign(weight.begin(), weight.end());
  weights.bias.assign(bias.begin(), bias.end());
  const bool apart = card.kind == kManyLabels;
  return make_tfidf_classifier(file, std::move(card), std::move(tfidf),
                               std::make_unique<Linear>(std::move(weights), apart));
}

}  // namespace leitmotif::models
