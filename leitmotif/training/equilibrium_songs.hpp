// What the equilibrium network learns from: which words count, how often each stands in a song, and the topic
// pseudo-counts behind the published weights.
// Flow: LabelledSong -> counted words and targets -> equilibrium_descent.
// Source: the weights are g / sum(g) with g = 1/19 + shares of the counted words, so the smallest weight of a row tells
// how many words were counted: (1/19) / smallest = 1 + counted words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/models/equilibrium_layer.hpp"

namespace leitmotif::training {

/// Songs as counts of different words. Shape: [songs x vocabulary], compressed rows, words ascending within a song.
struct WordCounts {
  std::vector<std::string> vocabulary;  ///< sorted
  SparseMatrix counts;
};

/// The words of a song whose lyrics are cleaned: what stands between white space.
[[nodiscard]] Tokens words_of(const LabelledSong& song);

/// Counts the words of each song. Cost: O(characters).
[[nodiscard]] WordCounts count_words(std::span<const LabelledSong* const> songs);

/// Which words of `counts` were counted by the model behind the weights, as ascending columns: least squares of the
/// number of counted words of each song on its word counts, by conjugate gradients, until the words found explain every
/// song exactly. Shape: counted_words[rows of counts]; negative where it is not known.
/// Throws invalid_argument when no word explains the counts.
[[nodiscard]] std::vector<std::uint32_t> find_counted_words(const SparseMatrix& counts,
                                                            std::span<const double> counted_words);

/// How many words of a row were counted, from its smallest weight; -1 when a weight is missing or the smallest one is
/// not that of a topic without words.
[[nodiscard]] double counted_words_of(const Labels& labels) noexcept;

/// One song with what is known of its pseudo-counts.
struct Target {
  models::TopicRow pseudo_counts{};  ///< observed ones exact; the others as last inferred
  models::TopicRow pull{};           ///< of pseudo_counts
  models::TopicRow goal{};           ///< ln(shares / pull + kGoalFloor) of the parts that take part in the loss
  models::TopicRow weight{};         ///< 1 for the parts that take part in the loss, else 0
  models::TopicRow latent{};         ///< 1 for the parts that are not observed, else 0
  float latent_words = 0;            ///< how many words the parts that are not observed share
};

/// Keeps goals finite; below it a part has no words worth telling apart.
inline constexpr float kGoalFloor = 3e-3F;

/// The target of a song of `words` counted words, or nothing when its weights cannot be of that many.
[[nodiscard]] std::optional<Target> make_target(const Labels& labels, double words);

}  // namespace leitmotif::training
