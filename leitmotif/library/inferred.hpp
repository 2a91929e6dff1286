// Topics for songs whose words nobody knows: guessed from songs like them, and marked as guesses.
// Flow: a Snapshot with what the model read -> explore::ColdStart -> the same Snapshot with guesses, `inferred` set.
#pragma once

#include <cstddef>

#include "leitmotif/library/snapshot.hpp"

namespace leitmotif::library {

/// A song of fewer counted words is guessed instead of read.
inline constexpr int kFewWords = 3;
/// With fewer songs that were read there is nothing to guess from, and none is guessed.
inline constexpr std::size_t kLeastReadSongs = 100;

/// Fills probabilities and mixtures of songs with too few counted words and marks them in Snapshot::inferred, which
/// stays empty when there is none. `threads` 0: all.
void infer_missing(Snapshot& snapshot, unsigned threads);

}  // namespace leitmotif::library
