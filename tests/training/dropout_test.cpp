#include "leitmotif/training/dropout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace leitmotif::training {
namespace {

TEST(Dropout, DropsItsShareAndKeepsTheMean) {
  for (const double rate : {0.1, 0.3, 0.5}) {
    Dropout dropout(rate, 1);
    std::vector<float> factors(100000);
    dropout.draw(factors);
    const auto dropped = static_cast<double>(std::ranges::count(factors, 0.0F)) / 1e5;
    EXPECT_NEAR(dropped, rate, 0.006);
    EXPECT_EQ(std::ranges::count(factors, dropout.gain()) + std::ranges::count(factors, 0.0F), 100000);
    EXPECT_NEAR(dropout.gain(), 1 / (1 - rate), 1e-6);
  }
}

TEST(Dropout, PlacesAndDrawsAreIndependent) {
  Dropout dropout(0.5, 2);
  std::vector<float> before(20000);
  dropout.draw(before);
  for (int draw = 0; draw < 5; ++draw) {
    std::vector<float> now(before.size());
    dropout.draw(now);
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

TEST(Dropout, SameSeedDropsTheSame) {
  Dropout a(0.3, 5);
  Dropout b(0.3, 5);
  std::vector<float> first(50), second(50);
  for (int draw = 0; draw < 3; ++draw) {
    a.draw(first);
    b.draw(second);
    EXPECT_EQ(first, second);
  }
}

TEST(Dropout, RectifiesToo) {
  Dropout dropout(0.3, 6);
  std::vector<float> values = {-1, 2, -3, 4, 0, 6};
  const std::vector<float> before = values;
  dropout.rectify_and_drop(values);
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_TRUE(values[i] == 0.0F || values[i] == before[i] * dropout.gain()) << i;
  EXPECT_EQ(values[0], 0.0F);
}

TEST(Dropout, RateZeroOnlyRectifies) {
  Dropout dropout(0, 7);
  std::vector<float> values = {-1, 2, 0.5F};
  dropout.rectify_and_drop(values);
  EXPECT_EQ(values, (std::vector<float>{0, 2, 0.5F}));
  EXPECT_EQ(dropout.gain(), 1.0F);
}

TEST(Dropout, GradientGoesWhereTheValueWent) {
  std::vector<float> gradient = {1, 2, 3};
  gate(gradient, std::vector<float>{0, 5, 0.1F}, 1.25F);
  EXPECT_EQ(gradient, (std::vector<float>{0, 2.5F, 3.75F}));
}

}  // namespace
}  // namespace leitmotif::training
