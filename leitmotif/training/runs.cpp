#include "leitmotif/training/runs.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
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
constexpr const char* kReport = "report.json";
constexpr const char* kAnswers = "answers.csv";
constexpr std::size_t kRecordBytes = 16U << 20U;
constexpr std::size_t kReportBytes = 256U << 20U;
constexpr std::size_t kAnswersBytes = std::size_t{1} << 30U;
constexpr std::size_t kAnswerCells = 7;
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
    std::filesystem::path folder = root / (number == 1 ? name : name + "-" + std::to_string(number));
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

void write_answers(const std::filesystem::path& path, const TrainReport& report) {
  AtomicFile file(path);
  file.write("part,line,artist,title,label,predicted,confidence\n");
  for (const AnsweredSong& song : report.answered) {
    const std::string line = std::to_string(song.line);
    const std::string confidence = Json(song.confidence).dump();
    const std::array<std::string_view, kAnswerCells> cells = {song.part,  line,           song.artist, song.title,
                                                              song.label, song.predicted, confidence};
    file.write(corpus::csv_row(cells));
  }
  file.commit();
}

/// A row of answers.csv; nothing for one that somebody changed so that it is none.
std::optional<AnsweredSong> answered_from(const corpus::CsvRow& row) {
  if (row.cells.size() != kAnswerCells) return std::nullopt;
  const auto cell = [&](std::size_t place) { return std::string(row.cells[place]); };
  AnsweredSong song{cell(0), 0, cell(2), cell(3), cell(4), cell(5), 0};
  const std::string_view line = row.cells[1];
  const std::string_view confidence = row.cells[6];
  if (std::from_chars(line.data(), line.data() + line.size(), song.line).ec != std::errc()) return std::nullopt;
  if (std::from_chars(confidence.data(), confidence.data() + confidence.size(), song.confidence).ec != std::errc())
    return std::nullopt;
  return song;
}

bool fits(const AnsweredSong& song, const AnsweredWish& wish) {
  const auto is = [](const std::string& wanted, const std::string& found) { return wanted.empty() || wanted == found; };
  return is(wish.part, song.part) && is(wish.label, song.label) && is(wish.predicted, song.predicted);
}

/// Deleted runs that nobody wanted back for so long.
void remove_long_deleted(const std::filesystem::path& folder) {
  std::error_code failed;
  const auto oldest = std::filesystem::file_time_type::clock::now() - kDeletedRunsKept;
  std::vector<std::filesystem::path> old;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    const auto deleted = entry.last_write_time(failed);
    if (!failed && deleted < oldest) old.push_back(entry.path());
  }
  for (const std::filesystem::path& path : old) std::filesystem::remove_all(path, failed);
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
  write_file(folder / kReport, train_report_table().text(named, 2) + "\n");
  write_epochs(folder / "epochs.csv", report);
  if (!report.answered.empty()) write_answers(folder / kAnswers, report);
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

Json report_of(const Run& run) {
  try {
    Json report = Json::parse(read_file(run.folder / kReport, kReportBytes));
    if (report.is_object()) return report;
  } catch (const Error&) {         // the file is gone
  } catch (const JsonMismatch&) {  // somebody changed it
  }
  return Json::object();
}

AnsweredSongs answered_songs(const Run& run, const AnsweredWish& wish) {
  AnsweredSongs answer;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(run.folder / kAnswers, ignored)) return answer;
  const std::string text = read_file(run.folder / kAnswers, kAnswersBytes);
  corpus::CsvReader reader(text);
  (void)reader.next();  // the names of the columns
  while (const std::optional<corpus::CsvRow> row = reader.next()) {
    std::optional<AnsweredSong> song = answered_from(*row);
    if (song && fits(*song, wish)) answer.songs.push_back(std::move(*song));
  }
  answer.total = answer.songs.size();
  std::ranges::stable_sort(answer.songs, std::greater<>(), &AnsweredSong::confidence);
  answer.songs.resize(std::min(answer.songs.size(), wish.limit));
  return answer;
}

std::filesystem::path deleted_runs_folder(const std::filesystem::path& root) {
  std::filesystem::path folder = root;
  if (!folder.has_filename()) folder = folder.parent_path();
  return folder += ".deleted";
}

void delete_run(const std::filesystem::path& root, const Run& run) {
  const std::filesystem::path folder = deleted_runs_folder(root);
  const std::filesystem::path place = folder / run.name;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  remove_long_deleted(folder);
  std::filesystem::remove_all(place, failed);
  std::filesystem::rename(run.folder, place, failed);
  if (failed) throw Error(ErrorKind::io, run.folder.string() + ": cannot be deleted: " + failed.message());
  std::filesystem::last_write_time(place, std::filesystem::file_time_type::clock::now(), failed);
}

void restore_run(const std::filesystem::path& root, const std::string& name) {
  const Run run = find_run(deleted_runs_folder(root), name);
  std::error_code failed;
  if (std::filesystem::exists(root / run.name, failed))
    throw Error(ErrorKind::invalid_argument, "there is a run '" + run.name + "' already");
  std::filesystem::rename(run.folder, root / run.name, failed);
  if (failed) throw Error(ErrorKind::io, run.folder.string() + ": cannot be brought back: " + failed.message());
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

const wire::Table<AnsweredSongs>& answered_songs_table() {
  using F = wire::Field<AnsweredSong>;
  static const wire::Table<AnsweredSong> song(
      "AnsweredSong",
      {F::value("part", &AnsweredSong::part, wire::any_text("validation or test")),
       F::value("line", &AnsweredSong::line, wire::count("in its file")),
       F::value("artist", &AnsweredSong::artist, wire::any_text()),
       F::value("title", &AnsweredSong::title, wire::any_text()),
       F::value("label", &AnsweredSong::label, wire::any_text("its own")),
       F::value("predicted", &AnsweredSong::predicted, wire::any_text("the most probable one")),
       F::value("confidence", &AnsweredSong::confidence, wire::any_number("how probable that is, 0..1"))});
  using A = wire::Field<AnsweredSongs>;
  static const wire::Table<AnsweredSongs> table("AnsweredSongs",
                                                {A::value("total", &AnsweredSongs::total, wire::count("that fit")),
                                                 A::list("songs", &AnsweredSongs::songs, song)});
  return table;
}

}  // namespace leitmotif::training
