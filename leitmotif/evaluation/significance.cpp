#include "leitmotif/evaluation/significance.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr std::size_t kResamplesPerPiece = 16;

/// The songs of one resample, counted for both models.
struct PairCounts {
  std::vector<std::size_t> truth;
  std::vector<std::size_t> given[2];
  std::vector<std::size_t> right[2];

  explicit PairCounts(std::size_t classes) : truth(classes) {
    for (std::size_t m = 0; m < 2; ++m) given[m] = right[m] = truth;
  }
  void clear() {
    std::ranges::fill(truth, 0U);
    for (std::size_t m = 0; m < 2; ++m) {
      std::ranges::fill(given[m], 0U);
      std::ranges::fill(right[m], 0U);
    }
  }
  void add(std::size_t label, std::size_t model, std::size_t answer) {
    ++given[model][answer];
    right[model][answer] += label == answer ? 1U : 0U;
  }
  [[nodiscard]] double accuracy(std::size_t model, std::size_t songs) const {
    std::size_t sum = 0;
    for (const std::size_t count : right[model]) sum += count;
    return static_cast<double>(sum) / static_cast<double>(songs);
  }
  [[nodiscard]] double macro_f1(std::size_t model) const {
    double sum = 0;
    double occurring = 0;
    for (std::size_t k = 0; k < truth.size(); ++k) {
      const std::size_t either = truth[k] + given[model][k];
      if (either == 0) continue;
      occurring += 1;
      sum += 2 * static_cast<double>(right[model][k]) / static_cast<double>(either);
    }
    return sum / occurring;
  }
};

void check_lengths(const PairedAnswers& answers) {
  const auto& [truth, first, second] = answers;
  if (truth.size() == first.size() && truth.size() == second.size()) return;
  throw Error(ErrorKind::invalid_argument, "two models are compared on " + std::to_string(truth.size()) +
                                               " songs, but gave " + std::to_string(first.size()) + " and " +
                                               std::to_string(second.size()) + " answers");
}

Difference difference(double value, std::vector<double> drawn, double confidence) {
  std::ranges::sort(drawn);
  const auto all = static_cast<double>(drawn.size());
  const auto below = static_cast<double>(std::ranges::upper_bound(drawn, 0.0) - drawn.begin());
  const auto above = static_cast<double>(drawn.end() - std::ranges::lower_bound(drawn, 0.0));
  return {value,
          {percentile(drawn, (1 - confidence) / 2), percentile(drawn, (1 + confidence) / 2)},
          std::min(1.0, 2 * (std::min(below, above) + 1) / (all + 1))};
}

}  // namespace

double fair_binomial_cdf(std::size_t successes, std::size_t trials) {
  const auto n = static_cast<double>(trials);
  double sum = 0;
  // From the largest term down, each from the one before, so that the logarithm's error is made once.
  const auto last = static_cast<double>(std::min(successes, trials));
  double term =
      std::exp(std::lgamma(n + 1) - std::lgamma(last + 1) - std::lgamma(n - last + 1) - n * std::numbers::ln2);
  for (double k = last; k >= 0; k -= 1) {
    sum += term;
    term *= k / (n - k + 1);
  }
  return std::min(sum, 1.0);
}

McNemar mcnemar(const PairedAnswers& answers) {
  check_lengths(answers);
  const auto& [truth, first, second] = answers;
  McNemar result;
  for (std::size_t song = 0; song < truth.size(); ++song) {
    const bool a = first[song] == truth[song];
    const bool b = second[song] == truth[song];
    ++(a && b ? result.both_right : a ? result.only_first : b ? result.only_second : result.both_wrong);
  }
  const std::size_t differ = result.only_first + result.only_second;
  if (differ == 0) return result;
  result.exact_p = std::min(1.0, 2 * fair_binomial_cdf(std::min(result.only_first, result.only_second), differ));
  const double gap = std::abs(static_cast<double>(result.only_first) - static_cast<double>(result.only_second)) - 1;
  result.statistic = gap * gap / static_cast<double>(differ);
  result.p = std::erfc(std::sqrt(result.statistic / 2));
  return result;
}

PairedBootstrap paired_bootstrap(const PairedAnswers& answers, std::size_t classes, const BootstrapOptions& options) {
  check_lengths(answers);
  (void)confusion_matrix(answers.truth, answers.first, classes);  // refuses what is no class, and no songs
  (void)confusion_matrix(answers.truth, answers.second, classes);
  const std::size_t songs = answers.truth.size();
  const auto add = [&](PairCounts& counts, std::size_t song) {
    const auto label = static_cast<std::size_t>(answers.truth[song]);
    ++counts.truth[label];
    counts.add(label, 0, static_cast<std::size_t>(answers.first[song]));
    counts.add(label, 1, static_cast<std::size_t>(answers.second[song]));
  };
  std::vector<double> accuracy(options.resamples);
  std::vector<double> macro_f1(options.resamples);
  parallel_for(options.resamples, kResamplesPerPiece, options.threads, [&](std::size_t begin, std::size_t end) {
    PairCounts counts(classes);
    for (std::size_t resample = begin; resample < end; ++resample) {
      RandomSource random(options.seed, resample);
      counts.clear();
      for (std::size_t i = 0; i < songs; ++i) add(counts, static_cast<std::size_t>(random.below_by_bits(songs)));
      accuracy[resample] = counts.accuracy(0, songs) - counts.accuracy(1, songs);
      macro_f1[resample] = counts.macro_f1(0) - counts.macro_f1(1);
    }
  });
  PairCounts all(classes);
  for (std::size_t song = 0; song < songs; ++song) add(all, song);
  return {difference(all.accuracy(0, songs) - all.accuracy(1, songs), std::move(accuracy), options.confidence),
          difference(all.macro_f1(0) - all.macro_f1(1), std::move(macro_f1), options.confidence)};
}

}  // namespace leitmotif::evaluation
