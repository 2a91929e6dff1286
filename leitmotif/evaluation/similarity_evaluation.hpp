// The learned similarity beside the plain distances, on the same songs.
// Flow: model file and data set -> SimilarityEvaluation.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/evaluation/retrieval.hpp"
#include "leitmotif/evaluation/similarity_songs.hpp"
#include "leitmotif/models/song_embedding.hpp"

namespace leitmotif::evaluation {

/// One way of comparing songs.
struct SimilarityWay {
  std::string name;
  Retrieval among_all;                     ///< queries' neighbours among all songs
  std::optional<Retrieval> among_queries;  ///< among the songs of the artists that are asked for; none when that is all
};

/// The ways of comparing songs side by side, on the same songs.
struct SimilarityEvaluation {
  bool held_out = false;  ///< the file is the one the model was trained from, so only held-out artists are asked for
  std::size_t songs = 0;  ///< that are searched: those with every audio feature
  std::vector<SimilarityWay> ways;
};

/// Measures the model and plain distances on the same songs. Throws invalid_argument when no artist has two songs.
[[nodiscard]] SimilarityEvaluation evaluate_similarity(const SimilaritySongs& songs,
                                                       const models::SongEmbedding& embedding, unsigned threads);

/// `held_out, songs, ways[{way, among_all, among_queries}]`.
[[nodiscard]] Json to_json(const SimilarityEvaluation& evaluation);

}  // namespace leitmotif::evaluation
