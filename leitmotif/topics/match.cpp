#include "leitmotif/topics/match.hpp"

#include <algorithm>
#include <cmath>

namespace leitmotif::topics {
namespace {

/// A column of weights, brought to mean 0 and length 1. Empty when it never changes.
std::vector<double> direction_of(const SongWeights& weights, std::size_t topic, std::span<const std::size_t> songs) {
  std::vector<double> values;
  values.reserve(songs.size());
  for (const std::size_t song : songs)
    values.push_back(static_cast<double>(weights.values[song * weights.topics + topic]));
  double mean = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  double square = 0;
  for (double& value : values) {
    value -= mean;
    square += value * value;
  }
  if (square <= 0) return {};
  for (double& value : values) value /= std::sqrt(square);
  return values;
}

std::vector<std::size_t> songs_with_all(const SongWeights& weights) {
  std::vector<std::size_t> songs;
  for (std::size_t begin = 0; begin < weights.values.size(); begin += weights.topics) {
    const std::span<const float> row = weights.values.subspan(begin, weights.topics);
    if (std::ranges::none_of(row, [](float value) { return std::isnan(value); }))
      songs.push_back(begin / weights.topics);
  }
  return songs;
}

std::vector<TopicMatch> all_pairs(const SongWeights& learned, const SongWeights& published,
                                  std::span<const std::size_t> songs) {
  std::vector<std::vector<double>> directions;
  for (std::size_t topic = 0; topic < learned.topics; ++topic)
    directions.push_back(direction_of(learned, topic, songs));
  std::vector<TopicMatch> pairs;
  for (std::size_t other = 0; other < published.topics; ++other) {
    const std::vector<double> direction = direction_of(published, other, songs);
    for (std::size_t topic = 0; topic < learned.topics; ++topic) {
      if (direction.empty() || directions[topic].empty()) continue;
      double sum = 0;
      for (std::size_t i = 0; i < songs.size(); ++i) sum += direction[i] * directions[topic][i];
      pairs.push_back({topic, other, sum});
    }
  }
  return pairs;
}

}  // namespace

std::vector<TopicMatch> match_topics(const SongWeights& learned, const SongWeights& published) {
  const std::vector<std::size_t> songs = published.topics == 0 ? std::vector<std::size_t>() : songs_with_all(published);
  if (songs.size() < 3) return {};
  std::vector<TopicMatch> pairs = all_pairs(learned, published, songs);
  std::ranges::stable_sort(pairs, std::greater<>(), &TopicMatch::correlation);
  std::vector<bool> is_taken(learned.topics);
  std::vector<bool> is_found(published.topics);
  std::vector<TopicMatch> matches;
  for (const TopicMatch& pair : pairs) {
    if (is_taken[pair.learned] || is_found[pair.published]) continue;
    is_taken[pair.learned] = true;
    is_found[pair.published] = true;
    matches.push_back(pair);
  }
  return matches;
}

}  // namespace leitmotif::topics
