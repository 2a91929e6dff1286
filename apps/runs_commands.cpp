// `leitmotif runs ...`: trainings that were kept.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "apps/command.hpp"
#include "apps/runs.hpp"
#include "apps/training_progress.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::apps {

Command runs_list_command();
Command runs_show_command();
Command runs_compare_command();
Command runs_delete_command();
Command runs_restore_command();

namespace {

struct RunsWish {
  std::string folder;
  std::vector<std::string> names;
};

std::string accuracy_text(const std::optional<double>& accuracy) {
  return accuracy ? fmt::format("{:.4f}", *accuracy) : std::string("-");
}

std::string to_text(const std::vector<training::Run>& runs) {
  if (runs.empty()) return "no training is kept\n";
  std::string text = fmt::format("{:<36} {:<12} {:<20} {:>7} {:>9} {:>10} {:>8} {:>8}\n", "RUN", "MODEL", "DATA",
                                 "SONGS", "SECONDS", "VALIDATION", "TEST", "FOLDS");
  for (const training::Run& run : runs)
    text += fmt::format("{:<36} {:<12} {:<20} {:>7} {:>9.1f} {:>10.4f} {:>8} {:>8}\n", without_controls(run.name),
                        without_controls(run.model), without_controls(run.data), run.songs, run.seconds,
                        run.validation_accuracy, accuracy_text(run.test_accuracy), accuracy_text(run.fold_accuracy));
  return text;
}

std::string to_text(const training::Run& run) {
  std::string text = fmt::format(
      "{}\nstarted     {}\ncommand     {}\nmodel       {}\nid          {}\ndata        {}\nsha256      {}\n"
      "songs       {}\ntime        {}\nhost        {}\nvalidation  {:.4f}\ntest        {}\nfolds       {}\n"
      "folder      {}\n",
      without_controls(run.name), without_controls(run.started), without_controls(run.command),
      without_controls(run.model), without_controls(run.id), without_controls(run.data),
      without_controls(run.data_sha256), run.songs, duration_text(run.seconds), without_controls(run.host),
      run.validation_accuracy, accuracy_text(run.test_accuracy), accuracy_text(run.fold_accuracy),
      without_controls(run.folder.string()));
  for (const auto& [name, value] : run.settings)
    text += fmt::format("  {:<14} {}\n", without_controls(name), without_controls(value));
  return text;
}

std::vector<training::Run> runs_of(const RunsWish& wish) {
  const std::filesystem::path root = runs_folder(wish.folder);
  std::vector<training::Run> runs;
  for (const std::string& name : wish.names) runs.push_back(training::find_run(root, name));
  return runs;
}

Json list_json(const std::vector<training::Run>& runs) {
  Json list = Json::array();
  for (const training::Run& run : runs) list.push_back(Json::parse(training::run_table().text(run)));
  return {{"runs", std::move(list)}};
}

int run_list(const RunsWish& wish, const General& general) {
  const std::vector<training::Run> runs = training::list_runs(runs_folder(wish.folder));
  print(general.json ? list_json(runs).dump(2) + "\n" : to_text(runs));
  return 0;
}

int run_show(const RunsWish& wish, const General& general) {
  const training::Run run = runs_of(wish).front();
  if (!general.json) {
    print(to_text(run));
    return 0;
  }
  Json json = Json::parse(training::run_table().text(run));
  json["report"] = training::report_of(run);
  print(json.dump(2) + "\n");
  return 0;
}

/// The settings in which some runs differ, run by run.
std::string differences_text(const std::vector<training::Run>& runs) {
  std::set<std::string> names;
  for (const training::Run& run : runs)
    for (const auto& entry : run.settings) names.insert(entry.first);
  const auto value_of = [](const training::Run& run, const std::string& name) {
    const auto found = run.settings.find(name);
    return found == run.settings.end() ? std::string("-") : found->second;
  };
  std::string text;
  for (const std::string& name : names) {
    const std::string first = value_of(runs.front(), name);
    if (std::ranges::all_of(runs, [&](const auto& run) { return value_of(run, name) == first; })) continue;
    text += fmt::format("{:<14}", without_controls(name));
    for (const training::Run& run : runs) text += fmt::format(" {:<16}", without_controls(value_of(run, name)));
    text += "\n";
  }
  return text.empty() ? "" : "\nwhat they differ in, in this order\n" + text;
}

int run_compare(const RunsWish& wish, const General& general) {
  const std::vector<training::Run> runs = runs_of(wish);
  std::string text = to_text(runs) + differences_text(runs);
  const std::string& data = runs.front().data_sha256;
  if (std::ranges::any_of(runs, [&](const auto& run) { return run.data_sha256 != data; }))
    text += "note: they were not trained on the same file\n";
  print(general.json ? list_json(runs).dump(2) + "\n" : text);
  return 0;
}

int run_delete(const RunsWish& wish, const General& general) {
  const std::vector<training::Run> runs = runs_of(wish);
  Json list = Json::array();
  std::string text;
  for (const training::Run& run : runs) {
    training::delete_run(runs_folder(wish.folder), run);
    list.push_back(run.name);
    text += fmt::format("deleted {0}; within {1} days runs restore {0} brings it back\n", without_controls(run.name),
                        training::kDeletedRunsKept.count());
  }
  print(general.json ? Json({{"deleted", std::move(list)}}).dump(2) + "\n" : text);
  return 0;
}

int run_restore(const RunsWish& wish, const General& general) {
  Json list = Json::array();
  std::string text;
  for (const std::string& name : wish.names) {
    training::restore_run(runs_folder(wish.folder), name);
    list.push_back(name);
    text += fmt::format("brought back {}\n", without_controls(name));
  }
  print(general.json ? Json({{"restored", std::move(list)}}).dump(2) + "\n" : text);
  return 0;
}

wire::Option folder_option(RunsWish& wish) {
  return {"--runs", "FOLDER", "where runs are kept (default: leitmotif/runs in the XDG data folder)", &wish.folder};
}

/// A command about runs that are named behind it.
Command about_runs(const char* name, const char* summary, const char* which,
                   int (*run)(const RunsWish& wish, const General& general)) {
  const auto wish = std::make_shared<RunsWish>();
  return {
      name, summary, {argument("RUN", which, &wish->names), folder_option(*wish)}, [wish, run](const General& general) {
        return run(*wish, general);
      }};
}

}  // namespace

Command runs_list_command() {
  const auto wish = std::make_shared<RunsWish>();
  return {"runs list", "all of them, the oldest first", {folder_option(*wish)}, [wish](const General& general) {
            return run_list(*wish, general);
          }};
}

Command runs_show_command() {
  return about_runs("runs show", "everything about one", "its name, the beginning of it, or last", run_show);
}

Command runs_compare_command() {
  return about_runs("runs compare", "some side by side, and the settings they differ in", "two or more", run_compare);
}

Command runs_delete_command() {
  return about_runs("runs delete", "takes them out of the list; model files elsewhere stay", "one or more", run_delete);
}

Command runs_restore_command() {
  return about_runs("runs restore", "brings deleted ones back", "one or more", run_restore);
}

}  // namespace leitmotif::apps
