#include "leitmotif/training/temperature.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace leitmotif::training {
namespace {

constexpr double kLeastSharpness = 0.1;  // 1/T
constexpr double kMostSharpness = 10;
constexpr int kRounds = 60;  // each narrows the bracket to 62 %

double cross_entropy(std::span<const float> logits, std::span<const int> truth, std::size_t classes, double sharpness) {
  double sum = 0;
  for (std::size_t song = 0; song < truth.size(); ++song) {
    const std::span<const float> row = logits.subspan(song * classes, classes);
    const double most = *std::ranges::max_element(row);
    double total = 0;
    for (const float logit : row) total += std::exp((logit - most) * sharpness);
    sum += std::log(total) - (row[static_cast<std::size_t>(truth[song])] - most) * sharpness;
  }
  return sum;
}

}  // namespace

float fit_temperature(std::span<const float> logits, std::span<const int> truth, std::size_t classes) {
  constexpr double kGolden = 1 / std::numbers::phi;
  double low = kLeastSharpness;
  double high = kMostSharpness;
  for (int round = 0; round < kRounds; ++round) {
    const double left = high - kGolden * (high - low);
    const double right = low + kGolden * (high - low);
    if (cross_entropy(logits, truth, classes, left) < cross_entropy(logits, truth, classes, right))
      high = right;
    else
      low = left;
  }
  return static_cast<float>(2 / (low + high));
}

}  // namespace leitmotif::training
