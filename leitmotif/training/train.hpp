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
#include "leitmotif/training/request.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::training {

/// What a training reached.
struct TrainReport {
  std::string model;
  std::string protocol;
  std::size_t songs = 0;     ///< trained on
  std::size_t rejected = 0;  ///< rows of the data file that could not be used
  double seconds = 0;        ///< from the first byte read to the last written
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;
  double validation_accuracy = 0;
  std::optional<evaluation::Evaluation> test;
  std::filesystem::path file;
};

/// Trains the kind of network that the request names, saves it, and scores what was saved. `on_epoch` may throw to
/// stop; then no file is written. Throws invalid_argument (a model that is not among `kinds`, labels missing, too few
/// songs), and what reading and writing throw.
[[nodiscard]] TrainReport train(const TrainRequest& request, std::span<const NetworkKind> kinds,
                                const OnEpochReport& on_epoch);

/// As the contract of `train --json` has it.
[[nodiscard]] const wire::Table<TrainReport>& train_report_table();

}  // namespace leitmotif::training
