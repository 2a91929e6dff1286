#include "leitmotif/models/feed_forward.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/features/tfidf.hpp"

namespace leitmotif::models {
namespace {

constexpr std::array<const char*, 3> kWeightNames = {"layer1.weight", "layer2.weight", "layer3.weight"};
constexpr std::array<const char*, 3> kBiasNames = {"layer1.bias", "layer2.bias", "layer3.bias"};

std::array<std::size_t, 4> extents(const FeedForwardWeights& weights) {
  return {weights.inputs, weights.hidden[0], weights.hidden[1], weights.outputs};
}

/// sum += factor * row
void add_row(std::vector<float>& sum, const std::vector<float>& matrix, std::size_t row, float factor) {
  const float* numbers = matrix.data() + row * sum.size();
  for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += factor * numbers[c];
}

void rectify(std::vector<float>& values) {
  for (float& value : values) value = std::max(value, 0.0F);
}

/// The next layer's sums. Shape: [inputs] -> [outputs]. Zeros, half of all after a rectifier, are passed over.
std::vector<float> dense(const std::vector<float>& input, const std::vector<float>& weight,
                         const std::vector<float>& bias) {
  std::vector<float> sum = bias;
  for (std::size_t i = 0; i < input.size(); ++i)
    if (input[i] != 0.0F) add_row(sum, weight, i, input[i]);
  return sum;
}

/// The values after both rectifiers, and the output.
struct Activations {
  std::vector<float> hidden1, hidden2, logits;
};

Activations forward(const FeedForwardWeights& weights, std::span<const std::uint32_t> columns,
                    std::span<const float> values) {
  Activations result;
  result.hidden1 = weights.bias[0];
  for (std::size_t e = 0; e < columns.size(); ++e) add_row(result.hidden1, weights.weight[0], columns[e], values[e]);
  rectify(result.hidden1);
  result.hidden2 = dense(result.hidden1, weights.weight[1], weights.bias[1]);
  rectify(result.hidden2);
  result.logits = dense(result.hidden2, weights.weight[2], weights.bias[2]);
  return result;
}

/// Gradient of one centred output with respect to the first layer's sums. Shape: [hidden 1].
std::vector<float> gradient_at_first_layer(const FeedForwardWeights& weights, const Activations& at,
                                           std::size_t output) {
  std::vector<float> gradient2(weights.hidden[1]);
  for (std::size_t j = 0; j < gradient2.size(); ++j) {
    if (at.hidden2[j] == 0.0F) continue;
    const float* row = weights.weight[2].data() + j * weights.outputs;
    const float mean = std::accumulate(row, row + weights.outputs, 0.0F) / static_cast<float>(weights.outputs);
    gradient2[j] = row[output] - mean;
  }
  std::vector<float> gradient1(weights.hidden[0]);
  for (std::size_t i = 0; i < gradient1.size(); ++i) {
    if (at.hidden1[i] == 0.0F) continue;
    const float* row = weights.weight[1].data() + i * weights.hidden[1];
    gradient1[i] = std::inner_product(gradient2.begin(), gradient2.end(), row, 0.0F);
  }
  return gradient1;
}

class FeedForward final : public Classifier {
 public:
  FeedForward(ModelCard card, std::string id, features::Tfidf tfidf, FeedForwardWeights weights, float temperature)
      : Classifier(std::move(card), std::move(id)),
        tfidf_(std::move(tfidf)),
        weights_(std::move(weights)),
        temperature_(temperature) {}

  [[nodiscard]] Prediction predict(const Tokens& tokens) const override {
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
    tfidf_.transform_one(tokens, columns, values);
    Prediction prediction;
    prediction.counted_words = known_words(tokens);
    if (columns.empty())
      prediction.probabilities.assign(weights_.outputs, 1.0F / static_cast<float>(weights_.outputs));
    else
      prediction.probabilities = softmax(feed_forward_logits(weights_, columns, values), temperature_);
    return prediction;
  }

  [[nodiscard]] std::vector<WordShare> explain(const Tokens& tokens) const override {
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
    tfidf_.transform_one(tokens, columns, values);
    const std::vector<features::Tfidf::TermCount> terms = tfidf_.count_terms(tokens);
    const std::vector<float> shares = gradient_times_input(weights_, columns, values);
    std::vector<WordShare> result;
    for (std::size_t e = 0; e < columns.size(); ++e)
      for (std::size_t k = 0; k < weights_.outputs; ++k)
        if (const float share = shares[e * weights_.outputs + k]; share > 0)
          result.push_back({tfidf_.terms()[columns[e]], static_cast<int>(terms[e].count), labels()[k], share});
    std::ranges::stable_sort(result, std::greater<>(), &WordShare::share);
    return result;
  }

 private:
  /// Words of the lyric that are terms by themselves, repeats counted.
  [[nodiscard]] int known_words(const Tokens& tokens) const {
    std::uint32_t known = 0;
    for (const features::Tfidf::TermCount& term : tfidf_.count_terms(tokens))
      if (tfidf_.terms()[term.column].find(' ') == std::string::npos) known += term.count;
    return static_cast<int>(known);
  }

  features::Tfidf tfidf_;
  FeedForwardWeights weights_;
  float temperature_;
};

std::vector<float> copied(std::span<const float> values) { return {values.begin(), values.end()}; }

std::vector<double> widened(std::span<const float> values) { return {values.begin(), values.end()}; }

std::string joined(std::span<const std::string> terms) {
  std::string text;
  for (const std::string& term : terms) text += term + '\n';
  return text;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::vector<float> feed_forward_logits(const FeedForwardWeights& weights, std::span<const std::uint32_t> columns,
                                       std::span<const float> values) {
  return forward(weights, columns, values).logits;
}

std::vector<float> softmax(std::span<const float> logits, float temperature) {
  std::vector<float> result(logits.begin(), logits.end());
  const float most = *std::ranges::max_element(result);
  float sum = 0;
  for (float& value : result) sum += value = std::exp((value - most) / temperature);
  for (float& value : result) value /= sum;
  return result;
}

std::vector<float> gradient_times_input(const FeedForwardWeights& weights, std::span<const std::uint32_t> columns,
                                        std::span<const float> values) {
  const Activations at = forward(weights, columns, values);
  std::vector<float> result(columns.size() * weights.outputs);
  for (std::size_t k = 0; k < weights.outputs; ++k) {
    const std::vector<float> gradient = gradient_at_first_layer(weights, at, k);
    for (std::size_t e = 0; e < columns.size(); ++e) {
      const float* row = weights.weight[0].data() + columns[e] * weights.hidden[0];
      result[e * weights.outputs + k] = values[e] * std::inner_product(gradient.begin(), gradient.end(), row, 0.0F);
    }
  }
  return result;
}

void save_feed_forward(const std::filesystem::path& path, const ModelCard& card, std::span<const std::string> terms,
                       std::span<const double> idf, const FeedForwardWeights& weights, float temperature) {
  const std::vector<float> narrow_idf(idf.begin(), idf.end());
  const std::array<std::size_t, 4> extent = extents(weights);
  std::map<std::string, TensorView> tensors;
  for (std::size_t layer = 0; layer < kWeightNames.size(); ++layer) {
    tensors[kWeightNames[layer]] = {{extent[layer], extent[layer + 1]}, weights.weight[layer]};
    tensors[kBiasNames[layer]] = {{extent[layer + 1]}, weights.bias[layer]};
  }
  tensors["idf"] = {{idf.size()}, narrow_idf};
  tensors["temperature"] = {{1}, {&temperature, 1}};
  write_model_file(path, card_texts(card, {{"vocabulary", joined(terms)}}), tensors);
}

std::unique_ptr<const Classifier> load_feed_forward(const ModelFile& file, ModelCard card) {
  std::vector<std::string> terms = split_lines(file.text("vocabulary"));
  FeedForwardWeights weights;
  weights.inputs = terms.size();
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
  const float temperature = file.tensor("temperature", {1})[0];
  if (temperature <= 0)
    throw Error(ErrorKind::corrupt_data, file.path().string() + ": its temperature is not positive");
  features::Tfidf tfidf =
      features::Tfidf::from_parts(std::move(terms), widened(file.tensor("idf", {weights.inputs})), {});
  return std::make_unique<FeedForward>(std::move(card), file.id(), std::move(tfidf), std::move(weights), temperature);
}

}  // namespace leitmotif::models
