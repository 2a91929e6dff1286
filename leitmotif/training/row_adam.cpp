#include "leitmotif/training/row_adam.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

/// After so many steps without a gradient the momentum is below 1e-9 of its first value and moves nothing.
constexpr std::size_t kMomentumLives = 200;

/// All missed steps at once. Shape: row [values, first moments, second moments][columns].
LEITMOTIF_VECTORIZED void coast(float* row, std::size_t columns, float move, float epsilon) {
  float* __restrict value = row;
  const float* __restrict first = row + columns;
  const float* __restrict second = row + 2 * columns;
  for (std::size_t c = 0; c < columns; ++c) value[c] -= move * first[c] / (std::sqrt(second[c]) + epsilon);
}

LEITMOTIF_VECTORIZED void take_step_loop(float* __restrict value, float* __restrict first, float* __restrict second,
                                         const float* __restrict gradient, std::size_t count, AdamStep step) {
  for (std::size_t c = 0; c < count; ++c) {
    first[c] = step.decay1 * first[c] + step.gain1 * gradient[c];
    second[c] = step.decay2 * second[c] + step.gain2 * gradient[c] * gradient[c];
    value[c] -= step.rate * first[c] / (std::sqrt(second[c]) + step.epsilon);
  }
}

/// sqrt(1 - beta2^step): what corrects the second moment's root.
double root_correction(const AdamOptions& options, double step) { return std::sqrt(1 - std::pow(options.beta2, step)); }

/// The rate with both moments' corrections in it.
double corrected_rate(const AdamOptions& options, double rate, double step) {
  return rate / (1 - std::pow(options.beta1, step)) * root_correction(options, step);
}

}  // namespace

AdamStep adam_step(const AdamOptions& options, double rate, double step) {
  AdamStep result{};
  result.rate = static_cast<float>(corrected_rate(options, rate, step));
  result.epsilon = static_cast<float>(options.epsilon * root_correction(options, step));
  result.decay1 = static_cast<float>(options.beta1);
  result.decay2 = static_cast<float>(options.beta2);
  result.gain1 = static_cast<float>(1 - options.beta1);
  result.gain2 = static_cast<float>(1 - options.beta2);
  return result;
}

void take_step(const AdamNumbers& numbers, const float* gradient, const AdamStep& step) {
  take_step_loop(numbers.value, numbers.first, numbers.second, gradient, numbers.count, step);
}

RowAdam::RowAdam(std::vector<float> values, std::size_t columns, const AdamOptions& options)
    : columns_(columns),
      options_(options),
      numbers_(kNumbers * values.size()),
      value_step_(values.size() / columns),
      momentum_left_(kMomentumLives) {
  const double decay = options_.beta1 / std::sqrt(options_.beta2);
  for (std::size_t i = 0; i < kMomentumLives; ++i) momentum_left_[i] = std::pow(decay, static_cast<double>(i));
  for (std::size_t index = 0; index < rows(); ++index)
    std::copy_n(values.data() + index * columns_, columns_, at(index));
  forget();
}

void RowAdam::restart() {
  for (std::size_t index = 0; index < rows(); ++index) {
    catch_up(index);
    std::fill_n(at(index) + columns_, (kNumbers - 1) * columns_, 0.0F);
  }
  forget();
}

void RowAdam::forget() {
  std::ranges::fill(value_step_, 0U);
  moment_step_ = value_step_;
  root_correction_.assign(1, 0.0);
  rate_.assign(1, 0.0);
  move_since_.assign(1, 0.0);
}

void RowAdam::catch_up(std::size_t index) {
  const std::size_t from = value_step_[index];
  value_step_[index] = now();
  const std::size_t missed_before = from - moment_step_[index];
  if (from == now() || missed_before >= kMomentumLives) return;
  const double move = momentum_left_[missed_before] * move_since_[from];
  // Epsilon is scaled as in the first missed step, the one that counts most; it is far below sqrt(v) anyway.
  const double epsilon = options_.epsilon * root_correction_[moment_step_[index] + 1];
  coast(at(index), columns_, static_cast<float>(move), static_cast<float>(epsilon));
}

void RowAdam::begin_step(double rate) {
  const auto step = static_cast<double>(rate_.size());
  root_correction_.push_back(root_correction(options_, step));
  rate_.push_back(corrected_rate(options_, rate, step));
  step_ = adam_step(options_, rate, step);
  move_since_.push_back(0.0);
  const std::size_t oldest = now() - std::min(now(), kMomentumLives - 1);
  for (std::size_t since = now(); since-- > oldest;)
    move_since_[since] = momentum_left_[1] * (rate_[since + 1] + move_since_[since + 1]);
}

void RowAdam::apply(std::size_t index, std::span<const float> gradient) {
  AdamStep step = step_;
  const auto missed = static_cast<double>(now() - 1 - moment_step_[index]);
  if (missed > 0) {
    step.decay1 = static_cast<float>(std::pow(options_.beta1, missed + 1));
    step.decay2 = static_cast<float>(std::pow(options_.beta2, missed + 1));
  }
  float* row = at(index);
  take_step({row, row + columns_, row + 2 * columns_, columns_}, gradient.data(), step);
  value_step_[index] = now();
  moment_step_[index] = now();
}

void RowAdam::catch_up() {
  for (std::size_t index = 0; index < rows(); ++index) catch_up(index);
}

}  // namespace leitmotif::training
