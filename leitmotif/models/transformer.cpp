#include "leitmotif/models/transformer.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/models/tfidf_classifier.hpp"

namespace leitmotif::models {
namespace {

using Numbers = std::vector<float>;

/// A row with mean 0 and variance 1, and how much it was stretched for that.
struct Normalised {
  Numbers values;
  float sharpness = 0;
};

Normalised normalise(const Numbers& row) {
  const auto width = static_cast<float>(row.size());
  const float mean = std::accumulate(row.begin(), row.end(), 0.0F) / width;
  float squares = 0;
  for (const float value : row) squares += (value - mean) * (value - mean);
  Normalised result{row, 1 / std::sqrt(squares / width + kLayerNormEpsilon)};
  for (float& value : result.values) value = (value - mean) * result.sharpness;
  return result;
}

Numbers scaled_and_shifted(const Normalised& row, const Numbers& scale, const Numbers& shift) {
  Numbers result(row.values.size());
  for (std::size_t c = 0; c < result.size(); ++c) result[c] = row.values[c] * scale[c] + shift[c];
  return result;
}

/// Gradient of the row before it was normalised, from the gradient after scale and shift.
Numbers normalise_back(const Numbers& gradient, const Normalised& row, const Numbers& scale) {
  Numbers result(gradient.size());
  std::ranges::transform(gradient, scale, result.begin(), std::multiplies<>());
  const auto width = static_cast<float>(result.size());
  const float mean = std::accumulate(result.begin(), result.end(), 0.0F) / width;
  const float slope = std::inner_product(result.begin(), result.end(), row.values.begin(), 0.0F) / width;
  for (std::size_t c = 0; c < result.size(); ++c)
    result[c] = (result[c] - mean - row.values[c] * slope) * row.sharpness;
  return result;
}

Numbers sum(Numbers a, const Numbers& b) {
  std::ranges::transform(a, b, a.begin(), std::plus<>());
  return a;
}

/// A song's look at the context and at itself.
struct Attention {
  Numbers projected;                             ///< [3 width] query, key, value
  std::array<Numbers, kAttentionHeads> weights;  ///< [context + 1], the song itself comes last

  [[nodiscard]] std::size_t width() const { return projected.size() / 3; }
  [[nodiscard]] const float* query() const { return projected.data(); }
  [[nodiscard]] const float* key() const { return projected.data() + width(); }
  [[nodiscard]] const float* value() const { return projected.data() + 2 * width(); }
};

/// Calls visit(keys, values) for each song that is attended to: its keys and values in one head.
template <typename Visit>
void for_each_attended(const EncoderLayerWeights& layer, const Attention& attention, std::size_t head,
                       const Visit& visit) {
  const std::size_t width = attention.width();
  const std::size_t offset = head * (width / kAttentionHeads);
  for (std::size_t place = offset; place < layer.context_keys.size(); place += width)
    visit(layer.context_keys.data() + place, layer.context_values.data() + place);
  visit(attention.key() + offset, attention.value() + offset);
}

float attention_scale(std::size_t head_width) { return 1 / std::sqrt(static_cast<float>(head_width)); }

/// Shape: [width] -> [width], before the layer's `out`.
Numbers attend(const EncoderLayerWeights& layer, const Numbers& input, Attention& attention) {
  attention.projected = dense(input, layer.project_weight, layer.project_bias);
  const std::size_t head_width = input.size() / kAttentionHeads;
  const float scale = attention_scale(head_width);
  Numbers result(input.size());
  for (std::size_t head = 0; head < kAttentionHeads; ++head) {
    const std::span query(attention.query() + head * head_width, head_width);
    Numbers scores;
    for_each_attended(layer, attention, head,
                      [&](const float* keys, const float*) { scores.push_back(inner(query, keys) * scale); });
    attention.weights[head] = softmax(scores, 1);
    const std::span seen(result.data() + head * head_width, head_width);
    auto weight = attention.weights[head].begin();
    for_each_attended(layer, attention, head,
                      [&](const float*, const float* values) { add_row(seen, values, *weight++); });
  }
  return result;
}

/// Gradient of what `attend` was given, from the gradient of its result.
Numbers attend_back(const EncoderLayerWeights& layer, const Numbers& gradient, const Attention& attention) {
  const std::size_t width = attention.width();
  const std::size_t head_width = width / kAttentionHeads;
  const float scale = attention_scale(head_width);
  Numbers projected(3 * width);  // gradients of query, key and value
  for (std::size_t head = 0; head < kAttentionHeads; ++head) {
    const auto part_of = [&](std::size_t which) {
      return std::span(projected).subspan(which * width + head * head_width, head_width);
    };
    const std::span seen(gradient.data() + head * head_width, head_width);
    const Numbers& weights = attention.weights[head];
    Numbers slopes;
    for_each_attended(layer, attention, head,
                      [&](const float*, const float* values) { slopes.push_back(inner(seen, values)); });
    const float mean = inner(slopes, weights.data());
    for (std::size_t i = 0; i < slopes.size(); ++i) slopes[i] = weights[i] * (slopes[i] - mean) * scale;
    auto slope = slopes.begin();
    for_each_attended(layer, attention, head,
                      [&](const float* keys, const float*) { add_row(part_of(0), keys, *slope++); });
    add_row(part_of(1), attention.query() + head * head_width, slopes.back());
    add_row(part_of(2), seen.data(), weights.back());
  }
  return dense_back(projected, layer.project_weight);
}

/// What the way back through an encoder layer needs.
struct LayerState {
  Attention attention;
  Normalised norm1, norm2;
  Numbers hidden;  ///< after the rectifier
};

Numbers encode(const EncoderLayerWeights& layer, const Numbers& input, LayerState& state) {
  const Numbers seen = attend(layer, input, state.attention);
  state.norm1 = normalise(sum(dense(seen, layer.out_weight, layer.out_bias), input));
  const Numbers attended = scaled_and_shifted(state.norm1, layer.norm1_scale, layer.norm1_shift);
  state.hidden = dense(attended, layer.expand_weight, layer.expand_bias);
  rectify(state.hidden);
  state.norm2 = normalise(sum(dense(state.hidden, layer.contract_weight, layer.contract_bias), attended));
  return scaled_and_shifted(state.norm2, layer.norm2_scale, layer.norm2_shift);
}

Numbers encode_back(const EncoderLayerWeights& layer, const Numbers& gradient, const LayerState& state) {
  const Numbers sum2 = normalise_back(gradient, state.norm2, layer.norm2_scale);
  const Numbers hidden = dense_back(sum2, layer.contract_weight, state.hidden);
  const Numbers attended = sum(dense_back(hidden, layer.expand_weight), sum2);
  const Numbers sum1 = normalise_back(attended, state.norm1, layer.norm1_scale);
  return sum(attend_back(layer, dense_back(sum1, layer.out_weight), state.attention), sum1);
}

Numbers embed(const TransformerWeights& weights, const SparseRow& row) {
  return sum(dense(row, weights.embed_weight, weights.embed_bias), weights.position);
}

Numbers forward(const TransformerWeights& weights, const SparseRow& row, std::span<LayerState, 2> states) {
  Numbers state = embed(weights, row);
  for (std::size_t i = 0; i < states.size(); ++i) state = encode(weights.layers[i], state, states[i]);
  return dense(state, weights.head_weight, weights.head_bias);
}

/// How many rows a tensor has that is known to have `extents` of them.
std::size_t rows_of(const ModelFile& file, const std::string& tensor, std::size_t extents) {
  const std::vector<std::size_t>& shape = file.shape(tensor);
  if (shape.size() != extents || shape[0] == 0)
    throw Error(ErrorKind::corrupt_data,
                file.path().string() + ": its tensor '" + tensor + "' has an unexpected shape");
  return shape[0];
}

class Transformer final : public RowNetwork {
 public:
  explicit Transformer(TransformerWeights weights) : weights_(std::move(weights)) {}
  [[nodiscard]] std::vector<float> logits(const SparseRow& row) const override {
    return transformer_logits(weights_, row);
  }
  [[nodiscard]] std::vector<float> shares(const SparseRow& row) const override {
    return gradient_times_input(weights_, row);
  }

 private:
  TransformerWeights weights_;
};

}  // namespace

std::vector<float> transformer_logits(const TransformerWeights& weights, const SparseRow& row) {
  std::array<LayerState, 2> states;
  return forward(weights, row, states);
}

std::vector<float> gradient_times_input(const TransformerWeights& weights, const SparseRow& row) {
  std::array<LayerState, 2> states;
  (void)forward(weights, row, states);
  Numbers shares(row.columns.size() * weights.outputs);
  for (std::size_t k = 0; k < weights.outputs; ++k) {
    Numbers gradient = dense_back(centred_output(k, weights.outputs), weights.head_weight);
    for (std::size_t i = states.size(); i-- > 0;) gradient = encode_back(weights.layers[i], gradient, states[i]);
    add_shares(row, weights.embed_weight, gradient, k, shares);
  }
  return shares;
}

std::unique_ptr<const Classifier> load_transformer(const ModelFile& file, ModelCard card) {
  features::Tfidf tfidf = load_tfidf(file);
  TransformerWeights weights;
  weights.inputs = tfidf.size();
  weights.outputs = card.labels.size();
  weights.width = rows_of(file, "position", 1);
  weights.hidden = rows_of(file, "encoder1.expand.bias", 1);
  weights.context = rows_of(file, "encoder1.context.keys", 2);
  for_each_tensor(weights, [&](const std::string& name, const std::vector<std::size_t>& shape, Numbers& numbers) {
    const std::span<const float> stored = file.tensor(name, shape);
    numbers.assign(stored.begin(), stored.end());
  });
  return make_tfidf_classifier(file, std::move(card), std::move(tfidf),
                               std::make_unique<Transformer>(std::move(weights)));
}

}  // namespace leitmotif::models
