// How far the layer is from giving back the pseudo-counts it is given, and in which direction its weights must move.
// Flow: songs with targets + word weights -> loss and gradient, for equilibrium_descent.
// Source: what a topic gets from the words, divided by its pull, depends on the words' weights alone even where the
// topic got next to nothing. The published numbers have enough digits to tell 1e-9 words from 1e-15, so the loss
// compares logarithms: every part of every song then says which of its words the topic knows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/models/equilibrium_layer.hpp"
#include "leitmotif/training/equilibrium_songs.hpp"

namespace leitmotif::training {

/// Songs as training reads them: rows of counted words, counts, and targets.
struct TrainingSongs {
  std::vector<std::size_t> begin = {0};  ///< [songs + 1] offsets into `word` and `count`
  std::vector<std::uint32_t> word;       ///< rows of the weights
  std::vector<float> count;
  std::vector<Target> target;  ///< [songs]

  /// How many songs there are, and the words of one with how often each stands in it.
  [[nodiscard]] std::size_t size() const noexcept { return target.size(); }
  [[nodiscard]] std::span<const std::uint32_t> words(std::size_t song) const noexcept {
    return std::span(word).subspan(begin[song], begin[song + 1] - begin[song]);
  }
  /// How often each of the song's words stands in it.
  [[nodiscard]] std::span<const float> counts(std::size_t song) const noexcept {
    return std::span(count).subspan(begin[song], begin[song + 1] - begin[song]);
  }
};

/// What is the same for every song of one stage of training.
struct LossOptions {
  /// What every part has before a word is read; parts that the stage does not use have 1 and no weights.
  models::TopicRow prior{};
  /// How many times the parts that are not observed are inferred anew before the gradient is taken. 0: never.
  int latent_rounds = 0;
  /// Whether they start from the uniform split each time, or from where they were.
  bool latent_restart = false;
};

/// The sum of the losses of `songs`, and its gradient by the logarithms of the weights, which is added to `gradient`.
/// A song's loss is the sum over its parts of (ln(shares / pull + floor) - goal)^2, and the same for what all parts
/// that are not observed get together. Infers these parts' pseudo-counts first and keeps them in the targets.
/// Shape: weights[vocabulary], gradient[vocabulary].   Cost: O(words of the songs x rounds).
double add_gradient(TrainingSongs& songs, std::span<const std::uint32_t> which,
                    std::span<const models::TopicRow> weights, const LossOptions& options,
                    std::span<models::TopicRow> gradient);

}  // namespace leitmotif::training
