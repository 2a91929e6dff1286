#include "leitmotif/models/equilibrium_layer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace leitmotif::models {
namespace {

constexpr std::size_t kLanes = 8;
constexpr float kPrior = static_cast<float>(kTopicPrior);

[[gnu::always_inline]] inline float sum_of_products(const TopicRow& a, const TopicRow& b) noexcept {
  float lanes[kLanes];
  for (std::size_t i = 0; i < kLanes; ++i)
    lanes[i] = a[i] * b[i] + a[i + kLanes] * b[i + kLanes] + a[i + 2 * kLanes] * b[i + 2 * kLanes];
  for (std::size_t i = 0; i < 4; ++i) lanes[i] += lanes[i + 4];
  return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

/// exp(x) for -87 < x <= 0.
[[gnu::always_inline]] inline float exp_of_negative(float x) noexcept {
  const float scaled = std::max(x, -86.0F) * 1.44269504F;
  const auto whole = static_cast<std::int32_t>(scaled - 0.5F);
  const float exponent = static_cast<float>(whole);
  const float rest = (std::max(x, -86.0F) - exponent * 0.693359375F) + exponent * 2.12194440e-4F;
  float poly = 1.9875691500e-4F;
  for (const float term : {1.3981999507e-3F, 8.3334519073e-3F, 4.1665795894e-2F, 1.6666665459e-1F, 5.0000001201e-1F})
    poly = poly * rest + term;
  return (poly * rest * rest + rest + 1.0F) * std::bit_cast<float>((whole + 127) << 23);
}

/// exp(digamma(x)): exp(digamma(x + 6)) is a short series in y = x + 5.5, and the recurrence leads back to x.
[[gnu::always_inline]] inline float exp_digamma(float x) noexcept {
  const float y = x + 5.5F;
  const float inverse = 1.0F / y;
  const float square = inverse * inverse;
  const float above = y + inverse * (0.0416666667F + square * (-0.00642361111F + square * 0.00355247520F));
  const float near = std::min(x, 1e6F);  // beyond, the steps back are below the rounding
  const float u = near * (near + 5.0F);
  const float steps = (2.0F * near + 5.0F) * ((3.0F * u + 20.0F) * u + 24.0F) / (u * (u + 4.0F) * (u + 6.0F));
  return above * exp_of_negative(-steps);
}

/// One round: what the words give to each topic, divided by the topic's pull.
[[gnu::always_inline]] inline TopicRow share_words(const LayerInput& input, const TopicRow& pull) noexcept {
  TopicRow sum{};
  for (std::size_t w = 0; w < input.size(); ++w) {
    const TopicRow& row = input.rows[w];
    const float share = input.counts[w] / sum_of_products(row, pull);
    for (std::size_t k = 0; k < kLayerWidth; ++k) sum[k] += share * row[k];
  }
  return sum;
}

[[gnu::always_inline]] inline TopicRow pull_of(const TopicRow& pseudo_counts) noexcept {
  TopicRow pull;
  for (std::size_t k = 0; k < kLayerWidth; ++k) pull[k] = exp_digamma(pseudo_counts[k]);
  return pull;
}

}  // namespace

double digamma(double x) noexcept {
  double below = 0;
  for (; x < 10; x += 1) below += 1 / x;
  const double square = 1 / (x * x);
  const double series =
      square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))));
  return std::log(x) - 0.5 / x - series - below;
}

LEITMOTIF_CLONES
TopicRow topic_pull(const TopicRow& pseudo_counts) noexcept { return pull_of(pseudo_counts); }

LEITMOTIF_CLONES
void exponentials(std::span<const TopicRow> logs, std::span<TopicRow> out) noexcept {
  for (std::size_t w = 0; w < logs.size(); ++w)
    for (std::size_t k = 0; k < kLayerWidth; ++k) out[w][k] = exp_of_negative(logs[w][k]);
}

LEITMOTIF_CLONES
void add_shares(std::span<const std::uint32_t> words, std::span<const float> counts, std::span<const TopicRow> weights,
                const TopicRow& pull, std::span<TopicRow> sums) noexcept {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const TopicRow& row = weights[words[i]];
    const float share = counts[i] / sum_of_products(row, pull);
    for (std::size_t k = 0; k < kLayerWidth; ++k) sums[words[i]][k] += share * row[k] * pull[k];
  }
}

LEITMOTIF_CLONES
Equilibrium settle(const LayerInput& input) noexcept {
  Equilibrium state;
  float words = 0;
  for (const float count : input.counts) words += count;
  state.pseudo_counts.fill(kPrior + words / static_cast<float>(kLayerTopics));
  while (!state.converged && state.rounds < kMaxRounds) {
    state.pull = pull_of(state.pseudo_counts);
    const TopicRow sum = share_words(input, state.pull);
    float moved = 0;
    for (std::size_t k = 0; k < kLayerWidth; ++k) {
      const float next = kPrior + state.pull[k] * sum[k];
      moved = std::max(moved, std::abs(next - state.pseudo_counts[k]));
      state.pseudo_counts[k] = next;
    }
    state.converged = moved <= kTolerance;
    ++state.rounds;
  }
  return state;
}

}  // namespace leitmotif::models
