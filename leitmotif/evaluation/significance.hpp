// Whether one model is really better than another on the same songs, or only luckier.
// Flow: right and wrong answers of two models, song by song -> Significance.
// Source: McNemar 1947 with Edwards' correction (statsmodels.stats.contingency_tables.mcnemar); Efron and Tibshirani
// 1993 for the bootstrap of pairs, its ends as numpy.percentile.
#pragma once

#include <cstddef>
#include <span>

#include "leitmotif/evaluation/bootstrap.hpp"

namespace leitmotif::evaluation {

/// The songs on which two models differ, and how likely that is if they were equally good.
struct McNemar {
  std::size_t both_right = 0;
  std::size_t only_first = 0;  ///< right by the first model only
  std::size_t only_second = 0;
  std::size_t both_wrong = 0;
  double exact_p = 1;    ///< two-sided, of the binomial distribution
  double statistic = 0;  ///< chi-squared with one degree of freedom, (|difference| - 1)^2 / (songs that differ)
  double p = 1;          ///< of the statistic
};

/// What two models answered to the same songs. Shape: truth[n], first[n], second[n], class numbers.
struct PairedAnswers {
  std::span<const int> truth;
  std::span<const int> first;
  std::span<const int> second;
};

/// Throws invalid_argument for unequal lengths.
[[nodiscard]] McNemar mcnemar(const PairedAnswers& answers);

/// The chance of at most `successes` of `trials` heads of a fair coin.
[[nodiscard]] double fair_binomial_cdf(std::size_t successes, std::size_t trials);

/// A difference of two scores on the same songs, and what it might have been on other songs.
struct Difference {
  double value = 0;  ///< first minus second
  Interval interval;
  double p = 1;  ///< twice the share of resamples, and of one more, on the far side of 0, at most 1
};

/// What bootstrap makes of two models.
struct PairedBootstrap {
  Difference accuracy;
  Difference macro_f1;
};

/// Draws songs, with the answers of both models, again and again; classes are below `classes`.
/// The result does not depend on the number of threads. Throws as bootstrap_intervals and mcnemar.
[[nodiscard]] PairedBootstrap paired_bootstrap(const PairedAnswers& answers, std::size_t classes,
                                               const BootstrapOptions& options = {});

}  // namespace leitmotif::evaluation
