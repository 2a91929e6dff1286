// Where trainings are kept.
// Flow: --runs and the XDG data folder -> folder of runs.
#pragma once

#include <filesystem>
#include <string>

#include "leitmotif/training/runs.hpp"

namespace leitmotif::apps {

/// The folder that was named, else leitmotif/runs in the XDG data folder. Throws not_found where there is none.
[[nodiscard]] std::filesystem::path runs_folder(const std::string& named);

/// Keeps a training, unless `named` is "none". Gives the run's name; empty, with a warning, when it cannot be kept: the
/// model itself is written already.
[[nodiscard]] std::string keep_run_or_warn(const std::string& named, const training::TrainRequest& request,
                                           const training::TrainReport& report, const training::RunNotes& notes);

}  // namespace leitmotif::apps
