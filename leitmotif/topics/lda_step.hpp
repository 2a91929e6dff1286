// The inner step of latent Dirichlet allocation: which topics one song's words come from.
// Flow: rows of words, counts of a song -> pseudo-counts of its topics.
// Source: Blei, Ng and Jordan 2003, section 5.2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitmotif::topics {

/// Rows of topics are padded with zeros to a multiple of so many, so that they are worked on in whole vectors.
inline constexpr std::size_t kLanes = 8;
/// `topics` rounded up to whole vectors.
[[nodiscard]] constexpr std::size_t padded(std::size_t topics) noexcept {
  return (topics + kLanes - 1) / kLanes * kLanes;
}

/// exp(digamma(x)) for each x of `values`, x > 0.001, to 2e-6 of its size. Shape: both [n], n a multiple of kLanes.
void exp_digamma(std::span<const float> values, std::span<float> results) noexcept;

/// What the words say of topics. Shape: rows[words x padded(topics)], zeros behind the topics.
struct WordRows {
  std::size_t topics = 0;
  std::span<const float> rows;
};

/// The words of one song and how often each stands in it.
struct SongWords {
  std::span<const std::uint32_t> word;
  std::span<const float> count;
};

/// A song between two rounds. Shape: every member [padded(topics)].
struct SongState {
  std::span<float> pseudo;  ///< gamma: pseudo-counts of topics, the prior included; the start and the result
  std::span<float> factor;  ///< exp(digamma(gamma)), of the last round's start
};

/// When rounds end.
struct Rounds {
  int most = 50;
  float change = 1e-3F;  ///< mean change of a pseudo-count below which the song has settled
};

/// Finds a song's topics. `share` [words of the song] takes count / sum over topics of factor x row, as of the last
/// round: each topic's part of a word's places is share x factor x row.
void settle_song(const WordRows& rows, const SongWords& song, double prior, const Rounds& rounds, SongState state,
                 std::span<float> share);

}  // namespace leitmotif::topics
