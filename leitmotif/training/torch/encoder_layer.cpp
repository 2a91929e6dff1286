#include "leitmotif/training/torch/encoder_layer.hpp"

#include <ATen/ATen.h>

#include <cmath>

#include "leitmotif/training/torch/tensors.hpp"

namespace leitmotif::training {
namespace {

/// As torch::nn::MultiheadAttention starts: values are a third of one matrix [3 width x width] with Xavier's bound, all
/// its biases are 0.
DenseLayer value_layer(std::size_t width, RandomSource& random) {
  const double bound = std::sqrt(6.0 / static_cast<double>(4 * width));
  return {random.uniform_around_zero(width * width, bound), std::vector<float>(width)};
}

DenseLayer out_layer(std::size_t width, RandomSource& random) {
  const double bound = 1 / std::sqrt(static_cast<double>(width));
  return {random.uniform_around_zero(width * width, bound), std::vector<float>(width)};
}

}  // namespace

EncoderLayer::EncoderLayer(const EncoderShape& shape, RandomSource& random)
    : shape_(shape),
      value_(value_layer(shape.width, random)),
      out_(out_layer(shape.width, random)),
      norm1_(shape.width),
      expand_(DenseLayer::at_random(shape.width, shape.hidden, random)),
      contract_(DenseLayer::at_random(shape.hidden, shape.width, random)),
      norm2_(shape.width),
      dropout_(shape.dropout, random.next()) {}

at::Tensor EncoderLayer::forward(const at::Tensor& input) {
  input_ = input;
  values_ = value_.forward(input);
  head_factors_.resize(row_count(input) * shape_.heads);
  dropout_.draw(head_factors_);
  drop_heads(values_);
  out_factors_ = new_factors(row_count(input));
  attended_ = out_.forward(values_).mul_(out_factors_).add_(input);
  norm1_.forward(numbers(attended_));

  hidden_ = expand_.forward(attended_);
  dropout_.rectify_and_drop(numbers(hidden_));
  contract_factors_ = new_factors(row_count(input));
  at::Tensor result = contract_.forward(hidden_).mul_(contract_factors_).add_(attended_);
  norm2_.forward(numbers(result));
  return result;
}

at::Tensor EncoderLayer::step(at::Tensor gradient, double rate) {
  norm2_.step(numbers(gradient), rate);
  at::Tensor attended_gradient = step_feed_forward(gradient, rate).add_(gradient);
  norm1_.step(numbers(attended_gradient), rate);
  return step_attention(attended_gradient, rate).add_(attended_gradient);
}

at::Tensor EncoderLayer::step_feed_forward(const at::Tensor& gradient, double rate) {
  const at::Tensor contract_gradient = gradient * contract_factors_;
  const at::Tensor hidden_gradient = contract_.backward(contract_gradient);
  gate(numbers(hidden_gradient), numbers(hidden_), dropout_.gain());
  at::Tensor result = expand_.backward(hidden_gradient);
  contract_.step(hidden_, contract_gradient, rate);
  expand_.step(attended_, hidden_gradient, rate);
  return result;
}

at::Tensor EncoderLayer::step_attention(const at::Tensor& gradient, double rate) {
  const at::Tensor out_gradient = gradient * out_factors_;
  const at::Tensor value_gradient = out_.backward(out_gradient);
  drop_heads(value_gradient);
  at::Tensor result = value_.backward(value_gradient);
  out_.step(values_, out_gradient, rate);
  value_.step(input_, value_gradient, rate);
  return result;
}

at::Tensor EncoderLayer::new_factors(std::size_t rows) {
  at::Tensor factors = new_matrix(rows, shape_.width);
  dropout_.draw(numbers(factors));
  return factors;
}

void EncoderLayer::drop_heads(const at::Tensor& values) {
  const std::size_t head_width = shape_.width / shape_.heads;
  float* value = numbers(values).data();
  for (const float factor : head_factors_)
    for (std::size_t c = 0; c < head_width; ++c) *value++ *= factor;
}

models::EncoderLayerWeights EncoderLayer::weights() {
  models::EncoderLayerWeights weights;
  weights.value_weight = value_.weight();
  weights.value_bias = value_.bias();
  weights.out_weight = out_.weight();
  weights.out_bias = out_.bias();
  weights.norm1_scale = norm1_.scale();
  weights.norm1_shift = norm1_.shift();
  weights.expand_weight = expand_.weight();
  weights.expand_bias = expand_.bias();
  weights.contract_weight = contract_.weight();
  weights.contract_bias = contract_.bias();
  weights.norm2_scale = norm2_.scale();
  weights.norm2_shift = norm2_.shift();
  return weights;
}

}  // namespace leitmotif::training
