// The stages that lead from songs with targets to word weights.
// Flow: TrainingSongs -> word weights, epoch by epoch.
// Source: three topics were never published. First they are one pooled part, whose pseudo-count is known. Then they are
// told apart, from several random starts while the published parts stand still. Last, all weights move.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "leitmotif/training/equilibrium_descent.hpp"

namespace leitmotif::training {

/// Reads the songs that can be fitted: those whose weights tell how many words were counted, and with about that many
/// words (some may not be found where songs are few). Shape: songs[n], counted[n] (negative: not known), words
/// ascending.
[[nodiscard]] TrainingSongs make_training_songs(std::span<const LabelledSong* const> songs,
                                                std::span<const std::string> words, std::span<const double> counted);

/// How long each stage of the training takes.
struct StageOptions {
  int epochs = 20;   ///< of the last stage
  int restarts = 6;  ///< of the second
  std::uint64_t seed = 42;
  unsigned threads = 0;  ///< 0: all. Does not change the result
};

/// Runs the stages; `on_epoch` sees the weights after each epoch of the last one.
void fit_weights(const TrainingSongs& songs, std::size_t vocabulary, const StageOptions& options,
                 const OnDescent& on_epoch);

}  // namespace leitmotif::training
