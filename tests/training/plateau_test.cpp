#include "leitmotif/training/plateau.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace leitmotif::training {
namespace {

std::vector<double> rates_after(const std::vector<double>& losses, double rate = 1.0,
                                const PlateauOptions& options = {}) {
  Plateau plateau(rate, options);
  std::vector<double> rates;
  for (const double loss : losses) {
    plateau.take(loss);
    rates.push_back(plateau.rate());
  }
  return rates;
}

TEST(Plateau, FallingLossKeepsTheRate) {
  EXPECT_EQ(rates_after({5, 4, 3, 2, 1, 0.5, 0.1}), std::vector<double>(7, 1.0));
}

// Golden: torch 1.13, ReduceLROnPlateau(patience=3, factor=0.5) over the same losses.
TEST(Plateau, LowersAfterMoreThanThreeBadLosses) {
  EXPECT_EQ(rates_after({1, 2, 2, 2, 2, 2, 2, 2, 2, 2}),
            (std::vector<double>{1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25}));
}

TEST(Plateau, ABetterLossStartsTheCountAgain) {
  EXPECT_EQ(rates_after({1, 2, 2, 2, 0.9, 2, 2, 2, 2}), (std::vector<double>{1, 1, 1, 1, 1, 1, 1, 1, 0.5}));
}

TEST(Plateau, ATinyGainIsNotBetter) {
  EXPECT_EQ(rates_after({1, 0.99995, 0.99994, 0.99993, 0.99992}), (std::vector<double>{1, 1, 1, 1, 0.5}));
  EXPECT_EQ(rates_after({1, 0.9998, 0.9996, 0.9994, 0.9992}), std::vector<double>(5, 1.0));
}

TEST(Plateau, RatesThatCannotMatterAreLeft) { EXPECT_EQ(rates_after({1, 2, 2, 2, 2}, 1.5e-8).back(), 1.5e-8); }

TEST(Plateau, NotANumberIsNotBetter) {
  EXPECT_EQ(rates_after(std::vector<double>(4, std::numeric_limits<double>::quiet_NaN())),
            (std::vector<double>{1, 1, 1, 0.5}));
}

}  // namespace
}  // namespace leitmotif::training
