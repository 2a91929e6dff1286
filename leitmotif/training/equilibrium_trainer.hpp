// Trains the equilibrium topic network. Needs no LibTorch: the gradients are derived by hand.
// Flow: labelled rows -> counted words -> expectation-maximisation -> gradient descent -> finished network.
// Source: equilibrium_loss.hpp says what is learned, equilibrium_stages.hpp in which order.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/models/equilibrium.hpp"
#include "leitmotif/models/model_card.hpp"

namespace leitmotif::training {

/// How the equilibrium network is trained.
struct EquilibriumOptions {
  /// Where the rows are not divided yet: share of them, of each topic alike, that is never trained on but decides which
  /// epoch is kept and how sharp the probabilities are. From 0.01 to 0.5.
  double held_out = 0.1;
  /// Of the last stage, in which all weights move. More: longer training, slightly better mixtures. At least 1.
  int epochs = 20;
  /// Times the unpublished topics are looked for from another random start; the best is kept. More: a better chance to
  /// find them as they are. At least 1.
  int restarts = 6;
  /// Decides the held-out rows, the order of songs and the random starts.
  std::uint64_t seed = 42;
  /// 0: all. The result is the same at any number.
  unsigned threads = 0;
};

/// Rows by what they are for. They belong to the caller.
struct EquilibriumRows {
  std::span<const LabelledSong* const> train;
  std::span<const LabelledSong* const> validation;
};

/// A trained equilibrium network, with what it reached.
struct TrainedEquilibrium {
  models::EquilibriumWeights weights;
  std::vector<std::string> labels;  ///< the topics of the rows, ascending
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;                ///< which epoch the weights are of, from 1
  std::size_t training_songs = 0;    ///< songs the weights were fitted to
  std::size_t incomplete_songs = 0;  ///< rows for training with a weight missing, which were not used
  std::size_t validation_songs = 0;
  /// validation_accuracy, mixture_l1 (mean distance of the sixteen weights), ece_before and ece (expected calibration
  /// error without and with temperature), temperature, counted_words, kept_epoch.
  std::map<std::string, double> scores;
};

/// Trains on rows whose lyrics are cleaned as in the data set (words separated by white space). Only rows with all
/// sixteen weights are fitted. Rows with some of them missing were tried on held-out songs of the music data set: taken
/// as they are, they harm (99.6 % instead of 99.9 % of the labels right, mixtures off by 0.023 instead of 0.008),
/// because their numbers were rounded to nine digits; taken without the parts that the rounding blurs, they change
/// nothing. `on_epoch` may be empty; it is called after each epoch of the last stage. The train and validation losses
/// of its report are the mean self-consistency loss of a song. Throws invalid_argument, saying what is needed and what
/// to use instead: no row with all sixteen weights, weights that are not of the topic model this network copies, a
/// topic that is none of the sixteen, options out of range.
[[nodiscard]] TrainedEquilibrium train_equilibrium(std::span<const LabelledSong> rows,
                                                   const EquilibriumOptions& options,
                                                   const std::function<void(const models::EpochReport&)>& on_epoch);

/// The same with rows that are divided already; `options.held_out` has no meaning then.
[[nodiscard]] TrainedEquilibrium train_equilibrium(const EquilibriumRows& rows, const EquilibriumOptions& options,
                                                   const std::function<void(const models::EpochReport&)>& on_epoch);

/// What an equilibrium network is, for its card.
[[nodiscard]] std::string_view equilibrium_description() noexcept;

/// The card of a trained network, with sample lines and their answers; the data set's name, digest and licence are left
/// to the caller.
[[nodiscard]] models::ModelCard equilibrium_card(const TrainedEquilibrium& trained, std::uint64_t seed);

}  // namespace leitmotif::training
