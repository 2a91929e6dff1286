// What each kind of job does.
#include <filesystem>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/collection/scan.hpp"
#include "leitmotif/core/child_process.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/dataset_words.hpp"
#include "leitmotif/eda/eda.hpp"
#include "leitmotif/explore/analysis_table.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {

namespace {

namespace fs = std::filesystem;

/// Trains by the program that knows LibTorch; the model file lies in the folder `models` beside the library.
std::string train(const engine::Engine& engine, const Job& job, const Json& wish, const OnProgress& progress) {
  const std::string model = wish.at("model").get<std::string>();
  const fs::path& folder = engine.settings().places.models;
  std::error_code ignored;  // shows when the file is written
  fs::create_directories(folder, ignored);
  const fs::path file = folder / (model + "-" + std::to_string(job.id) + ".safetensors");
  const ChildResult result =
      run_child({(program_folder() / "leitmotif-train").string(), model, wish.at("path").get<std::string>(), "-o",
                 file.string(), "--runs", runs_folder(engine).string(), "--json"},
                [&] {
                  progress({"training", 0, 0});
                });
  if (result.status == kCannotStart) throw Error(ErrorKind::unsupported, "training needs a build with LibTorch");
  if (result.status != 0) throw error_of(result, "leitmotif");
  return result.out;
}

std::string import_rows(engine::Engine& engine, const Json& wish, const OnProgress& progress) {
  if (const std::string path = wish.at("path").text(); std::filesystem::is_directory(path))
    return answers::import_report_table().text(engine.import_folder(path, progress));
  const corpus::DatasetOptions options =
      corpus::options_in_words(wish.value("lyrics", "auto"), wish.value("columns", std::vector<std::string>()));
  return answers::import_report_table().text(engine.import_csv(wish.at("path").text(), progress, options));
}

}  // namespace

std::string run_job(engine::Engine& engine, const Job& job, const OnProgress& progress) {
  const Json wish = parse_json(job.wish, "job");
  if (job.kind == "songbook") return answers::import_report_table().text(engine.import_songbook(progress));
  if (job.kind == "import") return import_rows(engine, wish, progress);
  if (job.kind == "scan") {
    collection::ScanRequest request;
    request.folder = wish.at("path").get<std::string>();
    return answers::scan_report_table().text(engine.scan(request, progress));
  }
  if (job.kind == "train") return parse_json(train(engine, job, wish, progress), "leitmotif-train").dump();
  if (job.kind == "eda") return explore::analysis_table().text(engine.explore({}, progress));
  throw Error(ErrorKind::unsupported, "a job of kind '" + job.kind + "' is not known");
}

}  // namespace leitmotif::service
