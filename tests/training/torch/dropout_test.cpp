#include "leitmotif/training/torch/dropout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace leitmotif::training {
namespace {

std::vector<float> dropped_ones(Dropout& dropout, std::int64_t count) {
  const at::Tensor result = dropout(torch::ones({count}));
  return {numbers(result).begin(), numbers(result).end()};
}

TEST(Dropout, DropsItsShareAndKeepsTheMean) {
  for (const double rate : {0.1, 0.3, 0.5}) {
    torch::manual_seed(1);
    Dropout dropout(rate);
    const std::vector<float> factors = dropped_ones(dropout, 100000);
    const auto gain = static_cast<float>(1 / (1 - rate));
    EXPECT_NEAR(static_cast<double>(std::ranges::count(factors, 0.0F)) / 1e5, rate, 0.006);
    EXPECT_EQ(std::ranges::count(factors, gain) + std::ranges::count(factors, 0.0F), 100000);
  }
}

TEST(Dropout, PlacesAndDrawsAreIndependent) {
  torch::manual_seed(2);
  Dropout dropout(0.5);
  std::vector<float> before = dropped_ones(dropout, 20000);
  for (int draw = 0; draw < 5; ++draw) {
    const std::vector<float> now = dropped_ones(dropout, 20000);
    std::size_t same_place = 0;
    std::size_t same_neighbour = 0;
    for (std::size_t i = 1; i < now.size(); ++i) {
      same_place += now[i] == before[i] ? 1U : 0U;
      same_neighbour += now[i] == now[i - 1] ? 1U : 0U;
    }
    EXPECT_NEAR(static_cast<double>(same_place) / 2e4, 0.5, 0.02);
    EXPECT_NEAR(static_cast<double>(same_neighbour) / 2e4, 0.5, 0.02);
    before = now;
  }
}

TEST(Dropout, SameSeedDropsTheSameAndTwoLayersDoNot) {
  torch::manual_seed(5);
  Dropout a(0.3);
  Dropout other(0.3);
  torch::manual_seed(5);
  Dropout b(0.3);
  for (int draw = 0; draw < 3; ++draw) {
    const std::vector<float> first = dropped_ones(a, 50);
    EXPECT_EQ(first, dropped_ones(b, 50));
    EXPECT_NE(first, dropped_ones(other, 50));
  }
}

TEST(Dropout, LeavesValuesAloneWhenNothingIsLearned) {
  Dropout dropout(0.5);
  dropout->eval();
  EXPECT_EQ(dropped_ones(dropout, 20), std::vector<float>(20, 1.0F));
  Dropout none(0);
  EXPECT_EQ(dropped_ones(none, 20), std::vector<float>(20, 1.0F));
}

TEST(Dropout, GradientGoesWhereTheValueWent) {
  torch::manual_seed(6);
  Dropout dropout(0.3);
  const at::Tensor values = torch::ones({200}).requires_grad_();
  const at::Tensor result = dropout(values);
  result.sum().backward();
  EXPECT_TRUE(values.grad().equal(result.detach()));
}

TEST(Dropout, RectifiedIsTheRectifierAndThenDropout) {
  for (const double rate : {0.0, 0.3}) {
    torch::manual_seed(7);
    Dropout one(rate);
    torch::manual_seed(7);
    Dropout two(rate);
    const at::Tensor values = torch::randn({40, 5}).requires_grad_();
    const at::Tensor same = values.detach().clone().requires_grad_();
    const at::Tensor pull = torch::randn({40, 5});
    for (int draw = 0; draw < 2; ++draw) {
      const at::Tensor result = one->rectified(values * 1);
      const at::Tensor expected = two(torch::relu(same));
      EXPECT_TRUE(result.detach().equal(expected.detach())) << rate;
      (result * pull).sum().backward();
      (expected * pull).sum().backward();
      EXPECT_TRUE(values.grad().allclose(same.grad())) << rate;
    }
    one->eval();
    EXPECT_TRUE(one->rectified(values.detach()).equal(torch::relu(values.detach())));
  }
}

}  // namespace
}  // namespace leitmotif::training
