#include "leitmotif/training/equilibrium_descent.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

using models::kLayerWidth;
using models::TopicRow;

constexpr std::size_t kPiece = 32;  // songs whose gradient is summed by one thread; part of the result's last digits
constexpr std::size_t kStepsInEpoch = 40;  // where songs are few, batches are smaller, so that there are enough steps
constexpr std::size_t kLeastBatch = 4;
constexpr float kFirstMoment = 0.9F;
constexpr float kSecondMoment = 0.999F;
constexpr float kAdamFloor = 1e-8F;
constexpr float kLowest = -25.0F;  // logarithms below are as good as never

struct Adam {
  explicit Adam(std::size_t rows) : first(rows, TopicRow{}), second(rows, TopicRow{}) {}
  std::vector<TopicRow> first;
  std::vector<TopicRow> second;
  int steps = 0;
};

/// Changes one row of logarithms by its gradient and moves its greatest entry to 0.
[[gnu::always_inline]] inline void adam_row(TopicRow& logs, TopicRow& first, TopicRow& second, const TopicRow& gradient,
                                            float step, float second_scale) {
  for (std::size_t k = 0; k < kLayerWidth; ++k) {
    first[k] = kFirstMoment * first[k] + (1 - kFirstMoment) * gradient[k];
    second[k] = kSecondMoment * second[k] + (1 - kSecondMoment) * gradient[k] * gradient[k];
    logs[k] -= step * first[k] / (std::sqrt(second[k] * second_scale) + kAdamFloor);
  }
  float greatest = kLowest;
  for (std::size_t k = 0; k < kLayerWidth; ++k) greatest = std::max(greatest, logs[k]);
  for (std::size_t k = 0; k < kLayerWidth; ++k) logs[k] = std::max(logs[k] - greatest, kLowest);
}

LEITMOTIF_VECTORIZED_EXACTLY
void adam_step(LogWeights& logs, Adam& adam, std::vector<std::vector<TopicRow>>& pieces, std::size_t used,
               const DescentOptions& options, double rate, double songs) {
  ++adam.steps;
  const auto step = static_cast<float>(rate / (1 - std::pow(static_cast<double>(kFirstMoment), adam.steps)));
  const auto second_scale = static_cast<float>(1 / (1 - std::pow(static_cast<double>(kSecondMoment), adam.steps)));
  const auto scale = static_cast<float>(1 / songs);
  for (std::size_t w = 0; w < logs.size(); ++w) {
    TopicRow gradient{};
    for (std::size_t p = 0; p < used; ++p)
      for (std::size_t k = 0; k < kLayerWidth; ++k) gradient[k] += pieces[p][w][k];
    for (std::size_t p = 0; p < used; ++p) pieces[p][w].fill(0);
    for (std::size_t k = 0; k < kLayerWidth; ++k) gradient[k] *= scale * options.trainable[k];
    adam_row(logs[w], adam.first[w], adam.second[w], gradient, step, second_scale);
  }
}

}  // namespace

std::vector<TopicRow> weights_of(const LogWeights& logs) {
  std::vector<TopicRow> weights(logs.size());
  models::exponentials(logs, weights);
  for (TopicRow& row : weights) std::fill(row.begin() + models::kLayerTopics, row.end(), 0.0F);
  return weights;
}

LogWeights start_weights(const TrainingSongs& songs, std::size_t vocabulary, int rounds) {
  std::vector<TopicRow> weights(vocabulary);
  for (TopicRow& row : weights) row.fill(1);
  for (int round = 0; round < rounds; ++round) {
    std::vector<TopicRow> next(vocabulary);
    for (TopicRow& row : next) row.fill(1e-3F);
    for (std::size_t s = 0; s < songs.size(); ++s)
      models::add_shares(songs.words(s), songs.counts(s), weights, songs.target[s].pull, next);
    TopicRow total{};
    for (const TopicRow& row : next)
      for (std::size_t k = 0; k < kLayerWidth; ++k) total[k] += row[k];
    for (std::size_t w = 0; w < vocabulary; ++w)
      for (std::size_t k = 0; k < kLayerWidth; ++k)
        weights[w][k] = next[w][k] / (total[k] + 1);  // less than a word in all: the part says nothing
  }
  LogWeights logs(vocabulary);
  for (std::size_t w = 0; w < vocabulary; ++w) {
    const float greatest = *std::max_element(weights[w].begin(), weights[w].end());
    for (std::size_t k = 0; k < kLayerWidth; ++k)
      logs[w][k] = std::max(kLowest, std::log(weights[w][k] / greatest + 1e-6F));
  }
  return logs;
}

double descend(TrainingSongs& songs, std::span<const std::uint32_t> which, LogWeights& logs,
               const DescentOptions& options, const OnDescent& on_epoch) {
  std::vector<std::uint32_t> order(which.begin(), which.end());
  RandomSource random(options.seed);
  Adam adam(logs.size());
  const std::size_t batch_songs = std::min(options.batch, std::max(kLeastBatch, order.size() / kStepsInEpoch));
  const std::size_t n_pieces = (batch_songs + kPiece - 1) / kPiece;
  std::vector<std::vector<TopicRow>> gradients(n_pieces, std::vector<TopicRow>(logs.size(), TopicRow{}));
  std::vector<double> losses(n_pieces);
  double mean_loss = 0;
  std::vector<TopicRow> weights = weights_of(logs);
  for (int epoch = 1; epoch <= options.epochs; ++epoch) {
    const double rate = options.step * (0.5 + 0.5 * std::cos(std::numbers::pi * (epoch - 1) / options.epochs)) + 1e-5;
    random.shuffle(order);
    mean_loss = 0;
    for (std::size_t begin = 0; begin < order.size(); begin += batch_songs) {
      const std::span batch = std::span(order).subspan(begin, std::min(batch_songs, order.size() - begin));
      std::fill(losses.begin(), losses.end(), 0.0);
      parallel_for(batch.size(), kPiece, options.threads, [&](std::size_t from, std::size_t to) {
        losses[from / kPiece] =
            add_gradient(songs, batch.subspan(from, to - from), weights, options.loss, gradients[from / kPiece]);
      });
      for (const double loss : losses) mean_loss += loss;
      adam_step(logs, adam, gradients, n_pieces, options, rate, static_cast<double>(batch.size()));
      models::exponentials(logs, weights);
    }
    mean_loss /= static_cast<double>(std::max<std::size_t>(order.size(), 1));
    if (on_epoch) on_epoch(epoch, mean_loss, logs);
  }
  return mean_loss;
}

}  // namespace leitmotif::training
