// Training as a user asks for it: a data file in, a model file and a report out.
// Flow: request -> split -> a kind's network -> model file, scored as it was written.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/evaluation/score.hpp"
#include "leitmotif/models/model_card.hpp"
#include "leitmotif/training/network_kind.hpp"
#include "leitmotif/training/repeats.hpp"
#include "leitmotif/training/request.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::training {

/// What a model answered to a song it did not learn from.
struct AnsweredSong {
  std::string part;      ///< "validation" or "test"
  std::size_t line = 0;  ///< in its file
  std::string artist;
  std::string title;
  std::string label;      ///< its own
  std::string predicted;  ///< the most probable one
  double confidence = 0;  ///< how probable that is, 0..1
};

/// What a training came to.
struct TrainReport {
  std::string model;
  std::string protocol;
  std::size_t songs = 0;                ///< trained on
  std::vector<Rejected> rejected;       ///< rows of the data file that could not be used
  std::vector<Rejected> test_rejected;  ///< the same of the test file
  std::vector<std::string> warnings;    ///< what is doubtful about the songs, one line each
  double seconds = 0;                   ///< from the first byte read to the last written
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;
  double validation_accuracy = 0;
  std::optional<evaluation::Evaluation> validation;  ///< empty under the paper's protocol: its test songs are these
  std::optional<evaluation::Evaluation> test;
  std::vector<AnsweredSong> answered;  ///< every song that was scored
  std::filesystem::path file;          ///< empty: no model was kept
  std::string id;                      ///< digest of the file
  std::string data_sha256;             ///< of the data file
  std::string data_name;
  std::optional<CrossValidation> cross_validation;  ///< when it was asked for
  std::vector<CurvePoint> learning_curve;           ///< when it was asked for
  std::string run;                                  ///< name of the run it is kept as; empty: it is not
};

/// The kind of that name. Throws invalid_argument listing the known names.
[[nodiscard]] const NetworkKind& find_kind(const std::string& model, std::span<const NetworkKind> kinds);

/// The pipeline of a kind, ready to use. Throws what WordNet::load throws.
[[nodiscard]] text::Preprocessor pipeline_of(const NetworkKind& kind);

/// Throws invalid_argument naming a setting that the kind does not take.
void check_settings(const NetworkKind& kind, const TrainRequest& request);

/// Trains the kind of network that the request names, saves it, and scores what was saved. `on_epoch` may throw to
/// stop; then no file is written. Throws invalid_argument (a model that is not among `kinds`, labels missing, too few
/// songs), and what reading and writing throw.
[[nodiscard]] TrainReport train(const TrainRequest& request, std::span<const NetworkKind> kinds,
                                const OnEpochReport& on_epoch);

/// As the contract of `train --json` has it.
[[nodiscard]] const wire::Table<TrainReport>& train_report_table();

}  // namespace leitmotif::training
