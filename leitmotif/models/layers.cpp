#include "leitmotif/models/layers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::models {
namespace {

LEITMOTIF_VECTORIZED void add_numbers(float* __restrict sum, const float* __restrict row, std::size_t count,
                                      float factor) {
  for (std::size_t c = 0; c < count; ++c) sum[c] += factor * row[c];
}

}  // namespace

float inner(std::span<const float> a, const float* b) { return std::inner_product(a.begin(), a.end(), b, 0.0F); }

void add_row(std::span<float> sum, const float* row, float factor) { add_numbers(sum.data(), row, sum.size(), factor); }

std::vector<float> dense(std::span<const float> input, std::span<const float> weight, std::span<const float> bias) {
  std::vector<float> sum(bias.begin(), bias.end());
  for (std::size_t i = 0; i < input.size(); ++i)
    if (input[i] != 0.0F) add_row(sum, weight.data() + i * sum.size(), input[i]);
  return sum;
}

std::vector<float> dense(const SparseRow& input, std::span<const float> weight, std::span<const float> bias) {
  std::vector<float> sum(bias.begin(), bias.end());
  for (std::size_t e = 0; e < input.columns.size(); ++e)
    add_row(sum, weight.data() + input.columns[e] * sum.size(), input.values[e]);
  return sum;
}

std::vector<float> dense_back(std::span<const float> gradient, std::span<const float> weight,
                              std::span<const float> inputs) {
  std::vector<float> result(inputs.size());
  for (std::size_t i = 0; i < result.size(); ++i)
    if (inputs[i] != 0.0F) result[i] = inner(gradient, weight.data() + i * gradient.size());
  return result;
}

std::vector<float> dense_back(std::span<const float> gradient, std::span<const float> weight) {
  std::vector<float> result(weight.size() / gradient.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = inner(gradient, weight.data() + i * gradient.size());
  return result;
}

void rectify(std::span<float> values) {
  for (float& value : values) value = std::max(value, 0.0F);
}

std::vector<float> softmax(std::span<const float> logits, float temperature) {
  std::vector<float> result(logits.begin(), logits.end());
  const float most = *std::ranges::max_element(result);
  float sum = 0;
  for (float& value : result) sum += value = std::exp((value - most) / temperature);
  for (float& value : result) value /= sum;
  return result;
}

std::vector<float> centred_output(std::size_t output, std::size_t outputs) {
  std::vector<float> gradient(outputs, -1 / static_cast<float>(outputs));
  gradient[output] += 1;
  return gradient;
}

void add_shares(const SparseRow& input, std::span<const float> weight, std::span<const float> gradient,
                std::size_t output, std::span<float> shares) {
  const std::size_t outputs = shares.size() / std::max<std::size_t>(input.columns.size(), 1);
  for (std::size_t e = 0; e < input.columns.size(); ++e)
    shares[e * outputs + output] +=
        input.values[e] * inner(gradient, weight.data() + input.columns[e] * gradient.size());
}

}  // namespace leitmotif::models
