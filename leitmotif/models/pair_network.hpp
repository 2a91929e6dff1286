// A network with two inputs: songs that somebody likes, and a candidate. It says how probable it is that they go
// together.
// Flow: numbers of each liked song with the candidate, numbers of the candidate -> logit.
// Source: attention over what somebody had, asked by the candidate, as Zhou and others 2018 ("Deep interest network");
// the weights of a sum by softmax as Ilse, Tomczak and Welling 2018. Training is in leitmotif/training.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/models/model_card.hpp"

namespace leitmotif::models {

/// The numbers of the network. A liked song's numbers and the candidate's go through a rectified layer; the results are
/// added with weights that are the softmax of their products with `attention` (all 0: the mean); the sum and the
/// candidate's numbers go through another rectified layer, and its results and the candidate's numbers once more give
/// the logit. Weight matrices are [inputs x outputs] of their layer.
struct PairWeights {
  std::size_t links = 0;         ///< numbers of a liked song with the candidate
  std::size_t songs = 0;         ///< numbers of the candidate
  std::size_t hidden = 0;        ///< of a liked song
  std::size_t joint = 0;         ///< of all of them
  std::vector<float> mean;       ///< [links + songs] of the inputs, which are made standard scores
  std::vector<float> deviation;  ///< [links + songs] above 0
  std::vector<float> link_weight, link_bias;
  std::vector<float> attention;  ///< [hidden]
  std::vector<float> joint_weight, joint_bias;
  std::vector<float> output_weight, output_bias;  ///< [joint + songs], [1]
};

/// A standard score as the network reads it; far ones are brought nearer, so that no input decides all by itself.
[[nodiscard]] float pair_input(float value, float mean, float deviation) noexcept;

/// Immutable; const methods may be called from several threads at once.
class PairNetwork {
 public:
  /// Throws as ModelFile::load; corrupt_data when a part is missing or of the wrong shape or a deviation is not above
  /// 0; unsupported for a model of another kind.
  [[nodiscard]] static PairNetwork load(const std::filesystem::path& path);
  /// Shape: every part as PairWeights says.
  explicit PairNetwork(PairWeights weights) : weights_(std::move(weights)) {}
  /// Writes a model file. Throws io.
  void save(const std::filesystem::path& path, const ModelCard& card) const;

  /// The logarithm of the odds that the candidate goes with the liked songs.
  /// Shape: links [liked songs x links], any number of them; song [songs].
  [[nodiscard]] float logit(std::span<const float> links, std::span<const float> song) const;
  [[nodiscard]] const PairWeights& weights() const noexcept { return weights_; }

 private:
  PairWeights weights_;
};

}  // namespace leitmotif::models
