#include "leitmotif/topics/lda.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/topics/lda_step.hpp"

namespace leitmotif::topics {
namespace {

/// Songs are read in so many batches, of about the same size, whatever their number: what each of them said last is
/// kept, and taken out when it is read again.
constexpr std::size_t kBatches = 32;
constexpr std::size_t kSongsPerPiece = 32;
constexpr std::size_t kWordsPerPiece = 128;
/// A start far from any song, so that the songs decide.
constexpr double kStartShape = 100;
/// Songs begin anew in every pass: where they were left they would stay, and a held-out song begins anew as well.
constexpr Rounds kLearning = {.most = 30, .change = 1e-2F};
constexpr Rounds kAnswering = {.most = 100, .change = 1e-4F};

/// A word's place in the songs of a batch.
struct Occurrence {
  std::uint32_t song;   ///< of the batch
  std::uint32_t place;  ///< into the batch's shares
};

/// Songs that are read together, and where their words stand. Words that no song has take no room.
struct Batch {
  std::vector<std::uint32_t> songs;
  std::vector<std::size_t> begin;  ///< [songs + 1] into shares
  std::vector<std::uint32_t> words;
  std::vector<std::size_t> word_begin;  ///< [words + 1] into `occurrences`
  std::vector<Occurrence> occurrences;  ///< by word, then by song
  std::vector<float> said;              ///< [words x padded topics] what its songs said when they were read last
};

SongWords words_of(const SparseMatrix& counts, std::size_t song) {
  const std::size_t begin = counts.row_begin[song];
  const std::size_t size = counts.row_begin[song + 1] - begin;
  return {std::span(counts.column).subspan(begin, size), std::span(counts.value).subspan(begin, size)};
}

/// A song before its first round: about every topic to the same extent. Ones behind the topics.
void begin_song(std::span<float> pseudo, const SongWords& song, const LdaModel& model) {
  const float places = std::accumulate(song.count.begin(), song.count.end(), 0.0F);
  std::fill(pseudo.begin(), pseudo.end(), 1.0F);
  std::fill_n(pseudo.begin(), model.topics,
              static_cast<float>(model.song_prior) + places / static_cast<float>(model.topics));
}

Batch batch_of(const SparseMatrix& counts, std::vector<std::uint32_t> songs) {
  Batch batch{.songs = std::move(songs), .begin = {0}, .words = {}, .word_begin = {0}, .occurrences = {}, .said = {}};
  std::vector<std::uint32_t> times(counts.columns);
  for (const std::uint32_t song : batch.songs) {
    const SongWords words = words_of(counts, song);
    for (const std::uint32_t word : words.word) ++times[word];
    batch.begin.push_back(batch.begin.back() + words.word.size());
  }
  std::vector<std::size_t> next(counts.columns);
  for (std::uint32_t word = 0; word < counts.columns; ++word) {
    if (times[word] == 0) continue;
    next[word] = batch.word_begin.back();
    batch.words.push_back(word);
    batch.word_begin.push_back(batch.word_begin.back() + times[word]);
  }
  batch.occurrences.resize(batch.begin.back());
  for (std::uint32_t i = 0; i < batch.songs.size(); ++i) {
    std::size_t place = batch.begin[i];
    for (const std::uint32_t word : words_of(counts, batch.songs[i]).word)
      batch.occurrences[next[word]++] = {i, static_cast<std::uint32_t>(place++)};
  }
  return batch;
}

std::vector<Batch> batches_of(const SparseMatrix& counts, std::uint64_t seed) {
  std::vector<std::uint32_t> order;
  for (std::size_t song = 0; song < counts.rows(); ++song)
    if (counts.row_begin[song + 1] > counts.row_begin[song]) order.push_back(static_cast<std::uint32_t>(song));
  if (order.empty()) throw Error(ErrorKind::invalid_argument, "there is no song with a word to learn topics from");
  RandomSource random(seed, 1);
  random.shuffle(order);
  const std::size_t parts = std::min(kBatches, order.size());
  std::vector<Batch> batches;
  for (std::size_t part = 0; part < parts; ++part) {
    const auto at = [&](std::size_t k) {
      return order.begin() + static_cast<std::ptrdiff_t>(k * order.size() / parts);
    };
    batches.push_back(batch_of(counts, {at(part), at(part + 1)}));
  }
  return batches;
}

/// A topic's pseudo-count of all words. Shape: [padded topics], ones behind the topics.
std::vector<float> sums_of(const LdaModel& model, std::size_t width) {
  std::vector<double> sums(model.topics);
  for (std::size_t i = 0; i < model.weight.size(); ++i) sums[i % model.topics] += static_cast<double>(model.weight[i]);
  std::vector<float> rounded(sums.begin(), sums.end());
  rounded.resize(width, 1.0F);
  return rounded;
}

/// exp(E[log probability of a word in a topic]). Shape: [words x width], zeros behind the topics.
std::vector<float> factors_of(const LdaModel& model, std::size_t width, unsigned threads) {
  std::vector<float> scale = sums_of(model, width);
  exp_digamma(scale, scale);
  for (float& value : scale) value = 1 / value;
  std::fill(scale.begin() + static_cast<std::ptrdiff_t>(model.topics), scale.end(), 0.0F);
  std::vector<float> rows(model.words() * width);
  parallel_for(model.words(), kWordsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> weights(width, 1.0F);
    for (std::size_t word = begin; word < end; ++word) {
      std::copy_n(model.weight.begin() + static_cast<std::ptrdiff_t>(word * model.topics), model.topics,
                  weights.begin());
      const std::span<float> row = std::span(rows).subspan(word * width, width);
      exp_digamma(weights, row);
      for (std::size_t k = 0; k < width; ++k) row[k] *= scale[k];
    }
  });
  return rows;
}

/// Learns from one batch after the other.
class Learner {
 public:
  Learner(const SparseMatrix& counts, const LdaOptions& options)
      : counts_(counts), options_(options), width_(padded(options.topics)), batches_(batches_of(counts, options.seed)) {
    const double even = 1 / static_cast<double>(options.topics);
    model_.topics = options.topics;
    model_.song_prior = options.song_prior > 0 ? options.song_prior : even;
    model_.word_prior = options.word_prior > 0 ? options.word_prior : even;
    RandomSource random(options.seed, 2);
    model_.weight.resize(counts.columns * options.topics);
    for (float& weight : model_.weight) weight = static_cast<float>(random.gamma(kStartShape) / kStartShape);
    said_.assign(counts.columns * width_, 0.0);
  }

  LdaModel learn(const OnProgress& on_progress) {
    const std::size_t steps = static_cast<std::size_t>(options_.passes) * batches_.size();
    for (std::size_t step = 0; step < steps; ++step) {
      const std::size_t part = step % batches_.size();
      read(batches_[part], step < batches_.size());
      seen_ = std::max(seen_, part + 1);
      on_progress({"learning topics", step + 1, steps});
    }
    return std::move(model_);
  }

 private:
  void read(Batch& batch, bool is_first) {
    const std::vector<float> rows = factors_of(model_, width_, options_.threads);
    share_.resize(batch.begin.back());
    pseudo_.resize(batch.songs.size() * width_);
    factor_.assign(batch.songs.size() * width_, 0.0F);
    parallel_for(batch.songs.size(), kSongsPerPiece, options_.threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) settle(batch, i, rows);
    });
    if (is_first) batch.said.assign(batch.words.size() * width_, 0.0F);
    parallel_for(batch.words.size(), kWordsPerPiece, options_.threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t place = begin; place < end; ++place) renew(batch, place, rows);
    });
    weigh(is_first);
  }

  void settle(const Batch& batch, std::size_t i, std::span<const float> rows) {
    const SongWords song = words_of(counts_, batch.songs[i]);
    const std::span<float> pseudo = std::span(pseudo_).subspan(i * width_, width_);
    begin_song(pseudo, song, model_);
    settle_song({model_.topics, rows}, song, model_.song_prior, kLearning,
                {pseudo, std::span(factor_).subspan(i * width_, width_)},
                std::span(share_).subspan(batch.begin[i], song.word.size()));
  }

  /// What the songs of a batch say of one of its words takes the place of what they said before.
  void renew(Batch& batch, std::size_t place, std::span<const float> rows) {
    const std::size_t word = batch.words[place];
    std::vector<float> sum(width_);
    for (std::size_t o = batch.word_begin[place]; o < batch.word_begin[place + 1]; ++o) {
      const float share = share_[batch.occurrences[o].place];
      const float* const factor = factor_.data() + batch.occurrences[o].song * width_;
      for (std::size_t k = 0; k < width_; ++k) sum[k] += share * factor[k];
    }
    for (std::size_t k = 0; k < width_; ++k) {
      const float now = sum[k] * rows[word * width_ + k];
      float& before = batch.said[place * width_ + k];
      said_[word * width_ + k] += static_cast<double>(now) - static_cast<double>(before);
      before = now;
    }
  }

  /// The model of what was said; in the first pass as if the songs to come said the same.
  void weigh(bool is_first) {
    const std::size_t topics = model_.topics;
    const double scale = is_first ? static_cast<double>(batches_.size()) / static_cast<double>(seen_ + 1) : 1.0;
    for (std::size_t word = 0; word < counts_.columns; ++word)
      for (std::size_t k = 0; k < topics; ++k)
        model_.weight[word * topics + k] =
            static_cast<float>(model_.word_prior + scale * std::max(said_[word * width_ + k], 0.0));
  }

  const SparseMatrix& counts_;
  LdaOptions options_;
  std::size_t width_;
  std::vector<Batch> batches_;
  LdaModel model_;
  std::vector<double> said_;  ///< [words x width] the sum over batches
  std::size_t seen_ = 0;
  // Of the batch that is read:
  std::vector<float> share_;
  std::vector<float> pseudo_;  ///< [songs of the batch x width]
  std::vector<float> factor_;  ///< the same
};

void check_options(const LdaOptions& options) {
  if (options.topics < 2 || options.topics > kMostTopics)
    throw Error(ErrorKind::invalid_argument, "topics", "expected 2 to " + std::to_string(kMostTopics));
  if (options.passes < 1) throw Error(ErrorKind::invalid_argument, "passes", "expected at least 1");
  for (const double prior : {options.song_prior, options.word_prior})
    if (!(prior >= 0) || prior > 1000) throw Error(ErrorKind::invalid_argument, "prior", "expected 0 to 1000");
}

/// Pseudo-counts of songs' topics under a finished model. Shape: [songs x padded topics].
std::vector<float> settled(const LdaModel& model, const SparseMatrix& counts, unsigned threads) {
  const std::size_t width = padded(model.topics);
  const std::vector<float> rows = factors_of(model, width, threads);
  std::vector<float> pseudo(counts.rows() * width);
  parallel_for(counts.rows(), kSongsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> factor(width);
    std::vector<float> share;
    for (std::size_t song = begin; song < end; ++song) {
      const SongWords words = words_of(counts, song);
      const std::span<float> own = std::span(pseudo).subspan(song * width, width);
      begin_song(own, words, model);
      share.resize(words.word.size());
      settle_song({model.topics, rows}, words, model.song_prior, kAnswering, {own, factor}, share);
    }
  });
  return pseudo;
}

/// Every other place of each song, from the first or from the second.
SparseMatrix half_of(const SparseMatrix& counts, std::size_t which) {
  SparseMatrix half;
  half.columns = counts.columns;
  for (std::size_t song = 0; song < counts.rows(); ++song) {
    std::size_t place = 0;
    for (std::size_t i = counts.row_begin[song]; i < counts.row_begin[song + 1]; ++i) {
      std::size_t taken = 0;
      for (auto left = static_cast<std::size_t>(counts.value[i]); left > 0; --left, ++place)
        taken += place % 2 == which;
      if (taken == 0) continue;
      half.column.push_back(counts.column[i]);
      half.value.push_back(static_cast<float>(taken));
    }
    half.row_begin.push_back(half.column.size());
  }
  return half;
}

}  // namespace

LdaModel learn_topics(const SparseMatrix& counts, const LdaOptions& options, const OnProgress& on_progress) {
  check_options(options);
  return Learner(counts, options).learn(on_progress);
}

std::vector<float> song_weights(const LdaModel& model, const SparseMatrix& counts, unsigned threads) {
  const std::vector<float> pseudo = settled(model, counts, threads);
  const std::size_t width = padded(model.topics);
  std::vector<float> weights(counts.rows() * model.topics);
  for (std::size_t song = 0; song < counts.rows(); ++song) {
    const std::span<const float> own = std::span(pseudo).subspan(song * width, model.topics);
    const float sum = std::accumulate(own.begin(), own.end(), 0.0F);
    for (std::size_t k = 0; k < own.size(); ++k) weights[song * model.topics + k] = own[k] / sum;
  }
  return weights;
}

std::vector<float> word_probabilities(const LdaModel& model) {
  const std::vector<float> sums = sums_of(model, model.topics);
  std::vector<float> probabilities(model.weight.size());
  for (std::size_t i = 0; i < probabilities.size(); ++i) probabilities[i] = model.weight[i] / sums[i % model.topics];
  return probabilities;
}

double completion_perplexity(const LdaModel& model, const SparseMatrix& counts, unsigned threads) {
  const SparseMatrix hidden = half_of(counts, 1);
  const std::vector<float> weights = song_weights(model, half_of(counts, 0), threads);
  const std::vector<float> probabilities = word_probabilities(model);
  double sum = 0;
  double places = 0;
  for (std::size_t song = 0; song < hidden.rows(); ++song)
    for (std::size_t i = hidden.row_begin[song]; i < hidden.row_begin[song + 1]; ++i) {
      double probability = 0;
      for (std::size_t k = 0; k < model.topics; ++k)
        probability += static_cast<double>(weights[song * model.topics + k]) *
                       static_cast<double>(probabilities[hidden.column[i] * model.topics + k]);
      sum += static_cast<double>(hidden.value[i]) * std::log(probability);
      places += static_cast<double>(hidden.value[i]);
    }
  if (places == 0) throw Error(ErrorKind::invalid_argument, "no song has two known words to measure topics by");
  return std::exp(-sum / places);
}

}  // namespace leitmotif::topics
