#include "support/topic_model.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "leitmotif/models/equilibrium_layer.hpp"

namespace leitmotif::testing {
namespace {

constexpr std::size_t kTopicsInAll = 19;

double share(std::mt19937_64& random) { return static_cast<double>(random() >> 11U) * 0x1.0p-53; }

std::size_t pick(std::mt19937_64& random, std::size_t bound) { return static_cast<std::size_t>(random() % bound); }

}  // namespace

DoubleRow plain_equilibrium(const std::vector<DoubleRow>& rows, const std::vector<double>& counts) {
  double words = 0;
  for (const double count : counts) words += count;
  DoubleRow state;
  state.fill((1 + words) / 19);
  for (int round = 0; round < 20'000; ++round) {
    DoubleRow pull;
    for (std::size_t k = 0; k < kTopicsInAll; ++k) pull[k] = std::exp(models::digamma(state[k]));
    DoubleRow next;
    next.fill(1.0 / 19);
    for (std::size_t w = 0; w < rows.size(); ++w) {
      double total = 0;
      for (std::size_t k = 0; k < kTopicsInAll; ++k) total += rows[w][k] * pull[k];
      for (std::size_t k = 0; k < kTopicsInAll; ++k) next[k] += counts[w] * rows[w][k] * pull[k] / total;
    }
    double moved = 0;
    for (std::size_t k = 0; k < kTopicsInAll; ++k) moved = std::max(moved, std::abs(next[k] - state[k]));
    state = next;
    if (moved < 1e-12) break;
  }
  return state;
}

TopicModel::TopicModel(std::size_t words, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (std::size_t w = 0; w < words; ++w) {
    DoubleRow row{};
    row[w % kTopicsInAll] = 1;
    if (share(random) < 0.5) row[pick(random, kTopicsInAll)] = 0.1 + 0.9 * share(random);
    rows_.push_back(row);
  }
}

std::vector<LabelledSong> TopicModel::songs(std::size_t count, std::uint64_t seed) const {
  std::mt19937_64 random(seed);
  std::vector<LabelledSong> songs(count);
  for (LabelledSong& song : songs) {
    std::vector<double> counts(rows_.size(), 0);
    const std::array<std::size_t, 3> topics = {
        static_cast<std::size_t>(std::find(kMixtureParts.begin(), kMixtureParts.end(), kTopics[pick(random, 8)]) -
                                 kMixtureParts.begin()),
        pick(random, kTopicsInAll), pick(random, kTopicsInAll)};
    const std::size_t length = 20 + pick(random, 41);
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t word = pick(random, rows_.size());
      const std::size_t topic = topics[pick(random, topics.size())];
      if (share(random) < 0.2) {
        song.song.lyrics += uncounted(word) + " ";
      } else if (const std::size_t own = word / kTopicsInAll * kTopicsInAll + topic; own < rows_.size()) {
        song.song.lyrics += counted(own) + " ";
        ++counts[own];
      }
    }
    song.song.form = LyricsForm::cleaned;
    const DoubleRow state = plain_equilibrium(rows_, counts);
    double total = 0;
    for (const double part : state) total += part;
    double greatest = -1;
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k) {
      song.labels.weights[k] = state[k] / total;
      if (std::find(kTopics.begin(), kTopics.end(), kMixtureParts[k]) == kTopics.end() || state[k] <= greatest)
        continue;
      greatest = state[k];
      song.labels.topic = kMixtureParts[k];
    }
  }
  return songs;
}

}  // namespace leitmotif::testing
