// Songs as points on a sphere: near ones sound alike, are of one time and kind, and speak of the same things.
// Flow: SongFeatures -> row of length 1; the similarity of two songs is the dot product of their rows.
// Source: Schroff, Kalenichenko and Philbin 2015 ("FaceNet", a network trained on triplets); training is in
// leitmotif/training. A row is a learned part beside the square roots of the mixture (Hellinger 1909), because a
// network taught to find an artist's other songs has no reason to keep what they are about.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/models/model_card.hpp"
#include "leitmotif/models/song_inputs.hpp"

namespace leitmotif::models {

/// The numbers of a network inputs -> hidden -> outputs. Weight matrices are [inputs x outputs] of their layer.
struct EmbeddingWeights {
  std::size_t hidden = 0;
  std::size_t outputs = 0;
  std::vector<float> weight1, bias1, weight2, bias2;
};

/// The learned part for one row of inputs: rectified hidden layer, linear layer, brought to length 1.
/// Shape: inputs [n] -> [outputs].
[[nodiscard]] std::vector<float> learned_row(const EmbeddingWeights& weights, std::span<const float> inputs);

/// Two parts of a similarity, which add up to it.
struct SimilarityParts {
  float learned = 0;  ///< sound, time and kind
  float topics = 0;   ///< what the songs are about
};

/// Immutable; const methods may be called from several threads at once.
class SongEmbedding {
 public:
  /// Throws as ModelFile::load; corrupt_data when a part is missing or of the wrong shape; unsupported for a model of
  /// another kind.
  [[nodiscard]] static SongEmbedding load(const std::filesystem::path& path);
  /// `topic_share`: of the similarity of two songs alike in everything, how much comes of their topics, 0..1.
  SongEmbedding(SongInputs inputs, EmbeddingWeights weights, float topic_share);

  /// Writes a model file. Throws io.
  void save(const std::filesystem::path& path, const ModelCard& card) const;

  /// How many numbers a song has.
  [[nodiscard]] std::size_t width() const noexcept { return weights_.outputs + kMixtureParts.size(); }
  /// The song's row, of length 1. A song without a mixture has zeros for it. Shape: row [width()].
  void embed(const SongFeatures& song, std::span<float> row) const;
  [[nodiscard]] std::vector<float> embed(const SongFeatures& song) const;
  /// Shape: songs[n] -> [n x width()], row-major, on `threads` threads (0: all).
  [[nodiscard]] std::vector<float> embed(std::span<const SongFeatures> songs, unsigned threads) const;
  /// The dot product of two rows by its parts. Shape: a, b [width()].
  [[nodiscard]] SimilarityParts parts(std::span<const float> a, std::span<const float> b) const noexcept;

  /// What it reads of a song, its weights, and the share of the topics in a likeness. Lifetime: that of this object.
  [[nodiscard]] const SongInputs& inputs() const noexcept { return inputs_; }
  [[nodiscard]] const EmbeddingWeights& weights() const noexcept { return weights_; }
  [[nodiscard]] float topic_share() const noexcept { return topic_share_; }
  /// Where it comes from; empty when it was not loaded.
  [[nodiscard]] const ModelCard& card() const noexcept { return card_; }
  /// The digest of its file; empty when it was not loaded.
  [[nodiscard]] const std::string& id() const noexcept { return id_; }

 private:
  SongInputs inputs_;
  EmbeddingWeights weights_;
  float topic_share_ = 0;
  ModelCard card_;
  std::string id_;
};

}  // namespace leitmotif::models
