#include "leitmotif/training/linear/linear_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/training/linear/first_passes.hpp"
#include "leitmotif/training/linear/minimise.hpp"
#include "leitmotif/training/linear/row_work.hpp"

namespace leitmotif::training {
namespace {

/// Gradients are added up in so many parts at most, in a fixed order.
constexpr std::size_t kMostParts = 8;
constexpr std::size_t kNumbersOfParts = 1U << 24U;

/// No slope steeper than this is as level as sums of floats can tell.
constexpr double kLevel = 1e-5;

/// The cost of one song; its sums become the slopes of the cost.
double cross_entropy(std::span<float> sums, std::size_t truth) {
  const float most = *std::ranges::max_element(sums);
  const double own = sums[truth] - most;
  double total = 0;
  for (float& sum : sums) total += sum = std::exp(sum - most);
  for (float& sum : sums) sum = static_cast<float>(sum / total);
  sums[truth] -= 1;
  return std::log(total) - own;
}

double squared_hinge(std::span<float> sums, std::size_t truth) {
  double cost = 0;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    const float sign = k == truth ? 1.0F : -1.0F;
    const float missing = std::max(0.0F, 1 - sign * sums[k]);
    cost += static_cast<double>(missing) * missing;
    sums[k] = -2 * sign * missing;
  }
  return cost;
}

/// The cost of all songs as a function of weights and, in a last row, biases. Shape: [(terms + 1) x padded classes].
class Cost {
 public:
  Cost(const Examples& train, std::size_t classes, const LinearOptions& options)
      : train_(train),
        classes_(classes),
        options_(options),
        stride_(padded_classes(classes)),
        weights_(train.rows->columns * stride_),
        narrow_(weights_ + stride_),
        parts_(std::clamp<std::size_t>(kNumbersOfParts / narrow_.size(), 1, kMostParts)),
        gradients_(parts_, std::vector<float>(narrow_.size())),
        costs_(parts_) {}

  [[nodiscard]] std::size_t size() const noexcept { return narrow_.size(); }

  /// Of a song that is told as well as by chance: what MinimiseOptions wants.
  [[nodiscard]] std::vector<double> curvature() const {
    const SparseMatrix& rows = *train_.rows;
    const auto count = static_cast<double>(classes_);
    const double of_song = options_.loss == LinearLoss::cross_entropy ? (count - 1) / (count * count) : 1;
    std::vector<double> squares(rows.columns);
    for (std::size_t e = 0; e < rows.column.size(); ++e)
      squares[rows.column[e]] += static_cast<double>(rows.value[e]) * static_cast<double>(rows.value[e]);
    std::vector<double> curvature(size());
    for (std::size_t j = 0; j < weights_; ++j) curvature[j] = of_song * squares[j / stride_] + 1 / options_.c;
    for (std::size_t j = weights_; j < size(); ++j)
      curvature[j] = of_song * static_cast<double>(rows.rows()) + 1 / options_.c;
    return curvature;
  }

  double operator()(std::span<const double> point, std::span<double> gradient) {
    for (std::size_t j = 0; j < point.size(); ++j) narrow_[j] = static_cast<float>(point[j]);
    const std::size_t rows = train_.rows->rows();
    parallel_for(parts_, 1, options_.threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t part = begin; part < end; ++part)
        costs_[part] = add_rows(rows * part / parts_, rows * (part + 1) / parts_, gradients_[part]);
    });
    double cost = 0;
    for (const double of_part : costs_) cost += of_part;
    for (std::size_t j = 0; j < gradient.size(); ++j) {
      double sum = 0;
      for (const std::vector<float>& of_part : gradients_) sum += of_part[j];
      gradient[j] = sum;
    }
    for (std::size_t j = 0; j < weights_; ++j) {
      cost += point[j] * point[j] / (2 * options_.c);
      gradient[j] += point[j] / options_.c;
    }
    return cost;
  }

 private:
  double add_rows(std::size_t begin, std::size_t end, std::vector<float>& gradient) const {
    std::ranges::fill(gradient, 0.0F);
    std::vector<float> sums(stride_);
    const std::span<float> used = std::span(sums).first(classes_);
    double cost = 0;
    for (std::size_t row = begin; row < end; ++row) {
      std::copy_n(narrow_.begin() + static_cast<std::ptrdiff_t>(weights_), classes_, sums.begin());
      std::fill(sums.begin() + static_cast<std::ptrdiff_t>(classes_), sums.end(), 0.0F);
      const RowWork work = row_work(*train_.rows, row, stride_);
      add_weights(work, narrow_.data(), sums.data());
      const auto truth = static_cast<std::size_t>(train_.labels[row]);
      cost += options_.loss == LinearLoss::cross_entropy ? cross_entropy(used, truth) : squared_hinge(used, truth);
      add_slopes(work, sums.data(), gradient.data());
      for (std::size_t k = 0; k < classes_; ++k) gradient[weights_ + k] += sums[k];
    }
    return cost;
  }

  Examples train_;
  std::size_t classes_;
  LinearOptions options_;
  std::size_t stride_;   // classes with their padding, whose weights are and stay 0
  std::size_t weights_;  // numbers before the biases
  std::vector<float> narrow_;
  std::size_t parts_;
  std::vector<std::vector<float>> gradients_;  // [parts]
  std::vector<double> costs_;                  // [parts]
};

/// Where the search begins: at what the first passes found, unless nothing would cost less, as with a mistake that is
/// dearer than so many passes can settle.
std::vector<double> start_of(Cost& cost, const std::vector<float>& found) {
  std::vector<double> start(cost.size());
  if (found.empty()) return start;
  std::vector<double> gradient(cost.size());
  const double nothing = cost(start, gradient);
  const std::vector<double> point(found.begin(), found.end());
  return cost(point, gradient) < nothing ? point : start;
}

void require_above_zero(const char* name, double value) {
  if (!(value > 0))
    throw Error(ErrorKind::invalid_argument, std::string(name) + " is " + std::to_string(value) + "; expected above 0");
}

/// Logarithms of the shares of the classes; a class without songs, which only a part of the data can have, gets the
/// least number there is.
std::vector<float> class_shares(const Examples& train, std::size_t classes) {
  std::vector<double> songs(classes);
  for (const int label : train.labels) songs[static_cast<std::size_t>(label)] += 1;
  std::vector<float> shares;
  for (const double count : songs)
    shares.push_back(count > 0 ? static_cast<float>(std::log(count / static_cast<double>(train.labels.size())))
                               : -1e9F);
  return shares;
}

}  // namespace

models::LinearWeights fit_linear(const Examples& train, std::size_t classes, const LinearOptions& options,
                                 const OnStep& on_step) {
  require_above_zero("c", options.c);
  Cost cost(train, classes, options);
  const std::vector<float> near = first_passes(train, classes, options, on_step);
  const int passes = near.empty() ? 0 : std::min(usual_passes(options.loss), options.most_steps);
  MinimiseOptions until;
  until.most_steps = options.most_steps - passes;
  until.change = options.change;
  until.gradient = kLevel;
  until.curvature = cost.curvature();
  const auto songs = static_cast<double>(std::max<std::size_t>(train.labels.size(), 1));
  const Minimum found =
      minimise([&](std::span<const double> point, std::span<double> gradient) { return cost(point, gradient); },
               start_of(cost, near), until, [&](int step, double value) { on_step(passes + step, value / songs); });
  models::LinearWeights weights{train.rows->columns, classes, {}, {}};
  const std::size_t stride = padded_classes(classes);
  for (std::size_t row = 0; row <= weights.inputs; ++row)
    for (std::size_t k = 0; k < classes; ++k)
      (row < weights.inputs ? weights.weight : weights.bias)
          .push_back(static_cast<float>(found.point[row * stride + k]));
  return weights;
}

models::LinearWeights fit_naive_bayes(const Examples& train, std::size_t classes, double smoothing) {
  require_above_zero("smoothing", smoothing);
  const SparseMatrix& rows = *train.rows;
  std::vector<double> sums(rows.columns * classes, smoothing);
  for (std::size_t row = 0; row < rows.rows(); ++row)
    for (std::size_t e = rows.row_begin[row]; e < rows.row_begin[row + 1]; ++e)
      sums[rows.column[e] * classes + static_cast<std::size_t>(train.labels[row])] +=
          static_cast<double>(rows.value[e]);
  std::vector<double> totals(classes);
  for (std::size_t i = 0; i < sums.size(); ++i) totals[i % classes] += sums[i];
  models::LinearWeights weights{rows.columns, classes, {}, class_shares(train, classes)};
  for (std::size_t i = 0; i < sums.size(); ++i)
    weights.weight.push_back(static_cast<float>(std::log(sums[i] / totals[i % classes])));
  return weights;
}

models::LinearWeights fit_majority(const Examples& train, std::size_t classes) {
  return {train.rows->columns, classes, std::vector<float>(train.rows->columns * classes),
          class_shares(train, classes)};
}

}  // namespace leitmotif::training
