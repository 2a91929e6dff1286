// The paper's Transformer: inference over sparse TF-IDF rows.
// Flow: Tokens -> TF-IDF row -> 64 numbers -> encoder layers -> Prediction.
// Source: the paper: linear projection to 64, a learned position, two encoder layers with 2 heads and a 2048-wide
// feed-forward part, a linear head; encoder layers as torch::nn::TransformerEncoderLayer (normalised after each
// addition). The sequence is made of songs, one position each: while the network learns, the songs of a batch attend to
// each other; afterwards a song attends to itself and to the context, a few songs of the training part whose keys and
// values are kept with the weights. So an answer depends on the song and the file alone.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/models/model_file.hpp"

namespace leitmotif::models {

/// Into how many equal parts attention divides the width, each with its own softmax.
inline constexpr std::size_t kAttentionHeads = 2;

/// One encoder layer. Weight matrices are [inputs x outputs], row-major.
struct EncoderLayerWeights {
  std::vector<float> project_weight, project_bias;    ///< [width x 3 width], [3 width]: query, key, value
  std::vector<float> out_weight, out_bias;            ///< [width x width], [width]
  std::vector<float> norm1_scale, norm1_shift;        ///< [width]
  std::vector<float> expand_weight, expand_bias;      ///< [width x hidden], [hidden]
  std::vector<float> contract_weight, contract_bias;  ///< [hidden x width], [width]
  std::vector<float> norm2_scale, norm2_shift;        ///< [width]
  std::vector<float> context_keys, context_values;    ///< [context x width], follow from the weights and the songs
};

/// The weights of the paper's transformer. Matrices are row-major.
struct TransformerWeights {
  std::size_t inputs = 0;
  std::size_t width = 64;
  std::size_t hidden = 2048;
  std::size_t outputs = 0;
  std::size_t context = 0;                      ///< songs in it
  std::vector<float> embed_weight, embed_bias;  ///< [inputs x width], [width]
  std::vector<float> position;                  ///< [width]
  std::array<EncoderLayerWeights, 2> layers;
  std::vector<float> head_weight, head_bias;  ///< [width x outputs], [outputs]
};

/// Calls visit(name, shape, numbers) for every tensor of the model file, always in the same order.
template <typename Weights, typename Visit>
void for_each_tensor(Weights& weights, const Visit& visit) {
  const std::size_t width = weights.width;
  visit("embed.weight", {weights.inputs, width}, weights.embed_weight);
  visit("embed.bias", {width}, weights.embed_bias);
  visit("position", {width}, weights.position);
  for (std::size_t i = 0; i < weights.layers.size(); ++i) {
    auto& layer = weights.layers[i];
    const std::string name = "encoder" + std::to_string(i + 1) + ".";
    visit(name + "project.weight", {width, 3 * width}, layer.project_weight);
    visit(name + "project.bias", {3 * width}, layer.project_bias);
    visit(name + "out.weight", {width, width}, layer.out_weight);
    visit(name + "out.bias", {width}, layer.out_bias);
    visit(name + "norm1.scale", {width}, layer.norm1_scale);
    visit(name + "norm1.shift", {width}, layer.norm1_shift);
    visit(name + "expand.weight", {width, weights.hidden}, layer.expand_weight);
    visit(name + "expand.bias", {weights.hidden}, layer.expand_bias);
    visit(name + "contract.weight", {weights.hidden, width}, layer.contract_weight);
    visit(name + "contract.bias", {width}, layer.contract_bias);
    visit(name + "norm2.scale", {width}, layer.norm2_scale);
    visit(name + "norm2.shift", {width}, layer.norm2_shift);
    visit(name + "context.keys", {weights.context, width}, layer.context_keys);
    visit(name + "context.values", {weights.context, width}, layer.context_values);
  }
  visit("head.weight", {width, weights.outputs}, weights.head_weight);
  visit("head.bias", {weights.outputs}, weights.head_bias);
}

/// The network's values before the softmax for one sparse row.
/// Shape: columns below `inputs` -> [outputs].
[[nodiscard]] std::vector<float> transformer_logits(const TransformerWeights& weights, const SparseRow& row);

/// How much each input moved each output: value times gradient of the output above the mean of all outputs (the
/// "gradient times input" attribution). Shape: [columns x outputs], row-major.
[[nodiscard]] std::vector<float> gradient_times_input(const TransformerWeights& weights, const SparseRow& row);

/// Makes the classifier from a mapped file. Throws corrupt_data when a part is missing or of the wrong shape.
[[nodiscard]] std::unique_ptr<const Classifier> load_transformer(const ModelFile& file, ModelCard card);

}  // namespace leitmotif::models
