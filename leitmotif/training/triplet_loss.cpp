#include "leitmotif/training/triplet_loss.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leitmotif::training {
namespace {

struct Negatives {
  float hardest = -std::numeric_limits<float>::infinity();
  double sum = 0;  ///< of exp((similarity - hardest) / temperature)
};

Negatives gather(std::span<const float> row, std::span<const std::uint32_t> group, std::uint32_t own,
                 double temperature) {
  Negatives negatives;
  for (std::size_t n = 0; n < row.size(); ++n)
    if (group[n] != own) negatives.hardest = std::max(negatives.hardest, row[n]);
  for (std::size_t n = 0; n < row.size(); ++n)
    if (group[n] != own) negatives.sum += std::exp((row[n] - negatives.hardest) / temperature);
  return negatives;
}

/// One song as the anchor of its pairs. Adds to the gradient of its row and gives the sum of its losses.
double add_anchor(std::span<const float> row, std::span<const std::uint32_t> group, std::size_t anchor,
                  double temperature, std::span<float> gradient) {
  const std::uint32_t own = group[anchor];
  const Negatives negatives = gather(row, group, own, temperature);
  if (negatives.sum == 0) return 0;
  const double level = negatives.hardest / temperature + std::log(negatives.sum);
  double loss = 0;
  double pushes = 0;
  for (std::size_t p = 0; p < row.size(); ++p) {
    if (p == anchor || group[p] != own) continue;
    const double above = level - row[p] / temperature;
    loss += std::max(above, 0.0) + std::log1p(std::exp(-std::abs(above)));
    const double push = 1 / (1 + std::exp(-above)) / temperature;
    gradient[p] -= static_cast<float>(push);
    pushes += push;
  }
  for (std::size_t n = 0; n < row.size(); ++n)
    if (group[n] != own)
      gradient[n] += static_cast<float>(pushes * std::exp((row[n] - negatives.hardest) / temperature) / negatives.sum);
  return loss;
}

std::size_t count_pairs(std::span<const std::uint32_t> group) {
  std::size_t pairs = 0;
  for (std::size_t a = 0; a < group.size(); ++a)
    pairs += static_cast<std::size_t>(std::ranges::count(group, group[a])) - 1;
  return pairs;
}

}  // namespace

double triplet_loss(std::span<const float> similarity, std::span<const std::uint32_t> group, double temperature,
                    std::span<float> gradient) {
  std::ranges::fill(gradient, 0.0F);
  const std::size_t songs = group.size();
  const std::size_t pairs = count_pairs(group);
  if (pairs == 0) return 0;
  double loss = 0;
  for (std::size_t a = 0; a < songs; ++a)
    loss += add_anchor(similarity.subspan(a * songs, songs), group, a, temperature, gradient.subspan(a * songs, songs));
  const auto mean = 1 / static_cast<float>(pairs);
  for (float& value : gradient) value *= mean;
  return loss / static_cast<double>(pairs);
}

}  // namespace leitmotif::training
