// Trains the similarity network. The header does not show LibTorch, so that it is compiled once.
// Flow: input rows and artists -> EmbeddingWeights.
// Source: a network with one hidden layer, ReLU and dropout, its output brought to length 1; triplet loss over batches
// of several songs of each artist, and where there are playlists of songs that share one against popular songs of the
// same time that do not; Adam with a learning rate that falls along half a cosine.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "leitmotif/models/song_embedding.hpp"
#include "leitmotif/training/playlist_pairs.hpp"

namespace leitmotif::training {

/// Shape: rows [n x width], row-major; artist [n].
struct EmbeddingExamples {
  std::span<const float> rows;
  std::size_t width = 0;
  std::span<const std::uint32_t> artist;
  PlaylistRows playlists = {};  ///< none: only artists say what belongs together
};

/// Inputs that a song is made to forget at random while the network learns, all at once, so that it copes with songs of
/// which less is known.
struct Forgettable {
  std::vector<models::InputGroup> groups;
  double probability = 0;
};

/// How the similarity network is made and trained.
struct EmbeddingOptions {
  std::size_t hidden = 256;
  std::size_t outputs = 48;
  int epochs = 12;
  double rate = 1e-3;
  double dropout = 0.1;             ///< share of the hidden values that is dropped while learning
  double temperature = 0.1;         ///< of the loss
  std::size_t songs_of_artist = 4;  ///< in a batch, at most
  std::size_t artists = 128;        ///< in a batch
  double playlist_share = 1;        ///< weight of what playlists say, beside artists
  std::size_t negatives = 8;        ///< songs against each pair of a playlist
  std::vector<Forgettable> forgettable;
  std::uint64_t seed = 0;  ///< decides first weights, order, and what is dropped and forgotten
};

/// Called after each epoch with its number from 1 and its mean loss; may throw to stop.
using OnEmbeddingEpoch = std::function<void(int epoch, double loss, const models::EmbeddingWeights& weights)>;

/// One thread, so the result does not depend on the number of threads.
/// Throws invalid_argument when fewer than two artists have two songs; internal when inference and training disagree by
/// more than 1e-4.
[[nodiscard]] models::EmbeddingWeights train_embedding(const EmbeddingExamples& examples,
                                                       const EmbeddingOptions& options,
                                                       const OnEmbeddingEpoch& on_epoch);

}  // namespace leitmotif::training
