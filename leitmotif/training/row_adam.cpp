#include "leitmotif/training/row_adam.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

/// After so many steps without a gradient the momentum is below 1e-9 of its first value and moves nothing.
constexpr std::size_t kMomentumLives = 200;

/// The numbers of one row.
struct Row {
  float* value;
  float* first;
  float* second;
};

/// All missed steps at once.
LEITMOTIF_VECTORIZED void coast(Row row, std::size_t columns, float move, float epsilon, float decay1, float decay2) {
  for (std::size_t c = 0; c < columns; ++c) {
    row.value[c] -= move * row.first[c] / (std::sqrt(row.second[c]) + epsilon);
    row.first[c] *= decay1;
    row.second[c] *= decay2;
  }
}

/// One step with a gradient.
LEITMOTIF_VECTORIZED void adam_step(Row row, const float* gradient, std::size_t columns, float rate, float epsilon,
                                    float beta1, float beta2) {
  for (std::size_t c = 0; c < columns; ++c) {
    row.first[c] = beta1 * row.first[c] + (1 - beta1) * gradient[c];
    row.second[c] = beta2 * row.second[c] + (1 - beta2) * gradient[c] * gradient[c];
    row.value[c] -= rate * row.first[c] / (std::sqrt(row.second[c]) + epsilon);
  }
}

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
  coast({values_.data() + index * columns_, first_moment_.data() + index * columns_,
         second_moment_.data() + index * columns_},
        columns_, factor, epsilon, decay1, decay2);
  last_step_[index] = now;
}

void RowAdam::begin_step(double rate) {
  const auto step = static_cast<double>(rate_over_correction_.size());
  rate_over_correction_.push_back(rate / (1 - std::pow(options_.beta1, step)));
  root_correction_.push_back(std::sqrt(1 - std::pow(options_.beta2, step)));
}

void RowAdam::apply(std::size_t index, std::span<const float> gradient) {
  const auto rate = static_cast<float>(rate_over_correction_.back() * root_correction_.back());
  const auto epsilon = static_cast<float>(options_.epsilon * root_correction_.back());
  adam_step({values_.data() + index * columns_, first_moment_.data() + index * columns_,
             second_moment_.data() + index * columns_},
            gradient.data(), columns_, rate, epsilon, static_cast<float>(options_.beta1),
            static_cast<float>(options_.beta2));
  last_step_[index] = rate_over_correction_.size() - 1;
}

const std::vector<float>& RowAdam::finished() {
  for (std::size_t index = 0; index < rows(); ++index) catch_up(index);
  return values_;
}

}  // namespace leitmotif::training
