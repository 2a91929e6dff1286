#include "leitmotif/training/linear/linear_fit.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/linear/minimise.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kTerms = 3;
constexpr std::size_t kClasses = 3;
using Table = std::array<std::array<double, kClasses>, kTerms>;

/// Six rows of three terms.
SparseMatrix six_rows() {
  constexpr std::array<std::array<float, kTerms>, 6> kRows = {
      {{1, 0, 0.5F}, {0.8F, 0.2F, 0}, {0, 1, 0.1F}, {0.1F, 0.9F, 0.4F}, {0, 0.2F, 1}, {0.3F, 0, 0.9F}}};
  SparseMatrix rows;
  rows.columns = kTerms;
  for (const auto& row : kRows) {
    for (std::uint32_t c = 0; c < kTerms; ++c)
      if (row[c] != 0) {
        rows.column.push_back(c);
        rows.value.push_back(row[c]);
      }
    rows.row_begin.push_back(rows.column.size());
  }
  return rows;
}

const std::array<int, 6> kLabels = {0, 0, 1, 1, 2, 2};

void expect_weights(const models::LinearWeights& found, const Table& weights, const std::array<double, kClasses>& bias,
                    double tolerance) {
  ASSERT_EQ(found.weight.size(), kTerms * kClasses);
  for (std::size_t t = 0; t < kTerms; ++t)
    for (std::size_t k = 0; k < kClasses; ++k)
      EXPECT_NEAR(found.weight[t * kClasses + k], weights[t][k], tolerance) << t << " " << k;
  for (std::size_t k = 0; k < kClasses; ++k) EXPECT_NEAR(found.bias[k], bias[k], tolerance) << k;
}

const OnStep kQuiet = [](int, double) {};

/// scikit-learn 1.2.1, MultinomialNB(alpha=0.5): feature_log_prob_ and class_log_prior_.
TEST(NaiveBayes, AgreesWithScikitLearn) {
  const SparseMatrix rows = six_rows();
  expect_weights(fit_naive_bayes({&rows, kLabels}, kClasses, 0.5),
                 {{{-0.5533852381847867, -1.8971199848858813, -1.5841201044498103},
                   {-1.742969305058623, -0.5108256237659907, -1.717651497074333},
                   {-1.3862943611198906, -1.3862943611198906, -0.48550781578170077}}},
                 {-1.0986122886681096, -1.0986122886681096, -1.0986122886681096}, 1e-6);
}

/// scikit-learn 1.2.1, LogisticRegression(C=2, tol=1e-12): coef_, and intercept_ less its mean.
TEST(Logistic, AgreesWithScikitLearn) {
  const SparseMatrix rows = six_rows();
  models::LinearWeights found = fit_linear({&rows, kLabels}, kClasses, {.c = 2, .change = 1e-12}, kQuiet);
  double mean = 0;
  for (const float bias : found.bias) mean += static_cast<double>(bias) / kClasses;
  for (float& bias : found.bias) bias -= static_cast<float>(mean);
  expect_weights(found,
                 {{{1.1129063745817624, -0.5754377486034616, -0.5374686259783006},
                   {-0.5169647436914035, 1.1319786299830121, -0.6150138862916084},
                   {-0.5627079540747366, -0.4411929359856061, 1.0039008900603426}}},
                 {0.06076621642299547, -0.03715379373261243, -0.02361242269038303}, 1e-3);
}

/// scipy 1.10.1, minimize(BFGS, gtol=1e-10) of half the squared weights and twice the squared hinges of each class
/// against the rest.
TEST(Svm, AgreesWithScipy) {
  const SparseMatrix rows = six_rows();
  expect_weights(
      fit_linear({&rows, kLabels}, kClasses, {.loss = LinearLoss::squared_hinge, .c = 2, .change = 1e-12}, kQuiet),
      {{{1.4654294564271906, -0.5986625739405405, -0.9978331361210009},
        {-0.47521089902559266, 1.5327459876804541, -0.9176053493983088},
        {-0.847651869233973, -0.4288292143516155, 1.2503357662871315}}},
      {-0.3230926813030959, -0.585818914885204, -0.27365197483618325}, 1e-3);
}

TEST(LinearFit, DoesNotDependOnThreads) {
  const SparseMatrix rows = six_rows();
  const models::LinearWeights one = fit_linear({&rows, kLabels}, kClasses, {.threads = 1}, kQuiet);
  const models::LinearWeights four = fit_linear({&rows, kLabels}, kClasses, {.threads = 4}, kQuiet);
  EXPECT_EQ(one.weight, four.weight);
  EXPECT_EQ(one.bias, four.bias);
}

/// Songs of 12 words each, of which some tell the class; the same every time.
struct MadeSongs {
  SparseMatrix rows;
  std::vector<int> labels;
};

MadeSongs made_songs() {
  constexpr std::size_t kSongs = 1500;
  constexpr std::size_t kWords = 12;
  MadeSongs made;
  made.rows.columns = 400;
  RandomSource draw(7);
  for (std::size_t song = 0; song < kSongs; ++song) {
    const std::uint64_t label = draw.below(kClasses);
    std::set<std::uint32_t> words;
    while (words.size() < kWords)
      words.insert(static_cast<std::uint32_t>(draw.below(3) == 0 ? label * 20 + draw.below(20) : draw.below(400)));
    for (const std::uint32_t word : words) {
      made.rows.column.push_back(word);
      made.rows.value.push_back(static_cast<float>(1 / std::sqrt(double{kWords})));
    }
    made.rows.row_begin.push_back(made.rows.column.size());
    made.labels.push_back(static_cast<int>(label));
  }
  return made;
}

/// What a step told: how many there were, and what the songs cost in the end.
struct Told {
  int steps = 0;
  double cost = 0;
};

Told told_by(const MadeSongs& made, const LinearOptions& options) {
  Told told;
  (void)fit_linear({&made.rows, made.labels}, kClasses, options, [&](int step, double cost) {
    EXPECT_EQ(step, told.steps + 1);
    told = {step, cost};
  });
  return told;
}

TEST(LinearFit, IsThereAfterFewSteps) {
  const MadeSongs made = made_songs();
  for (const LinearLoss loss : {LinearLoss::cross_entropy, LinearLoss::squared_hinge}) {
    const Told usual = told_by(made, {.loss = loss});
    const Told exact = told_by(made, {.loss = loss, .most_steps = 1000, .change = 1e-12});
    EXPECT_LE(usual.steps, 30);
    EXPECT_NEAR(usual.cost, exact.cost, 3e-4 * exact.cost);
  }
}

TEST(LinearFit, EndsNearTheLeastCostWhereMistakesAreDearOrCheap) {
  const MadeSongs made = made_songs();
  for (const LinearLoss loss : {LinearLoss::cross_entropy, LinearLoss::squared_hinge})
    for (const double c : {0.01, 30.0}) {
      const Told usual = told_by(made, {.loss = loss, .c = c});
      const Told exact = told_by(made, {.loss = loss, .c = c, .most_steps = 2000, .change = 1e-12});
      EXPECT_NEAR(usual.cost, exact.cost, 2e-3 * exact.cost) << c;
    }
}

TEST(LinearFit, MakesNoMoreStepsThanAreWanted) {
  const MadeSongs made = made_songs();
  EXPECT_EQ(told_by(made, {.most_steps = 3}).steps, 3);
}

TEST(LinearFit, RefusesCostsThatAreNone) {
  const SparseMatrix rows = six_rows();
  const Examples examples{&rows, kLabels};
  EXPECT_EQ(testing::error_of([&] { (void)fit_linear(examples, kClasses, {.c = 0}, kQuiet); }).kind(),
            ErrorKind::invalid_argument);
  EXPECT_EQ(testing::error_of([&] { (void)fit_naive_bayes(examples, kClasses, -1); }).kind(),
            ErrorKind::invalid_argument);
}

TEST(Majority, WeighsNoWord) {
  const SparseMatrix rows = six_rows();
  const std::array<int, 6> labels = {0, 1, 1, 1, 2, 2};
  const models::LinearWeights found = fit_majority({&rows, labels}, kClasses);
  EXPECT_EQ(found.weight, std::vector<float>(kTerms * kClasses));
  EXPECT_NEAR(found.bias[1], std::log(0.5), 1e-6);
}

/// Rosenbrock's valley, whose least value is 0 at (1, 1).
TEST(Minimise, FindsTheEndOfTheValley) {
  MinimiseOptions options;
  options.gradient = 1e-8;
  options.change = 0;
  const Minimum found = minimise(
      [](std::span<const double> p, std::span<double> g) {
        const double bend = p[1] - p[0] * p[0];
        g[0] = -400 * p[0] * bend - 2 * (1 - p[0]);
        g[1] = 200 * bend;
        return 100 * bend * bend + (1 - p[0]) * (1 - p[0]);
      },
      {-1.2, 1}, options, kQuiet);
  EXPECT_NEAR(found.point[0], 1, 1e-6);
  EXPECT_NEAR(found.point[1], 1, 1e-6);
  EXPECT_LT(found.steps, 100);
}

/// A bowl that is a thousand times steeper along one axis than along another.
Minimum end_of_a_bowl(std::vector<double> curvature) {
  constexpr std::size_t kAxes = 50;
  MinimiseOptions options;
  options.gradient = 1e-8;
  options.change = 0;
  if (!curvature.empty()) options.curvature = std::move(curvature);
  return minimise(
      [](std::span<const double> p, std::span<double> g) {
        double value = 0;
        for (std::size_t j = 0; j < kAxes; ++j) {
          const double steepness = 1 + 1000.0 * static_cast<double>(j) / (kAxes - 1);
          g[j] = steepness * (p[j] - 1);
          value += g[j] * (p[j] - 1) / 2;
        }
        return value;
      },
      std::vector<double>(kAxes), options, kQuiet);
}

TEST(Minimise, NeedsFewStepsWhereTheCurvatureIsKnown) {
  std::vector<double> curvature;
  for (int j = 0; j < 50; ++j) curvature.push_back(2 * (1 + 1000.0 * j / 49));
  const Minimum guided = end_of_a_bowl(curvature);
  const Minimum blind = end_of_a_bowl({});
  for (const double coordinate : guided.point) EXPECT_NEAR(coordinate, 1, 1e-6);
  for (const double coordinate : blind.point) EXPECT_NEAR(coordinate, 1, 1e-6);
  EXPECT_LE(guided.steps, 3);
  EXPECT_GT(blind.steps, 3 * guided.steps);
}

}  // namespace
}  // namespace leitmotif::training
