// Weights of linear models, learned from TF-IDF rows.
// Flow: rows and classes -> LinearWeights.
// Source: scikit-learn 1.2.1: MultinomialNB, LogisticRegression (L2, multinomial), LinearSVC (squared hinge, one class
// against the rest); here the bias is never held small.
#pragma once

#include <functional>

#include "leitmotif/models/linear.hpp"
#include "leitmotif/training/tfidf_split.hpp"

namespace leitmotif::training {

/// What a mistake costs.
enum class LinearLoss {
  cross_entropy,  ///< logistic regression
  squared_hinge,  ///< linear support vectors
};

/// How weights are learned.
struct LinearOptions {
  LinearLoss loss = LinearLoss::cross_entropy;
  double c = 1;  ///< the cost of all mistakes against half the sum of the squared weights; above 0
  int most_steps = 200;
  double change = 1e-5;  ///< stop when a step lowers the cost by less than this share of it
  unsigned threads = 0;  ///< 0: all; the result does not depend on it
};

/// Called after each step with its number and the mean cost of a song.
using OnStep = std::function<void(int step, double loss)>;

/// Shape: labels below `classes`. `on_step` may throw to stop. Throws invalid_argument unless c is above 0.
[[nodiscard]] models::LinearWeights fit_linear(const Examples& train, std::size_t classes, const LinearOptions& options,
                                               const OnStep& on_step);

/// Multinomial naive Bayes on the weights of the rows, with `smoothing` added to every sum: weights are the logarithms
/// of a term's share of its class, the bias those of the shares of the classes. Throws invalid_argument unless
/// smoothing is above 0.
[[nodiscard]] models::LinearWeights fit_naive_bayes(const Examples& train, std::size_t classes, double smoothing);

/// No weights, and the logarithms of the shares of the classes as bias: the most frequent class always wins.
[[nodiscard]] models::LinearWeights fit_majority(const Examples& train, std::size_t classes);

}  // namespace leitmotif::training
