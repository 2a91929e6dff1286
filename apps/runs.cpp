#include "apps/runs.hpp"

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::apps {

std::filesystem::path runs_folder(const std::string& named) {
  return named.empty() ? places::default_library().parent_path() / "runs" : std::filesystem::path(named);
}

std::string keep_run_or_warn(const std::string& named, const training::TrainRequest& request,
                             const training::TrainReport& report, const training::RunNotes& notes) {
  if (named == "none") return "";
  try {
    return training::keep_run(runs_folder(named), request, report, notes);
  } catch (const Error& error) {
    warn(std::string("this training is not kept as a run: ") + error.what());
    return "";
  }
}

}  // namespace leitmotif::apps
