// Trainings that are kept: each a folder with what was asked for, what came of it, and the model.
// Flow: TrainReport -> run folder -> list, show, compare, delete, bring back.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/training/train.hpp"

namespace leitmotif::training {

/// What a person wants to know of a run in a list.
struct Run {
  std::string name;  ///< of its folder, such as 20261128-163012-logistic
  std::filesystem::path folder;
  std::string started;  ///< RFC 3339, UTC
  std::string command;  ///< as it was typed
  std::string model;    ///< kind
  std::string data;     ///< name of the data file
  std::string data_sha256;
  std::string id;         ///< digest of the model; empty: none was kept
  std::size_t songs = 0;  ///< trained on
  double seconds = 0;
  std::string host;  ///< class of the machine
  std::map<std::string, std::string> settings;
  double validation_accuracy = 0;
  std::optional<double> test_accuracy;
  std::optional<double> fold_accuracy;  ///< mean over folds or seeds
};

/// What is kept of one training beside its report.
struct RunNotes {
  std::string command;  ///< as it was typed
  std::string started;  ///< RFC 3339, UTC
  std::string log;      ///< lines as they were told
};

/// Keeps a training as a folder below `root`: run.json, report.json, epochs.csv, log.txt, answers.csv (what the model
/// answered to songs it did not learn from) and, when one was written, the
/// model (a second name for the same file where that is possible). Gives the run's name. Throws io.
[[nodiscard]] std::string keep_run(const std::filesystem::path& root, const TrainRequest& request,
                                   const TrainReport& report, const RunNotes& notes);

/// The runs below `root`, the oldest first; folders that are no runs are passed over. None when there is no such
/// folder.
[[nodiscard]] std::vector<Run> list_runs(const std::filesystem::path& root);

/// The run of that name, or the only one whose name begins so; `last` is the newest. Throws not_found,
/// invalid_argument (several begin so).
[[nodiscard]] Run find_run(const std::filesystem::path& root, const std::string& name);

/// What the training reported, as `train --json` printed it; an empty object when that cannot be read any more.
[[nodiscard]] Json report_of(const Run& run);

/// Which of the answered songs; what is empty does not choose.
struct AnsweredWish {
  std::string part;
  std::string label;
  std::string predicted;
  std::size_t limit = 100;
};

/// Songs that a run's model answered.
struct AnsweredSongs {
  std::size_t total = 0;  ///< that fit
  std::vector<AnsweredSong> songs;
};

/// The songs that the run's model answered, the surest answers first. None for a run that kept no answers.
[[nodiscard]] AnsweredSongs answered_songs(const Run& run, const AnsweredWish& wish);

/// How long a deleted run can be brought back.
inline constexpr std::chrono::days kDeletedRunsKept{30};

/// Takes the run out of `root`, into the folder `deleted_runs_folder` beside it. Runs that were deleted more than
/// kDeletedRunsKept ago go for good. Throws io.
void delete_run(const std::filesystem::path& root, const Run& run);
/// Brings a deleted run back. Throws not_found; invalid_argument when there is another run of its name; io.
void restore_run(const std::filesystem::path& root, const std::string& name);
/// Where deleted runs lie: `runs.deleted` for `runs`.
[[nodiscard]] std::filesystem::path deleted_runs_folder(const std::filesystem::path& root);

/// The class of this machine: architecture, processors, memory. No name of it.
[[nodiscard]] std::string host_class();

/// The time now as RFC 3339, UTC.
[[nodiscard]] std::string time_now();

[[nodiscard]] const wire::Table<Run>& run_table();                       ///< as run.json has it
[[nodiscard]] const wire::Table<AnsweredSongs>& answered_songs_table();  ///< some of a run's songs

}  // namespace leitmotif::training
