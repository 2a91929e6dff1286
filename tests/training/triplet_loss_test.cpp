#include "leitmotif/training/triplet_loss.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "leitmotif/core/random_source.hpp"

namespace leitmotif::training {
namespace {

/// By the formula, pair by pair.
double plain_loss(std::span<const float> s, std::span<const std::uint32_t> group, double temperature) {
  const std::size_t n = group.size();
  double sum = 0;
  double pairs = 0;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t p = 0; p < n; ++p) {
      if (p == a || group[p] != group[a]) continue;
      double inside = 1;
      for (std::size_t m = 0; m < n; ++m)
        if (group[m] != group[a]) inside += std::exp((double{s[a * n + m]} - double{s[a * n + p]}) / temperature);
      sum += std::log(inside);
      ++pairs;
    }
  return pairs == 0 ? 0 : sum / pairs;
}

TEST(TripletLoss, IsItsFormulaAndItsGradient) {
  const std::vector<std::uint32_t> group = {1, 1, 2, 2, 2, 3};
  RandomSource random(3);
  std::vector<float> similarity = random.uniform_around_zero(36, 1);
  std::vector<float> gradient(36);
  EXPECT_NEAR(triplet_loss(similarity, group, 0.1, gradient), plain_loss(similarity, group, 0.1), 1e-9);
  constexpr float kStep = 1e-3F;
  for (std::size_t i = 0; i < similarity.size(); ++i) {
    std::vector<float> more = similarity;
    std::vector<float> less = similarity;
    more[i] += kStep;
    less[i] -= kStep;
    const double slope =
        (plain_loss(more, group, 0.1) - plain_loss(less, group, 0.1)) / (double{more[i]} - double{less[i]});
    EXPECT_NEAR(gradient[i], slope, 2e-3) << i;
  }
}

TEST(TripletLoss, DoesNotOverflow) {
  const std::vector<std::uint32_t> group = {1, 1, 2};
  const std::vector<float> similarity = {1, -1, 1, -1, 1, 1, 1, 1, 1};
  std::vector<float> gradient(9);
  const double loss = triplet_loss(similarity, group, 1e-3, gradient);
  EXPECT_NEAR(loss, 2000, 1e-6);
  for (const float value : gradient) EXPECT_TRUE(std::isfinite(value));
}

TEST(TripletLoss, IsNothingWithoutPairsOrWithoutOthers) {
  std::vector<float> gradient(4, 7);
  const std::vector<float> similarity = {1, .5F, .5F, 1};
  EXPECT_EQ(triplet_loss(similarity, std::vector<std::uint32_t>{1, 2}, 0.1, gradient), 0);
  EXPECT_EQ(gradient, std::vector<float>(4, 0.0F));
  EXPECT_EQ(triplet_loss(similarity, std::vector<std::uint32_t>{1, 1}, 0.1, gradient), 0);
  EXPECT_EQ(gradient, std::vector<float>(4, 0.0F));
}

}  // namespace
}  // namespace leitmotif::training
