// The one layer of the equilibrium topic network, and how it is applied until nothing changes.
// Flow: rows of the counted words of a lyric -> pseudo-counts of the topics; used by inference and by training.
// Source: variational inference of latent Dirichlet allocation (Blei, Ng, Jordan 2003), with the symmetric prior 1/19
// that the weights of the music data set show.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitmotif::models {

/// Topics of the model that made the data set's weights: the sixteen of kMixtureParts and three never published.
inline constexpr std::size_t kLayerTopics = 19;
/// Floats in a row: the topics and five unused ones, so that a row is whole vector registers.
inline constexpr std::size_t kLayerWidth = 24;
/// What every topic has before a word is read.
inline constexpr double kTopicPrior = 1.0 / 19.0;

/// More words than any lyric has; beyond, single precision cannot tell the pseudo-counts apart.
inline constexpr float kMostWords = 1e6F;

/// One number for each topic; the unused places are zero.
using TopicRow = std::array<float, kLayerWidth>;

/// The derivative of ln(gamma) for x > 0. Relative error below 1e-12 away from its zero at 1.46.
[[nodiscard]] double digamma(double x) noexcept;

/// exp(digamma(x)) for each of the pseudo-counts, which is how strongly a topic pulls a word. Relative error below
/// 1e-6 from 1 to 1e6, 5e-6 from the prior on. The unused places are zero in the answer and must be above zero in
/// `pseudo_counts`.
[[nodiscard]] TopicRow topic_pull(const TopicRow& pseudo_counts) noexcept;

/// exp of each entry, which must be from -86 to 0. Shape: logs[n] -> out[n].
void exponentials(std::span<const TopicRow> logs, std::span<TopicRow> out) noexcept;

/// Shares the words of a song among the topics in proportion to weight x pull, and adds each word's shares to its row
/// of `sums`. Shape: words[n], counts[n], weights[vocabulary], sums[vocabulary].
void add_shares(std::span<const std::uint32_t> words, std::span<const float> counts, std::span<const TopicRow> weights,
                const TopicRow& pull, std::span<TopicRow> sums) noexcept;

/// A lyric as the layer reads it: the weights and the count of each different counted word, at most kMostWords in all.
class LayerInput {
 public:
  /// Takes room for `words` words at once.
  explicit LayerInput(std::size_t words = 0);
  /// Adds a word that stands `count` times in the lyric. `weights` must be at least 0, one of them above.
  void add(const TopicRow& weights, float count);
  /// Different words.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// Words that one step of the inner loop reads together.
  static constexpr std::size_t kLanes = 8;
  using Lanes = std::array<float, kLanes>;
  /// Eight words: their counts, and for each topic their weights. Unused places have count 0 and weights 1.
  struct Block {
    Lanes count{};
    std::array<Lanes, kLayerTopics> weight{};
  };
  /// The words that were added, eight to a block.
  [[nodiscard]] std::span<const Block> blocks() const noexcept { return blocks_; }

 private:
  std::vector<Block> blocks_;
  std::size_t size_ = 0;
};

/// Where the layer came to rest.
struct Equilibrium {
  TopicRow pseudo_counts{};  ///< prior + what the words gave; they sum to 1 + the number of counted words
  TopicRow pull{};           ///< the pulls that gave them
  int rounds = 0;
  bool converged = false;
};

/// The layer has come to rest when no pseudo-count moves by more than this in a round.
inline constexpr float kTolerance = 1e-5F;
/// After so many rounds the answer is taken as it is.
inline constexpr int kMaxRounds = 1000;

/// Applies the layer from the uniform start (prior + words / 19) until it comes to rest. Topics that have lost all
/// words are left out of the rounds on the way; a last round over all topics proves that none of them comes back.
/// Cost: a round is 4 operations for each different word and topic that has words; about 50 rounds for a song.
[[nodiscard]] Equilibrium settle(const LayerInput& input) noexcept;

}  // namespace leitmotif::models
