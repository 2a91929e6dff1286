#include "leitmotif/training/equilibrium_stages.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/models/word_rows.hpp"

namespace leitmotif::training {
namespace {

using models::kLayerTopics;
using models::kLayerWidth;
using models::TopicRow;

constexpr std::size_t kNamed = kMixtureParts.size();
constexpr float kPrior = static_cast<float>(models::kTopicPrior);
constexpr int kStartRounds = 4;  // more change nothing that gradient descent does not
constexpr int kPooledEpochs = 8;
constexpr int kSearchEpochs = 6;
constexpr std::size_t kSearchSongs = 3000;  // enough to tell a good start from a bad one
constexpr float kSearchLeastWords = 2;      // of the unpublished topics, in a song that the search reads
constexpr double kSearchNoise = 1.0;        // spread of the logarithms around the pooled part
constexpr double kSearchStep = 0.2;
constexpr float kNever = -80.0F;
constexpr double kCountTolerance = 0.4;

/// `value` for the parts from `begin` to `end`, `other` for the rest.
TopicRow only(std::size_t begin, std::size_t end, float value, float other) {
  TopicRow row;
  row.fill(other);
  std::fill(row.begin() + static_cast<std::ptrdiff_t>(begin), row.begin() + static_cast<std::ptrdiff_t>(end), value);
  return row;
}

/// The songs with the three unpublished topics as one part, of which everything is known.
TrainingSongs pooled(TrainingSongs songs) {
  for (Target& target : songs.target) {
    target.latent = only(kNamed, kNamed + 1, 1, 0);
    target.pseudo_counts[kNamed] = 3 * kPrior + target.latent_words;
    target.pull = models::topic_pull(target.pseudo_counts);
    for (std::size_t k = kNamed + 1; k < kLayerWidth; ++k) target.pull[k] = 0;
  }
  return songs;
}

TrainingSongs subset(const TrainingSongs& songs, std::span<const std::uint32_t> which) {
  TrainingSongs part;
  for (const std::uint32_t song : which) {
    const auto words = songs.words(song);
    const auto counts = songs.counts(song);
    part.word.insert(part.word.end(), words.begin(), words.end());
    part.count.insert(part.count.end(), counts.begin(), counts.end());
    part.begin.push_back(part.word.size());
    part.target.push_back(songs.target[song]);
  }
  return part;
}

std::vector<std::uint32_t> all_of(const TrainingSongs& songs) {
  std::vector<std::uint32_t> which(songs.size());
  std::iota(which.begin(), which.end(), 0U);
  return which;
}

/// Normally distributed, as RandomSource::normal but with the radius counted from the other end: the shipped model was
/// made from these numbers.
double search_noise(RandomSource& random) {
  const double radius = std::sqrt(-2 * std::log(random.uniform() + 0x1p-53));
  return radius * std::cos(2 * std::numbers::pi * random.uniform());
}

/// The pooled part made three, each with its own noise.
LogWeights split_pool(LogWeights logs, RandomSource& random) {
  for (TopicRow& row : logs) {
    const float whole = row[kNamed];
    for (std::size_t k = kNamed; k < kLayerTopics; ++k)
      row[k] = whole + static_cast<float>(kSearchNoise * search_noise(random));
    const float greatest = *std::max_element(row.begin(), row.begin() + kLayerTopics);
    for (std::size_t k = 0; k < kLayerTopics; ++k) row[k] = std::max(row[k] - greatest, kNever);
    std::fill(row.begin() + kLayerTopics, row.end(), kNever);
  }
  return logs;
}

LogWeights fit_pooled(const TrainingSongs& songs, std::size_t vocabulary, const StageOptions& options) {
  TrainingSongs pool = pooled(songs);
  LogWeights logs = start_weights(pool, vocabulary, kStartRounds);
  for (TopicRow& row : logs) std::fill(row.begin() + kNamed + 1, row.end(), kNever);
  DescentOptions descent;
  descent.loss.prior = only(0, kNamed, kPrior, 1);
  descent.loss.prior[kNamed] = 3 * kPrior;
  descent.trainable = only(0, kNamed + 1, 1, 0);
  descent.epochs = kPooledEpochs;
  descent.seed = options.seed;
  descent.threads = options.threads;
  descend(pool, all_of(pool), logs, descent, {});
  return logs;
}

/// Tells the unpublished topics apart: of several random starts, the one that explains the songs best.
LogWeights search_unpublished(const TrainingSongs& songs, const LogWeights& pool, const StageOptions& options) {
  std::vector<std::uint32_t> with_words;
  for (std::uint32_t song = 0; song < songs.size(); ++song)
    if (songs.target[song].latent_words > kSearchLeastWords) with_words.push_back(song);
  RandomSource(options.seed + 1).shuffle(with_words);
  with_words.resize(std::min(with_words.size(), kSearchSongs));

  const auto starts = static_cast<std::size_t>(options.restarts);
  std::vector<LogWeights> found(starts);
  std::vector<double> loss(starts);
  parallel_for(starts, 1, options.threads, [&](std::size_t start, std::size_t) {
    RandomSource random(options.seed * 1000 + start);
    found[start] = split_pool(pool, random);
    TrainingSongs part = subset(songs, with_words);
    DescentOptions descent;
    descent.loss = {only(0, kLayerTopics, kPrior, 1), 4, true};
    descent.trainable = only(kNamed, kLayerTopics, 1, 0);
    descent.epochs = kSearchEpochs;
    descent.step = kSearchStep;
    descent.seed = random.next();
    descent.threads = 1;
    loss[start] = descend(part, all_of(part), found[start], descent, {});
  });
  return found[static_cast<std::size_t>(std::min_element(loss.begin(), loss.end()) - loss.begin())];
}

}  // namespace

TrainingSongs make_training_songs(std::span<const LabelledSong* const> songs, std::span<const std::string> words,
                                  std::span<const double> counted) {
  const models::WordRows rows(words);
  TrainingSongs result;
  for (std::size_t song = 0; song < songs.size(); ++song) {
    if (counted[song] < 1) continue;
    const std::vector<models::RowCount> counts = rows.count(words_of(*songs[song]));
    double known = 0;
    for (const models::RowCount& word : counts) known += word.count;
    if (std::abs(known - counted[song]) > kCountTolerance * counted[song]) continue;
    std::optional<Target> target = make_target(songs[song]->labels, counted[song]);
    if (!target || known == 0) continue;
    for (const models::RowCount& word : counts) {
      result.word.push_back(word.row);
      result.count.push_back(static_cast<float>(word.count));
    }
    result.begin.push_back(result.word.size());
    result.target.push_back(*target);
  }
  return result;
}

void fit_weights(const TrainingSongs& songs, std::size_t vocabulary, const StageOptions& options,
                 const OnDescent& on_epoch) {
  const LogWeights pool = fit_pooled(songs, vocabulary, options);
  LogWeights logs = search_unpublished(songs, pool, options);
  TrainingSongs moving = songs;  // the descent keeps what it infers of the unpublished topics in the targets
  DescentOptions descent;
  descent.loss = {only(0, kLayerTopics, kPrior, 1), 1, false};
  descent.trainable = only(0, kLayerTopics, 1, 0);
  descent.epochs = options.epochs;
  descent.seed = options.seed + 2;
  descent.threads = options.threads;
  descend(moving, all_of(moving), logs, descent, on_epoch);
}

}  // namespace leitmotif::training
