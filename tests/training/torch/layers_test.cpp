// The hand-derived gradients and optimizer steps against LibTorch's automatic ones.
#include <gtest/gtest.h>
#include <torch/nn.h>
#include <torch/optim.h>
#include <torch/utils.h>

#include "leitmotif/training/sparse_layer.hpp"
#include "leitmotif/training/torch/dense_layer.hpp"
#include "leitmotif/training/torch/encoder_layer.hpp"
#include "leitmotif/training/torch/tensors.hpp"

namespace leitmotif::training {
namespace {

constexpr double kRate = 1e-2;
constexpr int kSteps = 20;

at::Tensor tensor_of(std::vector<float> values, std::vector<std::int64_t> shape) {
  return torch::tensor(values).reshape(shape);
}

/// Sets a parameter to numbers of ours, which are [inputs x outputs]; LibTorch keeps [outputs x inputs].
void set_weight(at::Tensor parameter, const std::vector<float>& values) {
  const torch::NoGradGuard no_gradient;
  parameter.copy_(tensor_of(values, {parameter.size(1), parameter.size(0)}).t());
}

void set_vector(at::Tensor parameter, const std::vector<float>& values) {
  const torch::NoGradGuard no_gradient;
  parameter.copy_(torch::tensor(values));
}

void expect_near(const at::Tensor& ours, const at::Tensor& theirs, double tolerance, const char* what) {
  ASSERT_EQ(ours.sizes(), theirs.sizes()) << what;
  EXPECT_LE((ours - theirs).abs().max().item<float>(), tolerance) << what;
}

void expect_weight(const std::vector<float>& ours, const at::Tensor& theirs, double tolerance, const char* what) {
  expect_near(tensor_of(ours, {theirs.size(1), theirs.size(0)}).t(), theirs.detach(), tolerance, what);
}

void expect_vector(const std::vector<float>& ours, const at::Tensor& theirs, double tolerance, const char* what) {
  expect_near(torch::tensor(ours), theirs.detach(), tolerance, what);
}

at::Tensor some_target(std::int64_t rows, std::int64_t columns) { return torch::randn({rows, columns}); }

TEST(DenseLayer, LearnsAsLinearWithAdam) {
  torch::manual_seed(1);
  RandomSource random(1);
  DenseLayer ours = DenseLayer::at_random(7, 5, random);
  torch::nn::Linear theirs(7, 5);
  set_weight(theirs->weight, ours.weight());
  set_vector(theirs->bias, ours.bias());
  torch::optim::Adam optimizer(theirs->parameters(), torch::optim::AdamOptions(kRate));
  for (int step = 0; step < kSteps; ++step) {
    const at::Tensor input = torch::randn({3, 7}).requires_grad_();
    const at::Tensor pull = some_target(3, 5);
    const at::Tensor result = theirs(input);
    optimizer.zero_grad();
    (result * pull).sum().backward();
    expect_near(ours.forward(input.detach()), result.detach(), 1e-5, "result");
    expect_near(ours.backward(pull), input.grad(), 1e-5, "gradient");
    ours.step(input.detach(), pull, kRate);
    optimizer.step();
  }
  expect_weight(ours.weight(), theirs->weight, 1e-5, "weight");
  expect_vector(ours.bias(), theirs->bias, 1e-5, "bias");
}

TEST(SparseLayer, LearnsAsLinearWithAdam) {
  torch::manual_seed(2);
  RandomSource random(2);
  SparseLayer ours = SparseLayer::at_random(4, 6, random);
  torch::nn::Linear theirs(4, 6);
  set_weight(theirs->weight, ours.weight());
  set_vector(theirs->bias, ours.bias());
  torch::optim::Adam optimizer(theirs->parameters(), torch::optim::AdamOptions(kRate));
  const SparseMatrix rows{4, {0, 2, 3, 3, 5}, {0, 2, 3, 0, 1}, {0.5F, 1.0F, -2.0F, 0.25F, 0.75F}};
  const at::Tensor dense = tensor_of({0.5F, 0, 1, 0, 0, 0, 0, -2, 0, 0, 0, 0, 0.25F, 0.75F, 0, 0}, {4, 4});
  const std::vector<std::vector<std::size_t>> batches = {{0, 1}, {3, 2}, {1, 1}, {2}, {0, 3, 1}};
  for (int step = 0; step < kSteps; ++step) {
    const std::vector<std::size_t>& songs = batches[static_cast<std::size_t>(step) % batches.size()];
    std::vector<std::int64_t> places(songs.begin(), songs.end());
    const auto count = static_cast<std::int64_t>(songs.size());
    const at::Tensor pull = some_target(count, 6);
    const at::Tensor result = theirs(dense.index_select(0, torch::tensor(places)));
    optimizer.zero_grad();
    (result * pull).sum().backward();
    const at::Tensor sums = new_matrix(songs.size(), 6);
    ours.forward(rows, songs, numbers(sums));
    expect_near(sums, result.detach(), 1e-4, "sums");
    ours.step(numbers(pull), kRate);
    optimizer.step();
  }
  expect_weight(ours.weight(), theirs->weight, 1e-4, "weight");
  expect_vector(ours.bias(), theirs->bias, 1e-5, "bias");
}

/// LibTorch's layer with the weights of ours.
torch::nn::TransformerEncoderLayer twin_of(EncoderLayer& ours, const EncoderShape& shape) {
  const auto width = static_cast<std::int64_t>(shape.width);
  torch::nn::TransformerEncoderLayer twin(
      torch::nn::TransformerEncoderLayerOptions(width, static_cast<std::int64_t>(shape.heads))
          .dim_feedforward(static_cast<std::int64_t>(shape.hidden))
          .dropout(0));
  const models::EncoderLayerWeights weights = ours.weights();
  set_weight(twin->self_attn->in_proj_weight, weights.project_weight);
  set_vector(twin->self_attn->in_proj_bias, weights.project_bias);
  set_weight(twin->self_attn->out_proj->weight, weights.out_weight);
  set_vector(twin->self_attn->out_proj->bias, weights.out_bias);
  set_weight(twin->linear1->weight, weights.expand_weight);
  set_vector(twin->linear1->bias, weights.expand_bias);
  set_weight(twin->linear2->weight, weights.contract_weight);
  set_vector(twin->linear2->bias, weights.contract_bias);
  return twin;
}

TEST(EncoderLayer, LearnsAsTransformerEncoderLayerWithAdam) {
  torch::manual_seed(3);
  RandomSource random(3);
  const EncoderShape shape{8, 24, 2, 0.0};
  EncoderLayer ours(shape, random);
  torch::nn::TransformerEncoderLayer theirs = twin_of(ours, shape);
  torch::optim::Adam optimizer(theirs->parameters(), torch::optim::AdamOptions(kRate));
  for (int step = 0; step < kSteps; ++step) {
    const at::Tensor input = torch::randn({5, 8}).requires_grad_();
    const at::Tensor pull = some_target(5, 8);
    const at::Tensor result = theirs(input.unsqueeze(1)).squeeze(1);  // one sequence of five songs
    optimizer.zero_grad();
    (result * pull).sum().backward();
    expect_near(ours.forward(input.detach()), result.detach(), 1e-3, "result");
    expect_near(ours.step(pull.clone(), kRate), input.grad(), 1e-2, "gradient");
    optimizer.step();
  }
  const models::EncoderLayerWeights weights = ours.weights();
  expect_weight(weights.project_weight, theirs->self_attn->in_proj_weight, 1e-2, "project");
  expect_weight(weights.out_weight, theirs->self_attn->out_proj->weight, 1e-2, "out");
  expect_weight(weights.expand_weight, theirs->linear1->weight, 1e-2, "expand");
  expect_weight(weights.contract_weight, theirs->linear2->weight, 1e-2, "contract");
  expect_vector(weights.norm1_scale, theirs->norm1->weight, 1e-2, "norm1 scale");
  expect_vector(weights.norm2_shift, theirs->norm2->bias, 1e-2, "norm2 shift");
}

}  // namespace
}  // namespace leitmotif::training
