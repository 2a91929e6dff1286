// Topics for songs whose words nobody knows: guessed from songs like them, and marked as guesses.
// Flow: a Draft with what the model read -> explore::ColdStart -> the same Draft with guesses, kInferred set.
#pragma once

#include <cstddef>

#include "leitmotif/library/draft.hpp"

namespace leitmotif::library {

/// A song of fewer counted words is guessed instead of read.
inline constexpr int kFewWords = 3;
/// With fewer songs that were read there is nothing to guess from, and none is guessed.
inline constexpr std::size_t kLeastReadSongs = 100;

/// Fills probabilities and mixtures of songs with too few counted words and flags them as kInferred. `threads` 0: all.
void infer_missing(Draft& draft, unsigned threads);

}  // namespace leitmotif::library
