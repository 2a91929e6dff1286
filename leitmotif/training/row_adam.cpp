#include "leitmotif/training/row_adam.hpp"

#include <algorithm>
#include <cmath>

namespace leitmotif::training {
namespace {

/// After so many steps without a gradient the momentum is below 1e-9 of its first value and moves nothing.
constexpr std::size_t kMomentumLives = 200;

}  // namespace

RowAdam::RowAdam(std::vector<float> values, std::size_t columns, const AdamOptions& options)
    : columns_(columns),
      options_(options),
      values_(std::move(values)),
      first_moment_(values_.size()),
      second_moment_(values_.size()),
      last_step_(values_.size() / columns) {}

void RowAdam::catch_up(std::size_t index) {
  const std::size_t now = rate_over_correction_.size() - 1;
  const std::size_t missed = now - last_step_[index];
  if (missed == 0) return;
  double move = 0;
  double momentum = 1;
  double root_decay = 1;
  const double root_beta2 = std::sqrt(options_.beta2);
  for (std::size_t i = 1; i <= std::min(missed, kMomentumLives); ++i) {
    const std::size_t step = last_step_[index] + i;
    momentum *= options_.beta1;
    root_decay *= root_beta2;
    move += rate_over_correction_[step] * momentum * root_correction_[step] / root_decay;
  }
  const auto factor = static_cast<float>(move);
  // Epsilon is scaled as in the first missed step, the one that counts most; it is far below sqrt(v) anyway.
  const auto epsilon = static_cast<float>(options_.epsilon * root_correction_[last_step_[index] + 1]);
  const auto decay1 = static_cast<float>(std::pow(options_.beta1, static_cast<double>(missed)));
  const auto decay2 = static_cast<float>(std::pow(options_.beta2, static_cast<double>(missed)));
  float* value = values_.data() + index * columns_;
  float* first = first_moment_.data() + index * columns_;
  float* second = second_moment_.data() + index * columns_;
  for (std::size_t c = 0; c < columns_; ++c) {
    value[c] -= factor * first[c] / (std::sqrt(second[c]) + epsilon);
    first[c] *= decay1;
    second[c] *= decay2;
  }
  last_step_[index] = now;
}

void RowAdam::begin_step(double rate) {
  const auto step = static_cast<double>(rate_over_correction_.size());
  rate_over_correction_.push_back(rate / (1 - std::pow(options_.beta1, step)));
  root_correction_.push_back(std::sqrt(1 - std::pow(options_.beta2, step)));
}

void RowAdam::apply(std::size_t index, std::span<const float> gradient) {
  const auto beta1 = static_cast<float>(options_.beta1);
  const auto beta2 = static_cast<float>(options_.beta2);
  const auto rate = static_cast<float>(rate_over_correction_.back() * root_correction_.back());
  const auto epsilon = static_cast<float>(options_.epsilon * root_correction_.back());
  float* value = values_.data() + index * columns_;
  float* first = first_moment_.data() + index * columns_;
  float* second = second_moment_.data() + index * columns_;
  for (std::size_t c = 0; c < columns_; ++c) {
    first[c] = beta1 * first[c] + (1 - beta1) * gradient[c];
    second[c] = beta2 * second[c] + (1 - beta2) * gradient[c] * gradient[c];
    value[c] -= rate * first[c] / (std::sqrt(second[c]) + epsilon);
  }
  last_step_[index] = rate_over_correction_.size() - 1;
}

const std::vector<float>& RowAdam::finished() {
  for (std::size_t index = 0; index < rows(); ++index) catch_up(index);
  return values_;
}

}  // namespace leitmotif::training
