// The sparse layer and the optimizer against LibTorch's own on the same numbers.
#include "leitmotif/training/torch/sparse_linear.hpp"

#include <gtest/gtest.h>
#include <torch/optim/adam.h>

#include "leitmotif/training/torch/adam.hpp"

namespace leitmotif::training {
namespace {

constexpr double kRate = 1e-2;
constexpr int kSteps = 40;

/// Four songs over four terms; the third has none.
const SparseMatrix kRows{4, {0, 2, 3, 3, 5}, {0, 2, 3, 0, 1}, {0.5F, 1.0F, -2.0F, 0.25F, 0.75F}};
const std::vector<std::vector<std::size_t>> kBatches = {{0, 1}, {3, 2}, {1, 1}, {2}, {0, 3, 1}};

at::Tensor dense_rows(const std::vector<std::size_t>& songs) {
  const at::Tensor all =
      torch::tensor({0.5F, 0.F, 1.F, 0.F, 0.F, 0.F, 0.F, -2.F, 0.F, 0.F, 0.F, 0.F, 0.25F, 0.75F, 0.F, 0.F})
          .view({4, 4});
  return all.index_select(0, torch::tensor(std::vector<std::int64_t>(songs.begin(), songs.end())));
}

void expect_near(const at::Tensor& ours, const at::Tensor& theirs, double tolerance, const char* what) {
  ASSERT_EQ(ours.sizes(), theirs.sizes()) << what;
  EXPECT_LE((ours - theirs).abs().max().item<double>(), tolerance) << what;
}

struct Net : torch::nn::Module {
  SparseLinear sparse{register_module("sparse", SparseLinear(4, 6))};
  torch::nn::Linear dense{register_module("dense", torch::nn::Linear(6, 3))};
  at::Tensor forward(const SongBatch& batch) { return dense(sparse(batch).relu_()); }
};

struct DenseNet : torch::nn::Module {
  torch::nn::Linear first{register_module("first", torch::nn::Linear(4, 6))};
  torch::nn::Linear second{register_module("second", torch::nn::Linear(6, 3))};
  at::Tensor forward(const at::Tensor& rows) { return second(first(rows).relu_()); }

  explicit DenseNet(const Net& twin) {
    const torch::NoGradGuard no_gradient;
    first->weight.copy_(twin.sparse->weight.t());
    first->bias.copy_(twin.sparse->bias);
    second->weight.copy_(twin.dense->weight);
    second->bias.copy_(twin.dense->bias);
  }
};

void expect_same(const Net& ours, const DenseNet& theirs) {
  const torch::NoGradGuard no_gradient;
  expect_near(ours.sparse->weight, theirs.first->weight.t(), 1e-4, "first weight");
  expect_near(ours.sparse->bias, theirs.first->bias, 1e-4, "first bias");
  expect_near(ours.dense->weight, theirs.second->weight, 1e-4, "second weight");
  expect_near(ours.dense->bias, theirs.second->bias, 1e-4, "second bias");
}

TEST(SparseLinear, LearnsWithItsOptimizerAsLinearWithAdam) {
  torch::manual_seed(2);
  const auto ours = std::make_shared<Net>();
  const auto theirs = std::make_shared<DenseNet>(*ours);
  for (int phase = 0; phase < 2; ++phase) {  // a second optimizer begins with no momentum
    Adam our_optimizer(*ours);
    torch::optim::Adam optimizer(theirs->parameters(), torch::optim::AdamOptions(kRate));
    for (std::size_t step = 0; step < kSteps; ++step) {
      const std::vector<std::size_t>& songs = kBatches[step % kBatches.size()];
      const at::Tensor pull = torch::randn({static_cast<std::int64_t>(songs.size()), 3});
      const at::Tensor scores = ours->forward({&kRows, songs});
      const at::Tensor their_scores = theirs->forward(dense_rows(songs));
      expect_near(scores.detach(), their_scores.detach(), 1e-4, "scores");
      (scores * pull).sum().backward();
      optimizer.zero_grad();
      (their_scores * pull).sum().backward();
      expect_near(ours->sparse->weight.grad().to_dense().t(), theirs->first->weight.grad(), 1e-4, "gradient");
      our_optimizer.step(kRate);
      optimizer.step();
    }
    our_optimizer.finish();
    expect_same(*ours, *theirs);
  }
}

TEST(SparseLinear, WhatIsFrozenStaysAndTheRestLearns) {
  torch::manual_seed(3);
  const auto net = std::make_shared<Net>();
  for (at::Tensor& parameter : net->sparse->parameters()) parameter.set_requires_grad(false);
  const at::Tensor weight = net->sparse->weight.clone();
  const at::Tensor head = net->dense->weight.detach().clone();
  Adam optimizer(*net);
  const std::vector<std::size_t> songs = {0, 3};
  net->forward({&kRows, songs}).sum().backward();
  optimizer.step(kRate);
  optimizer.finish();
  EXPECT_TRUE(net->sparse->weight.equal(weight));
  EXPECT_FALSE(net->dense->weight.detach().equal(head));
}

TEST(SparseLinear, GradientsOfTwoBatchesAddUp) {
  torch::manual_seed(4);
  SparseLinear layer(4, 2);
  const std::vector<std::size_t> first = {0, 1};
  const std::vector<std::size_t> second = {3, 1};
  layer(SongBatch{&kRows, first}).sum().backward();
  layer(SongBatch{&kRows, second}).sum().backward();
  const at::Tensor expected = (dense_rows(first).sum(0) + dense_rows(second).sum(0)).unsqueeze(1).expand({4, 2});
  expect_near(layer->weight.grad().to_dense(), expected, 1e-6, "gradient");
}

TEST(SparseLinear, ASongWithoutTermsGetsTheBias) {
  SparseLinear layer(4, 3);
  const std::vector<std::size_t> songs = {2};
  EXPECT_TRUE(layer(SongBatch{&kRows, songs})[0].detach().equal(layer->bias.detach()));
}

}  // namespace
}  // namespace leitmotif::training
