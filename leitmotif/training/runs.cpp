#include "leitmotif/training/runs.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv.hpp"

namespace leitmotif::training {
namespace {

constexpr const char* kRecord = "run.json";
constexpr const char* kModel = "model.safetensors";
constexpr std::size_t kRecordBytes = 16U << 20U;
constexpr int kMostOfOneSecond = 10000;

/// `20261128-163012` of `2026-11-28T16:30:12Z`.
std::string stamp_of(const std::string& time) {
  std::string stamp;
  for (const char c : time)
    if (c >= '0' && c <= '9')
      stamp += c;
    else if (c == 'T')
      stamp += '-';
  return stamp;
}

/// A new folder for a run. Two runs of one second get a number behind their names.
std::filesystem::path make_folder(const std::filesystem::path& root, const std::string& name) {
  std::error_code failed;
  std::filesystem::create_directories(root, failed);
  for (int number = 1; number < kMostOfOneSecond; ++number) {
    const std::filesystem::path folder = root / (number == 1 ? name : name + "-" + std::to_string(number));
    if (std::filesystem::create_directory(folder, failed)) return folder;
    if (failed) break;
  }
  throw Error(ErrorKind::io, root.string() + ": cannot make a folder for the run" +
                                 (failed ? ": " + failed.message() : std::string()));
}

void write_epochs(const std::filesystem::path& file, const TrainReport& report) {
  std::string csv = "epoch,train_loss,validation_loss,validation_accuracy,seconds\n";
  for (const models::EpochReport& epoch : report.epochs)
    csv += std::to_string(epoch.epoch) + "," + Json(epoch.train_loss).dump() + "," +
           Json(epoch.validation_loss).dump() + "," + Json(epoch.validation_accuracy).dump() + "," +
           Json(epoch.seconds).dump() + "\n";
  write_file(file, csv);
}

/// A second name for the model, so that a run costs no space while the file is there; a copy on another disk.
void keep_model(const std::filesystem::path& model, const std::filesystem::path& place) {
  std::error_code failed;
  std::filesystem::create_hard_link(model, place, failed);
  if (failed) std::filesystem::copy_file(model, place, failed);
  if (failed) throw Error(ErrorKind::io, place.string() + ": cannot be written: " + failed.message());
}

Run run_of(const TrainRequest& request, const TrainReport& report, const RunNotes& notes) {
  Run run;
  run.started = notes.started;
  run.command = notes.command;
  run.model = request.model;
  run.data = request.data.filename().string();
  run.data_sha256 = report.data_sha256;
  run.id = report.id;
  run.songs = report.songs;
  run.seconds = report.seconds;
  run.host = host_class();
  for (const Setting& setting : settings_of(request)) run.settings[setting.name] = setting.value;
  run.validation_accuracy = report.validation_accuracy;
  if (report.test) run.test_accuracy = report.test->report.accuracy;
  if (report.cross_validation) run.fold_accuracy = report.cross_validation->accuracy.mean;
  return run;
}

std::optional<double> number_or_none(const Json& json, std::string_view key) {
  const Json& value = json[key];
  return value.is_number() ? std::optional<double>(value.get<double>()) : std::nullopt;
}

std::optional<Run> read_run(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(folder / kRecord, ignored)) return std::nullopt;
  const std::string text = read_file(folder / kRecord, kRecordBytes);
  try {
    const Json json = Json::parse(text);
    Run run;
    run.name = folder.filename().string();
    run.folder = folder;
    run.started = json.value("started", "");
    run.command = json.value("command", "");
    run.model = json.value("model", "");
    run.data = json.value("data", "");
    run.data_sha256 = json.value("data_sha256", "");
    run.id = json.value("id", "");
    run.songs = json.value("songs", run.songs);
    run.seconds = json.value("seconds", run.seconds);
    run.host = json.value("host", "");
    run.settings = json.value("settings", run.settings);
    run.validation_accuracy = json.value("validation_accuracy", run.validation_accuracy);
    run.test_accuracy = number_or_none(json, "test_accuracy");
    run.fold_accuracy = number_or_none(json, "fold_accuracy");
    return run;
  } catch (const JsonMismatch&) {
    return std::nullopt;
  }
}

}  // namespace

std::string time_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::string text(32, '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  return text;
}

std::string host_class() {
  utsname names{};
  ::uname(&names);
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long page = ::sysconf(_SC_PAGESIZE);
  const double gib = std::round(static_cast<double>(pages) * static_cast<double>(page) / (1U << 30U));
  return std::string(names.machine) + ", " + std::to_string(::sysconf(_SC_NPROCESSORS_ONLN)) + " processors, " +
         std::to_string(static_cast<long>(gib)) + " GiB";
}

std::string keep_run(const std::filesystem::path& root, const TrainRequest& request, const TrainReport& report,
                     const RunNotes& notes) {
  const std::filesystem::path folder = make_folder(root, stamp_of(notes.started) + "-" + request.model);
  Run run = run_of(request, report, notes);
  run.name = folder.filename().string();
  run.folder = folder;
  if (!report.file.empty()) keep_model(report.file, folder / kModel);
  TrainReport named = report;
  named.run = run.name;
  write_file(folder / "report.json", train_report_table().text(named, 2) + "\n");
  write_epochs(folder / "epochs.csv", report);
  write_file(folder / "log.txt", notes.log);
  write_file(folder / kRecord, run_table().text(run, 2) + "\n");
  return run.name;
}

std::vector<Run> list_runs(const std::filesystem::path& root) {
  std::vector<Run> runs;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(root, failed))
    if (std::optional<Run> run = read_run(entry.path())) runs.push_back(std::move(*run));
  std::ranges::sort(runs, {}, &Run::name);
  return runs;
}

Run find_run(const std::filesystem::path& root, const std::string& name) {
  std::vector<Run> runs = list_runs(root);
  if (name == "last" && !runs.empty()) return runs.back();
  std::vector<Run> found;
  for (Run& run : runs) {
    if (run.name == name) return run;
    if (run.name.starts_with(name)) found.push_back(std::move(run));
  }
  if (found.empty())
    throw Error(ErrorKind::not_found, "there is no run '" + name + "' in " + root.string() + "; see runs list");
  if (found.size() > 1)
    throw Error(ErrorKind::invalid_argument, "'" + name + "' may be " + std::to_string(found.size()) +
                                                 " runs: " + found[0].name + ", " + found[1].name +
                                                 (found.size() > 2 ? ", ..." : ""));
  return std::move(found.front());
}

void delete_run(const Run& run) {
  std::error_code failed;
  std::filesystem::remove_all(run.folder, failed);
  if (failed) throw Error(ErrorKind::io, run.folder.string() + ": cannot be removed: " + failed.message());
}

const wire::Table<Run>& run_table() {
  using F = wire::Field<Run>;
  static const wire::Table<Run> table(
      "Run",
      {F::value("run", &Run::name, wire::any_text("its name")), F::value("started", &Run::started, wire::any_text()),
       F::value("command", &Run::command, wire::any_text("as it was typed")),
       F::value("model", &Run::model, wire::any_text("its kind")),
       F::value("data", &Run::data, wire::any_text("name of the data file")),
       F::value("data_sha256", &Run::data_sha256, wire::any_text()),
       F::value("id", &Run::id, wire::any_text("SHA-256 of the model file")),
       F::value("songs", &Run::songs, wire::count("trained on")),
       F::value("seconds", &Run::seconds, wire::any_number()), F::value("host", &Run::host, wire::any_text()),
       F::value("settings", &Run::settings, wire::map_of(wire::any_text())),
       F::value("validation_accuracy", &Run::validation_accuracy, wire::any_number("0..1")),
       F::value("test_accuracy", &Run::test_accuracy, wire::or_null(wire::any_number("0..1"))),
       F::value("fold_accuracy", &Run::fold_accuracy, wire::or_null(wire::any_number("mean over folds or seeds"))),
       F::value(
           "folder", [](const Run& run) { return run.folder.string(); }, wire::any_text())});
  return table;
}

}  // namespace leitmotif::training
