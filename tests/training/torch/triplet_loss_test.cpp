#include "leitmotif/training/torch/triplet_loss.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace leitmotif::training {
namespace {

/// By the formula, pair by pair.
double plain_loss(const at::Tensor& s, const std::vector<std::int64_t>& group, double temperature) {
  const auto n = static_cast<std::int64_t>(group.size());
  const auto of = [&](std::int64_t song) { return group[static_cast<std::size_t>(song)]; };
  double sum = 0;
  double pairs = 0;
  for (std::int64_t a = 0; a < n; ++a)
    for (std::int64_t p = 0; p < n; ++p) {
      if (p == a || of(p) != of(a)) continue;
      double inside = 1;
      for (std::int64_t m = 0; m < n; ++m)
        if (of(m) != of(a)) inside += std::exp((s[a][m].item<double>() - s[a][p].item<double>()) / temperature);
      sum += std::log(inside);
      ++pairs;
    }
  return pairs == 0 ? 0 : sum / pairs;
}

TEST(TripletLoss, IsItsFormulaAndItsGradient) {
  torch::manual_seed(3);
  const std::vector<std::int64_t> group = {1, 1, 2, 2, 2, 3};
  const at::Tensor similarity = (torch::rand({6, 6}, torch::kDouble) * 2 - 1).requires_grad_();
  const at::Tensor loss = triplet_loss(similarity, group, 0.1);
  EXPECT_NEAR(loss.item<double>(), plain_loss(similarity, group, 0.1), 1e-6);
  loss.backward();
  constexpr double kStep = 1e-4;
  for (std::int64_t i = 0; i < 36; ++i) {
    at::Tensor more = similarity.detach().clone();
    at::Tensor less = similarity.detach().clone();
    more.view({-1})[i] += kStep;
    less.view({-1})[i] -= kStep;
    const double slope = (plain_loss(more, group, 0.1) - plain_loss(less, group, 0.1)) / (2 * kStep);
    EXPECT_NEAR(similarity.grad().view({-1})[i].item<double>(), slope, 1e-5) << i;
  }
}

TEST(TripletLoss, OfNeighboursIsItsFormula) {
  torch::manual_seed(5);
  const at::Tensor anchors = torch::rand({3, 4}, torch::kDouble);
  const at::Tensor near = torch::rand({3, 4}, torch::kDouble);
  const at::Tensor far = torch::rand({3, 2, 4}, torch::kDouble);
  double sum = 0;
  for (std::int64_t row = 0; row < 3; ++row) {
    double inside = 1;
    const double positive = (anchors[row] * near[row]).sum().item<double>();
    for (std::int64_t k = 0; k < 2; ++k)
      inside += std::exp(((anchors[row] * far[row][k]).sum().item<double>() - positive) / 0.2);
    sum += std::log(inside);
  }
  EXPECT_NEAR(neighbour_loss(anchors, near, far, 0.2).item<double>(), sum / 3, 1e-9);
}

TEST(TripletLoss, DoesNotOverflow) {
  const at::Tensor similarity = torch::tensor({1.F, -1.F, 1.F, -1.F, 1.F, 1.F, 1.F, 1.F, 1.F}).view({3, 3});
  similarity.requires_grad_();
  const at::Tensor loss = triplet_loss(similarity, {1, 1, 2}, 1e-3);
  EXPECT_NEAR(loss.item<double>(), 2000, 1e-3);
  loss.backward();
  EXPECT_TRUE(similarity.grad().isfinite().all().item<bool>());
}

TEST(TripletLoss, IsNothingWithoutPairsOrWithoutOthers) {
  for (const std::vector<std::int64_t>& group : {std::vector<std::int64_t>{1, 2}, std::vector<std::int64_t>{1, 1}}) {
    const at::Tensor similarity = torch::tensor({1.F, .5F, .5F, 1.F}).view({2, 2});
    similarity.requires_grad_();
    const at::Tensor loss = triplet_loss(similarity, group, 0.1);
    EXPECT_EQ(loss.item<double>(), 0);
    loss.backward();
    EXPECT_TRUE(similarity.grad().equal(torch::zeros({2, 2})));
  }
}

}  // namespace
}  // namespace leitmotif::training
