#include "leitmotif/training/equilibrium_loss.hpp"

#include <cmath>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

using models::kLayerWidth;
using models::TopicRow;

constexpr float kLatentFloor = 1e-3F;  // words; keeps the goal of the latent parts finite
constexpr float kTiny = 1e-30F;

/// The words of one song, where the layer stands, and the pulls that move it.
struct SongView {
  std::span<const std::uint32_t> words;
  std::span<const float> counts;
  std::span<const TopicRow> weights;
};

[[gnu::always_inline]] inline float dot(const TopicRow& a, const TopicRow& b) {
  constexpr std::size_t kLanes = 8;
  float lanes[kLanes];
  for (std::size_t i = 0; i < kLanes; ++i)
    lanes[i] = a[i] * b[i] + a[i + kLanes] * b[i + kLanes] + a[i + 2 * kLanes] * b[i + 2 * kLanes];
  for (std::size_t i = 0; i < 4; ++i) lanes[i] += lanes[i + 4];
  return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

/// What the words give to each part, divided by the part's pull.
[[gnu::always_inline]] inline TopicRow given_by_pull(const SongView& song, const TopicRow& pull) {
  TopicRow sum{};
  for (std::size_t i = 0; i < song.words.size(); ++i) {
    const TopicRow& row = song.weights[song.words[i]];
    const float share = song.counts[i] / (dot(row, pull) + kTiny);
    for (std::size_t k = 0; k < kLayerWidth; ++k) sum[k] += share * row[k];
  }
  return sum;
}

[[gnu::always_inline]] inline void infer_latent(const SongView& song, Target& target, const LossOptions& options) {
  if (target.latent_words <= 0) return;
  if (options.latent_restart) {
    float parts = 0;
    for (const float latent : target.latent) parts += latent;
    for (std::size_t k = 0; k < kLayerWidth; ++k)
      if (target.latent[k] > 0) target.pseudo_counts[k] = options.prior[k] + target.latent_words / parts;
    target.pull = models::topic_pull(target.pseudo_counts);
  }
  for (int round = 0; round < options.latent_rounds; ++round) {
    TopicRow given = given_by_pull(song, target.pull);
    float total = kTiny;
    for (std::size_t k = 0; k < kLayerWidth; ++k) total += given[k] *= target.pull[k] * target.latent[k];
    const float scale = target.latent_words / total;  // their sum is known, so it is kept
    for (std::size_t k = 0; k < kLayerWidth; ++k)
      if (target.latent[k] > 0) target.pseudo_counts[k] = options.prior[k] + scale * given[k];
    target.pull = models::topic_pull(target.pseudo_counts);
  }
}

/// The loss of one song; `slope` gets its derivative by what each part is given over its pull.
[[gnu::always_inline]] inline double loss_and_slope(const Target& target, const TopicRow& given, TopicRow& slope) {
  double loss = 0;
  float latent = 0;
  for (std::size_t k = 0; k < kLayerWidth; ++k) {
    slope[k] = 0;
    latent += given[k] * target.pull[k] * target.latent[k];
    if (target.weight[k] <= 0) continue;
    const float difference = std::log(given[k] + kGoalFloor) - target.goal[k];
    loss += static_cast<double>(target.weight[k] * difference * difference);
    slope[k] = 2 * target.weight[k] * difference / (given[k] + kGoalFloor);
  }
  if (target.latent_words > 0) {
    const float difference = std::log((latent + kLatentFloor) / (target.latent_words + kLatentFloor));
    loss += static_cast<double>(difference * difference);
    for (std::size_t k = 0; k < kLayerWidth; ++k)
      slope[k] += target.latent[k] * target.pull[k] * 2 * difference / (latent + kLatentFloor);
  }
  return loss;
}

/// Leads the slope back through the shares of the words to the logarithms of their weights.
[[gnu::always_inline]] inline void propagate(const SongView& song, const TopicRow& pull, const TopicRow& slope,
                                             std::span<TopicRow> gradient) {
  for (std::size_t i = 0; i < song.words.size(); ++i) {
    const TopicRow& row = song.weights[song.words[i]];
    TopicRow& out = gradient[song.words[i]];
    const float strength = 1 / (dot(row, pull) + kTiny);
    const float share = song.counts[i] * strength;
    const float mean = dot(row, slope) * strength;
    for (std::size_t k = 0; k < kLayerWidth; ++k) out[k] += row[k] * share * (slope[k] - mean * pull[k]);
  }
}

}  // namespace

LEITMOTIF_VECTORIZED_EXACTLY
double add_gradient(TrainingSongs& songs, std::span<const std::uint32_t> which, std::span<const TopicRow> weights,
                    const LossOptions& options, std::span<TopicRow> gradient) {
  double loss = 0;
  TopicRow slope;
  for (const std::uint32_t s : which) {
    const SongView song{songs.words(s), songs.counts(s), weights};
    Target& target = songs.target[s];
    infer_latent(song, target, options);
    loss += loss_and_slope(target, given_by_pull(song, target.pull), slope);
    propagate(song, target.pull, slope, gradient);
  }
  return loss;
}

}  // namespace leitmotif::training
