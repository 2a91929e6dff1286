// The stages that find the word weights: expectation-maximisation, then gradient descent with Adam.
// Flow: songs with targets -> word weights [vocabulary x topics].
// Source: Kingma, Ba 2014 (Adam); the starting point by expectation-maximisation keeps out of wrong basins.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "leitmotif/training/equilibrium_loss.hpp"

namespace leitmotif::training {

/// Logarithms of word weights, one row for each word. A row's scale means nothing.
using LogWeights = std::vector<models::TopicRow>;

/// exp of each entry, with the greatest of each row made 1.
[[nodiscard]] std::vector<models::TopicRow> weights_of(const LogWeights& logs);

/// Expectation-maximisation with the pseudo-counts of the targets held fixed. Shape: -> [vocabulary].
[[nodiscard]] LogWeights start_weights(const TrainingSongs& songs, std::size_t vocabulary, int rounds);

/// What is descended on, and how far.
struct DescentOptions {
  LossOptions loss;
  /// 1 for the parts whose weights may change, else 0.
  models::TopicRow trainable{};
  int epochs = 24;
  /// Of Adam, at the first epoch; falls to almost zero along half a cosine.
  double step = 0.05;
  /// Songs between two changes of the weights, at most; fewer where an epoch would have less than 40 changes.
  std::size_t batch = 128;
  std::uint64_t seed = 42;
  /// 0: all. Does not change the result.
  unsigned threads = 0;
};

/// Called after each epoch with its number from 1, the mean loss of a song and the weights.
using OnDescent = std::function<void(int epoch, double loss, const LogWeights& logs)>;

/// Moves `logs` downhill. Gives back the mean loss of a song in the last epoch.
double descend(TrainingSongs& songs, std::span<const std::uint32_t> which, LogWeights& logs,
               const DescentOptions& options, const OnDescent& on_epoch);

}  // namespace leitmotif::training
