#include "leitmotif/models/pair_network.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/models/model_file.hpp"

namespace leitmotif::models {
namespace {

constexpr const char* kPairKind = "taste-pair";
/// Standard scores beyond this are taken for it.
constexpr float kFarthest = 6;

std::size_t only_length(const ModelFile& file, const char* tensor) {
  const std::vector<std::size_t>& shape = file.shape(tensor);
  return shape.size() == 1 ? shape[0] : 0;
}

}  // namespace

float pair_input(float value, float mean, float deviation) noexcept {
  return std::clamp((value - mean) / deviation, -kFarthest, kFarthest);
}

PairNetwork PairNetwork::load(const std::filesystem::path& path) {
  const ModelFile file = ModelFile::load(path);
  const ModelCard card = model_card_from_json(parse_json(file.text("card"), path.string()), path.string());
  if (card.kind != kPairKind)
    throw Error(ErrorKind::unsupported, path.string() + ": holds a model of kind '" + card.kind +
                                            "', expected one of kind '" + kPairKind + "'");
  const auto read = [&](const char* name, const std::vector<std::size_t>& shape) {
    const std::span<const float> values = file.tensor(name, shape);
    return std::vector<float>(values.begin(), values.end());
  };
  PairWeights weights;
  weights.hidden = only_length(file, "link.bias");
  weights.joint = only_length(file, "joint.bias");
  const std::size_t outputs = only_length(file, "output.weight");
  const std::size_t inputs = only_length(file, "mean");
  if (outputs < weights.joint || inputs + weights.joint < outputs)
    throw Error(ErrorKind::corrupt_data, path.string() + ": the shapes of its tensors do not fit together");
  weights.songs = outputs - weights.joint;
  weights.links = inputs - weights.songs;
  weights.mean = read("mean", {inputs});
  weights.deviation = read("deviation", {inputs});
  weights.link_weight = read("link.weight", {inputs, weights.hidden});
  weights.link_bias = read("link.bias", {weights.hidden});
  weights.attention = read("attention", {weights.hidden});
  weights.joint_weight = read("joint.weight", {weights.hidden + weights.songs, weights.joint});
  weights.joint_bias = read("joint.bias", {weights.joint});
  weights.output_weight = read("output.weight", {outputs});
  weights.output_bias = read("output.bias", {1});
  if (!std::ranges::all_of(weights.deviation, [](float deviation) { return deviation > 0; }))
    throw Error(ErrorKind::corrupt_data, path.string() + ": a deviation of its inputs is not above 0");
  return PairNetwork(std::move(weights));
}

void PairNetwork::save(const std::filesystem::path& path, const ModelCard& card) const {
  ModelCard own = card;
  own.kind = kPairKind;
  const PairWeights& w = weights_;
  const std::size_t inputs = w.links + w.songs;
  write_model_file(path, card_texts(own, {}),
                   {{"mean", {{inputs}, w.mean}},
                    {"deviation", {{inputs}, w.deviation}},
                    {"link.weight", {{inputs, w.hidden}, w.link_weight}},
                    {"link.bias", {{w.hidden}, w.link_bias}},
                    {"attention", {{w.hidden}, w.attention}},
                    {"joint.weight", {{w.hidden + w.songs, w.joint}, w.joint_weight}},
                    {"joint.bias", {{w.joint}, w.joint_bias}},
                    {"output.weight", {{w.joint + w.songs}, w.output_weight}},
                    {"output.bias", {{1}, w.output_bias}}});
}

float PairNetwork::logit(std::span<const float> links, std::span<const float> song) const {
  const PairWeights& w = weights_;
  const std::size_t liked = w.links > 0 ? links.size() / w.links : 0;
  std::vector<float> candidate(w.songs);
  for (std::size_t k = 0; k < w.songs; ++k)
    candidate[k] = pair_input(song[k], w.mean[w.links + k], w.deviation[w.links + k]);
  std::vector<float> inputs(w.links);
  inputs.insert(inputs.end(), candidate.begin(), candidate.end());
  std::vector<float> each;
  std::vector<float> attention;
  for (std::size_t place = 0; place < liked; ++place) {
    for (std::size_t k = 0; k < w.links; ++k)
      inputs[k] = pair_input(links[place * w.links + k], w.mean[k], w.deviation[k]);
    std::vector<float> hidden = dense(inputs, w.link_weight, w.link_bias);
    rectify(hidden);
    attention.push_back(inner(hidden, w.attention.data()));
    each.insert(each.end(), hidden.begin(), hidden.end());
  }
  std::vector<float> joined(w.hidden);
  if (liked > 0) attention = softmax(attention, 1);
  for (std::size_t place = 0; place < liked; ++place) add_row(joined, each.data() + place * w.hidden, attention[place]);
  joined.insert(joined.end(), candidate.begin(), candidate.end());
  std::vector<float> last = dense(joined, w.joint_weight, w.joint_bias);
  rectify(last);
  last.insert(last.end(), candidate.begin(), candidate.end());
  return w.output_bias[0] + inner(last, w.output_weight.data());
}

}  // namespace leitmotif::models
