// Scores a model on labelled songs: the numbers of the paper and a few it left out.
// Flow: Classifier and Tokens -> Evaluation -> text or JSON.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/evaluation/bootstrap.hpp"
#include "leitmotif/evaluation/calibration.hpp"
#include "leitmotif/evaluation/classification.hpp"
#include "leitmotif/evaluation/groups.hpp"
#include "leitmotif/models/classifier.hpp"

namespace leitmotif::evaluation {

/// A second opinion: the songs of artists a training file does not have apart from the others, because a model may
/// have learned an artist's habits instead of a topic.
struct ArtistOpinion {
  std::string training_file;         ///< as the user named it
  bool is_the_models = false;        ///< the model was trained on this very file, by its digest
  std::size_t unknown = 0;           ///< songs without an artist, in neither group
  std::optional<GroupScore> others;  ///< songs whose artist is not in the file; empty when there are none
  std::optional<GroupScore> shared;  ///< songs whose artist is in the file; empty when there are none
};

/// How a model did on labelled songs.
struct Evaluation {
  ClassificationReport report;
  BootstrapIntervals intervals;  ///< 95 %, from 1,000 resamples
  Calibration calibration;
  std::vector<GroupScore> genres;   ///< by name; empty when not known
  std::vector<GroupScore> decades;  ///< by name; empty when not known
  std::optional<ArtistOpinion> artists;
};

/// What a model answered to songs, all of them kept.
struct Answered {
  std::vector<float> probabilities;  ///< [songs x labels], row-major
  std::vector<int> predicted;        ///< [songs], the most probable label, the first among equals
};

/// Asks the model about every song. Shape: tokens[n], through the model's pipeline. The result does not depend on
/// `threads` (0: all).
[[nodiscard]] Answered answer(const models::Classifier& model, std::span<const Tokens> tokens, unsigned threads);

/// The scores of answers. The groups stay empty. Throws as the functions of metrics do.
[[nodiscard]] Evaluation evaluate(const Answers& answers);

/// Asks the model about every song. Shape: tokens[n] (through the model's pipeline), truth[n] as indices into
/// model.labels(). The result does not depend on `threads` (0: all). Throws invalid_argument when there is no song.
[[nodiscard]] Evaluation evaluate(const models::Classifier& model, std::span<const Tokens> tokens,
                                  std::span<const int> truth, unsigned threads);

/// As the contract of `evaluate --json` has it.
[[nodiscard]] Json to_json(const Evaluation& evaluation);

}  // namespace leitmotif::evaluation
