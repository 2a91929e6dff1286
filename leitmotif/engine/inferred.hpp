// Topics for songs whose words nobody knows: guessed from songs like them, and marked as guesses.
// Flow: a Shelf with what the model read -> explore::ColdStart -> the same Shelf with guesses, `inferred` set.
#pragma once

#include <cstddef>

#include "leitmotif/engine/shelf.hpp"

namespace leitmotif::engine {

/// A song of fewer counted words is guessed instead of read.
inline constexpr int kFewWords = 3;
/// With fewer songs that were read there is nothing to guess from, and none is guessed.
inline constexpr std::size_t kLeastReadSongs = 100;

/// Fills probabilities and mixtures of songs with too few counted words and marks them in Shelf::inferred, which stays
/// empty when there is none. `threads` 0: all.
void infer_missing(Shelf& shelf, unsigned threads);

}  // namespace leitmotif::engine
