// Learning word vectors from lyrics.
// Flow: cleaned lyrics -> vectors file (wishes/meaning.hpp).
// Source: positive pointwise mutual information with smoothed contexts and a truncated SVD (Levy, Goldberg and Dagan
// 2015, "Improving distributional similarity"); the SVD by subspace iteration (Halko, Martinsson and Tropp 2011).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "leitmotif/core/records.hpp"
#include "leitmotif/wishes/meaning.hpp"

namespace leitmotif::training {

/// How word vectors are made.
struct WordVectorOptions {
  std::size_t dimensions = 96;     ///< of a vector, at least 2
  std::size_t most_words = 14000;  ///< the most frequent words of the lyrics are kept
  std::size_t least_songs = 3;     ///< a word of fewer songs gets no vector
  std::size_t window = 8;          ///< words on either side that are near; nearer ones count more
  std::uint64_t seed = 0;          ///< where the iteration begins
};

/// Vectors of the words of these songs; a lyric that stands there twice counts once. The same songs and options give
/// the same vectors. Throws invalid_argument when there are fewer words than dimensions.
/// Cost: half a minute and 300 MB for 22,000 songs.
[[nodiscard]] wishes::VectorData learn_word_vectors(std::span<const Tokens> songs, const WordVectorOptions& options);

}  // namespace leitmotif::training
