#include "leitmotif/training/torch/encoder_layer.hpp"

#include <ATen/ATen.h>

#include <cmath>

#include "leitmotif/training/torch/tensors.hpp"

namespace leitmotif::training {
namespace {

/// As torch::nn::MultiheadAttention starts: queries, keys and values are one matrix with Xavier's bound, all its biases
/// are 0.
DenseLayer project_layer(std::size_t width, RandomSource& random) {
  const double bound = std::sqrt(6.0 / static_cast<double>(4 * width));
  return {random.uniform_around_zero(width * 3 * width, bound), std::vector<float>(3 * width)};
}

DenseLayer out_layer(std::size_t width, RandomSource& random) {
  const double bound = 1 / std::sqrt(static_cast<double>(width));
  return {random.uniform_around_zero(width * width, bound), std::vector<float>(width)};
}

}  // namespace

EncoderLayer::EncoderLayer(const EncoderShape& shape, RandomSource& random)
    : shape_(shape),
      project_(project_layer(shape.width, random)),
      out_(out_layer(shape.width, random)),
      norm1_(shape.width),
      expand_(DenseLayer::at_random(shape.width, shape.hidden, random)),
      contract_(DenseLayer::at_random(shape.hidden, shape.width, random)),
      norm2_(shape.width),
      dropout_(shape.dropout, random.next()) {}

at::Tensor EncoderLayer::forward(const at::Tensor& input) {
  input_ = input;
  seen_ = attend(input);
  out_factors_ = new_factors(row_count(input));
  attended_ = out_.forward(seen_).mul_(out_factors_).add_(input);
  norm1_.forward(numbers(attended_));

  hidden_ = expand_.forward(attended_);
  dropout_.rectify_and_drop(numbers(hidden_));
  contract_factors_ = new_factors(row_count(input));
  at::Tensor result = contract_.forward(hidden_).mul_(contract_factors_).add_(attended_);
  norm2_.forward(numbers(result));
  return result;
}

at::Tensor EncoderLayer::attend(const at::Tensor& input) {
  projected_ = heads_of(project_.forward(input));
  const double scale = 1 / std::sqrt(static_cast<double>(projected_.size(3)));
  attention_ = at::softmax(at::bmm(projected_[0], projected_[1].transpose(1, 2)).mul_(scale), -1);
  attention_factors_ = at::empty_like(attention_);
  dropout_.draw(numbers(attention_factors_));
  return at::bmm(attention_ * attention_factors_, projected_[2]).transpose(0, 1).reshape(input.sizes());
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
  const at::Tensor seen_gradient =
      out_.backward(out_gradient).view({gradient.size(0), projected_.size(1), projected_.size(3)}).transpose(0, 1);
  const at::Tensor slopes =
      at::bmm(seen_gradient, projected_[2].transpose(1, 2)).mul_(attention_factors_).mul_(attention_);
  const at::Tensor scores_gradient =
      (slopes - attention_ * slopes.sum(-1, true)).mul_(1 / std::sqrt(static_cast<double>(projected_.size(3))));
  const at::Tensor projected_gradient =
      at::stack({at::bmm(scores_gradient, projected_[1]), at::bmm(scores_gradient.transpose(1, 2), projected_[0]),
                 at::bmm((attention_ * attention_factors_).transpose(1, 2), seen_gradient)})
          .permute({2, 0, 1, 3})
          .reshape({gradient.size(0), 3 * gradient.size(1)});
  at::Tensor result = project_.backward(projected_gradient);
  out_.step(seen_, out_gradient, rate);
  project_.step(input_, projected_gradient, rate);
  return result;
}

/// Queries, keys and values side by side as [3 x heads x n x width / heads].
at::Tensor EncoderLayer::heads_of(const at::Tensor& projected) const {
  const auto heads = static_cast<std::int64_t>(shape_.heads);
  return projected.view({projected.size(0), 3, heads, projected.size(1) / (3 * heads)}).permute({1, 2, 0, 3});
}

at::Tensor EncoderLayer::new_factors(std::size_t rows) {
  at::Tensor factors = new_matrix(rows, shape_.width);
  dropout_.draw(numbers(factors));
  return factors;
}

models::EncoderLayerWeights EncoderLayer::weights() {
  models::EncoderLayerWeights weights;
  weights.project_weight = project_.weight();
  weights.project_bias = project_.bias();
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
