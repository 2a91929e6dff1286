// Several models scored on the same songs.
// Flow: model files and labelled songs -> Comparison -> JSON, text, or the page.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/corpus/data_source.hpp"
#include "leitmotif/evaluation/score.hpp"
#include "leitmotif/evaluation/significance.hpp"
#include "leitmotif/models/model_info.hpp"

namespace leitmotif::evaluation {

/// One model file and how it did.
struct ScoredModel : models::ModelOfFile {
  Evaluation evaluation;
  std::vector<int> truth;  ///< [songs], indices into card.labels
  Answered answered;       ///< to the same songs
};

/// How two models of a comparison differ on the same songs.
struct PairOfModels {
  std::size_t first = 0;   ///< index into Comparison::models
  std::size_t second = 0;  ///< the same
  McNemar mcnemar;
  PairedBootstrap bootstrap;
};

/// A song that was scored, for whoever looks at single answers.
struct ScoredSong {
  std::size_t line = 0;  ///< in its file
  std::string artist;
  std::string title;
};

/// What was scored, and on which songs.
struct Comparison {
  std::string data_file;    ///< as the user named it
  std::string data_sha256;  ///< 64 hexadecimal digits
  std::size_t songs = 0;
  std::vector<Rejected> rejected;  ///< rows of the file that could not be used, and so have no part in it
  std::vector<ScoredModel> models;
  corpus::DataSource source;        ///< of the file; `published` when it is a part of the music data set
  std::vector<ScoredSong> scored;   ///< [songs]
  std::vector<PairOfModels> pairs;  ///< every two models that have the same labels
};

/// Whether the paper's figures may stand beside a model's: it was trained on the music data set, and scored on songs of
/// it.
[[nodiscard]] bool is_comparable_with_paper(const ScoredModel& model, const Comparison& comparison);

/// Writes a CSV file with a line for each song: line, artist, title, label, predicted, right, confidence and the
/// probability of each label, called `p(LABEL)`. Throws io.
void write_predictions(const std::filesystem::path& file, const Comparison& comparison, const ScoredModel& model);

/// Whether the scored file is the very file the model was trained on, by its digest: then the scores say little.
[[nodiscard]] bool scored_on_training_songs(const ScoredModel& model, const Comparison& comparison);

/// One model: the evaluation itself, as the contract of `evaluate --json` has it, and what was scored. Several:
/// `models`, each with its `evaluation`. Text that is not UTF-8 (a file name) is written with replacement characters.
[[nodiscard]] Json to_json(const Comparison& comparison);

}  // namespace leitmotif::evaluation
