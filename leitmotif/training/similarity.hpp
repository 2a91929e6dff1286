// Training similarity as a user asks for it.
// Flow: data set -> songs with features -> network -> model file.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/evaluation/retrieval.hpp"
#include "leitmotif/evaluation/similarity_songs.hpp"
#include "leitmotif/models/song_embedding.hpp"
#include "leitmotif/training/playlist_pairs.hpp"

namespace leitmotif::training {

/// One training of the network that compares songs.
struct SimilarityRequest {
  std::filesystem::path output;                     ///< model file to write
  double held_out = 0.2;                            ///< share of the songs whose artists are kept for testing
  std::vector<std::vector<std::size_t>> playlists;  ///< song numbers that belong together, beside artists
  std::uint64_t seed = 0;                           ///< decides parts, first weights and order
  unsigned threads = 0;                             ///< for measuring; 0: all
};

/// What came of one epoch.
struct SimilarityEpoch {
  int epoch = 0;  ///< from 1
  double train_loss = 0;
};

/// How good the embedding is on validation artists with one share of topics.
struct TopicShare {
  double share = 0;
  evaluation::Retrieval retrieval;
};

/// What came of the training.
struct SimilarityReport {
  evaluation::ArtistParts parts;
  std::size_t playlists = 0;  ///< that were learned from: with two songs of training artists or more
  std::vector<SimilarityEpoch> epochs;
  std::vector<TopicShare> shares;  ///< what the share was chosen among
  double topic_share = 0;
  double seconds = 0;
  std::filesystem::path file;
};

/// What the network learns from. Shape: rows [artists.size() x inputs.width()].
struct EmbeddingTask {
  const models::SongInputs& inputs;
  std::span<const float> rows;
  std::span<const std::uint32_t> artists;
  PlaylistRows playlists;
  std::uint64_t seed = 0;
};

/// Learns the numbers of the network from rows of inputs; `train_embedding` behind a wall, so that nobody else needs
/// LibTorch.
using LearnEmbedding = std::function<models::EmbeddingWeights(
    const EmbeddingTask& task, const std::function<void(const SimilarityEpoch&)>& on_epoch)>;

/// Trains on the training artists, chooses the share of topics on the validation artists (the greatest geometric mean
/// of reciprocal rank and shared topics), never looks at the test artists, and writes the file. `on_epoch` may throw to
/// stop. Throws what `learn` throws; invalid_argument when validation has no artist with two songs; io.
[[nodiscard]] SimilarityReport train_similarity(const evaluation::SimilaritySongs& songs,
                                                const SimilarityRequest& request, const LearnEmbedding& learn,
                                                const std::function<void(const SimilarityEpoch&)>& on_epoch);

/// As `train similarity --json` has it.
[[nodiscard]] Json to_json(const SimilarityReport& report);

}  // namespace leitmotif::training
