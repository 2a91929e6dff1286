// Latent Dirichlet allocation: topics that explain which words songs share, learned without any label.
// Flow: word counts of songs -> LdaModel -> weights of songs, perplexity.
// Sources: Blei, Ng and Jordan 2003, "Latent Dirichlet Allocation" (variational inference); Archambeau and Ermis 2015,
// "Incremental Variational Inference for Latent Dirichlet Allocation" (one batch of songs after the other, no steps to
// choose); docs/decisions/0050-topics-without-labels.md has the figures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::topics {

/// The most topics that are learned at once.
inline constexpr std::size_t kMostTopics = 1000;

/// How topics are learned.
struct LdaOptions {
  std::size_t topics = 20;  ///< 2..kMostTopics
  int passes = 12;          ///< how often every song is read, at least 1
  double song_prior = 0;    ///< alpha, how even a song's topics are; 0: 1 / topics
  double word_prior = 0;    ///< eta, how even a topic's words are; 0: 1 / topics
  std::uint64_t seed = 0;   ///< decides the start and the order of the songs
  unsigned threads = 0;     ///< 0: all; the result is the same at any number
};

/// What was learned. Immutable.
struct LdaModel {
  std::size_t topics = 0;
  double song_prior = 0;
  double word_prior = 0;
  std::vector<float> weight;  ///< [words x topics] in how many places each topic has each word, the prior included

  /// How many words it knows.
  [[nodiscard]] std::size_t words() const noexcept { return topics == 0 ? 0 : weight.size() / topics; }
};

/// `counts`: shape [songs x words], how often each word stands in each song. Throws invalid_argument (an option out of
/// range, no song with a word). Cost: for each pass, the different words of all songs times the topics times some
/// twenty rounds; memory for the counts twice and 32 tables [words x topics].
[[nodiscard]] LdaModel learn_topics(const SparseMatrix& counts, const LdaOptions& options,
                                    const OnProgress& on_progress = kNoProgress);

/// How much of each song is about each topic. Shape: counts [songs x words] -> [songs x topics], rows of sum 1; a song
/// of no known word has equal weights. `threads` 0: all.
[[nodiscard]] std::vector<float> song_weights(const LdaModel& model, const SparseMatrix& counts, unsigned threads = 0);

/// The probability of each word in each topic. Shape: [words x topics], columns of sum 1.
[[nodiscard]] std::vector<float> word_probabilities(const LdaModel& model);

/// How many words one must choose among, on average, when half of a song is known: every other place of a song says
/// which topics it is about, the other places are predicted (document completion). Smaller is better; as many as there
/// are words means that nothing was learned. Throws invalid_argument when no song has two words.
[[nodiscard]] double completion_perplexity(const LdaModel& model, const SparseMatrix& counts, unsigned threads = 0);

}  // namespace leitmotif::topics
