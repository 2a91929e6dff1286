// Several models scored on the same songs.
// Flow: model files and labelled songs -> Comparison -> JSON, text, or the page.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/evaluation/score.hpp"
#include "leitmotif/models/model_card.hpp"

namespace leitmotif::evaluation {

/// One model file and how it did.
struct ScoredModel {
  std::string file;  ///< as the user named it
  std::string id;    ///< digest of the file
  std::size_t bytes = 0;
  models::ModelCard card;
  Evaluation evaluation;
};

/// What was scored, and on which songs.
struct Comparison {
  std::string data_file;    ///< as the user named it
  std::string data_sha256;  ///< 64 hexadecimal digits
  std::size_t songs = 0;
  std::vector<Rejected> rejected;  ///< rows of the file that could not be read, and so have no part in it
  std::vector<ScoredModel> models;
};

/// Whether the scored file is the very file the model was trained on, by its digest: then the scores say little.
[[nodiscard]] bool scored_on_training_songs(const ScoredModel& model, const Comparison& comparison);

/// One model: the evaluation itself, as the contract of `evaluate --json` has it, and what was scored. Several:
/// `models`, each with its `evaluation`. Text that is not UTF-8 (a file name) is written with replacement characters.
[[nodiscard]] Json to_json(const Comparison& comparison);

}  // namespace leitmotif::evaluation
