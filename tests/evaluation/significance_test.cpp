#include "leitmotif/evaluation/significance.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "support/expect_error.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr double kExact = 1e-9;

/// Answers of two models of which so many songs are right by the first only and by the second only.
struct TwoModels {
  std::vector<int> truth, first, second;

  TwoModels(std::size_t only_first, std::size_t only_second, std::size_t both, std::size_t neither) {
    add(only_first, 0, 1);
    add(only_second, 1, 0);
    add(both, 0, 0);
    add(neither, 1, 1);
  }
  void add(std::size_t songs, int a, int b) {
    truth.insert(truth.end(), songs, 0);
    first.insert(first.end(), songs, a);
    second.insert(second.end(), songs, b);
  }
};

struct McNemarFact {
  std::size_t only_first, only_second;
  double exact_p, statistic, p;
};

/// scipy 1.10.1: exact p = min(1, 2 binom.cdf(min(b, c), b + c, 1/2)); statistic = (|b - c| - 1)^2 / (b + c) and
/// p = chi2.sf(statistic, 1), as statsmodels' mcnemar with exact=True and with correction=True.
TEST(McNemar, AgreesWithScipy) {
  constexpr std::array<McNemarFact, 6> kFacts = {{
      {10, 25, 0.016673847800120715, 5.6, 0.01796047752607879},
      {0, 6, 0.03125, 4.166666666666667, 0.041226833337163815},
      {8, 8, 1, 0.0625, 0.8025873486341526},
      {123, 88, 0.019035632981891606, 5.478672985781991, 0.019249867268409437},
      {1000, 900, 0.0231088451089012, 5.158421052631579, 0.023133919510755163},
      {3, 0, 0.25, 1.3333333333333333, 0.24821307898992026},
  }};
  for (const McNemarFact& fact : kFacts) {
    const TwoModels models(fact.only_first, fact.only_second, 7, 5);
    const McNemar result = mcnemar({models.truth, models.first, models.second});
    EXPECT_EQ(result.only_first, fact.only_first);
    EXPECT_EQ(result.only_second, fact.only_second);
    EXPECT_EQ(result.both_right, 7U);
    EXPECT_EQ(result.both_wrong, 5U);
    EXPECT_NEAR(result.exact_p, fact.exact_p, kExact);
    EXPECT_NEAR(result.statistic, fact.statistic, kExact);
    EXPECT_NEAR(result.p, fact.p, kExact);
  }
  EXPECT_NEAR(fair_binomial_cdf(40, 100), 0.02844396682049044, kExact);  // scipy.stats.binom.cdf(40, 100, 0.5)
}

TEST(McNemar, ModelsThatNeverDifferAreEqual) {
  const TwoModels models(0, 0, 3, 4);
  const McNemar result = mcnemar({models.truth, models.first, models.second});
  EXPECT_EQ(result.exact_p, 1);
  EXPECT_EQ(result.p, 1);
  const std::vector<int> less(models.truth.size() - 1);
  EXPECT_EQ(testing::error_of([&] {
              (void)mcnemar({models.truth, models.first, less});
            }).kind(),
            ErrorKind::invalid_argument);
}

/// The difference of accuracies of n songs has the variance (b + c - (b - c)^2 / n) / n^2.
TEST(PairedBootstrap, HasTheSpreadThatIsKnown) {
  const TwoModels models(130, 70, 200, 100);
  BootstrapOptions options;
  options.resamples = 4000;
  const PairedBootstrap result = paired_bootstrap({models.truth, models.first, models.second}, 2, options);
  EXPECT_DOUBLE_EQ(result.accuracy.value, 60.0 / 500);
  const double deviation = std::sqrt((200 - 60.0 * 60 / 500) / (500.0 * 500));
  EXPECT_NEAR(result.accuracy.interval.low, 0.12 - 1.96 * deviation, 0.004);
  EXPECT_NEAR(result.accuracy.interval.high, 0.12 + 1.96 * deviation, 0.004);
  EXPECT_LT(result.accuracy.p, 0.002);
  options.threads = 1;
  const PairedBootstrap again = paired_bootstrap({models.truth, models.first, models.second}, 2, options);
  EXPECT_EQ(again.accuracy.interval.low, result.accuracy.interval.low) << "the number of threads changes nothing";
  EXPECT_EQ(again.macro_f1.interval.high, result.macro_f1.interval.high);
}

TEST(PairedBootstrap, OfAModelWithItselfIsNothing) {
  const TwoModels models(5, 9, 20, 4);
  const PairedBootstrap result = paired_bootstrap({models.truth, models.first, models.first}, 2);
  EXPECT_EQ(result.accuracy.value, 0);
  EXPECT_EQ(result.accuracy.interval.low, 0);
  EXPECT_EQ(result.macro_f1.interval.high, 0);
  EXPECT_EQ(result.accuracy.p, 1);
}

}  // namespace
}  // namespace leitmotif::evaluation
