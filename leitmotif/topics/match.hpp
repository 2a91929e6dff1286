// Which learned topic is which published one: the pairs whose weights rise and fall together over the songs.
// Flow: weights of songs by two models -> pairs.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leitmotif::topics {

/// Weights of songs. Shape: values[songs x topics], row-major; NaN: not known.
struct SongWeights {
  std::size_t topics = 0;
  std::span<const float> values;
};

/// Two topics that belong together more than others do.
struct TopicMatch {
  std::size_t learned = 0;
  std::size_t published = 0;
  double correlation = 0;  ///< Pearson's, over the songs whose published weights are known
};

/// Each topic at most once, the most alike first: the strongest pair, then the strongest of what is left. Songs with a
/// missing published weight are left out; without three songs there are no pairs, and neither with weights that never
/// change. `songs`: the rows of both.
[[nodiscard]] std::vector<TopicMatch> match_topics(const SongWeights& learned, const SongWeights& published);

}  // namespace leitmotif::topics
