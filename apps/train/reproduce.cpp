// `leitmotif reproduce`: everything the paper has, trained and compared.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "apps/kept_file.hpp"
#include "apps/training_progress.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/temporary_folder.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/evaluation/evaluate.hpp"
#include "leitmotif/report/page.hpp"
#include "leitmotif/report/paper_figures.hpp"
#include "leitmotif/training/reproduce.hpp"
#include "leitmotif/training/torch/kinds.hpp"

namespace leitmotif::apps {

Command reproduce_command();

namespace {

struct Wish {
  training::ReproduceRequest request;
  std::string test;
  std::filesystem::path html;
  std::filesystem::path keep;
};

/// The runs as the page wants them; those that came to a model point at it, in the order of the comparison.
std::vector<report::TrainingRun> page_runs(const training::Reproduction& reproduction) {
  std::vector<report::TrainingRun> runs;
  std::size_t models = 0;
  for (const training::ReproducedRun& run : reproduction.runs) {
    report::TrainingRun line{run.kind, run.protocol, 0, {}, run.reason};
    if (run.report) {
      line.seconds = run.report->seconds;
      line.model = models++;
    }
    runs.push_back(std::move(line));
  }
  return runs;
}

evaluation::Comparison score(const training::Reproduction& reproduction, unsigned threads) {
  evaluation::EvaluateRequest request;
  request.data = reproduction.test;
  request.threads = threads;
  request.source = reproduction.source;
  for (const training::ReproducedRun& run : reproduction.runs)
    if (run.report) request.models.push_back(run.report->file);
  return evaluation::evaluate(request);
}

/// The paper's figure for a kind; nothing when the songs are not the paper's.
const report::PaperFigure* figure_of(const std::string& kind, const evaluation::Comparison& comparison) {
  return comparison.source.published ? report::paper_figure(kind) : nullptr;
}

Json paper_json(const report::PaperFigure* figure) {
  if (figure == nullptr) return nullptr;
  return {{"accuracy", figure->accuracy}, {"macro_f1", figure->macro_f1}};
}

Json to_json(const training::Reproduction& reproduction, const evaluation::Comparison& comparison) {
  Json json = {{"songs", comparison.songs}, {"data_sha256", comparison.data_sha256}, {"runs", Json::array()}};
  std::size_t next = 0;
  for (const training::ReproducedRun& run : reproduction.runs) {
    Json line = {
        {"model", run.kind}, {"protocol", run.protocol}, {"paper", paper_json(figure_of(run.kind, comparison))}};
    if (run.report) {
      const evaluation::ScoredModel& scored = comparison.models[next++];
      line["seconds"] = run.report->seconds;
      line["songs"] = run.report->songs;
      line["kept_epoch"] = run.report->kept_epoch;
      line["validation_accuracy"] = run.report->validation_accuracy;
      line["bytes"] = scored.bytes;
      line["file"] = scored.file;
      line["evaluation"] = evaluation::to_json(scored.evaluation);
    } else {
      line["reason"] = run.reason;
    }
    json["runs"].push_back(std::move(line));
  }
  return json;
}

std::string to_text(const training::Reproduction& reproduction, const evaluation::Comparison& comparison) {
  std::string text =
      fmt::format("{} test songs\n\n{:<12} {:<9} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}\n", comparison.songs, "KIND",
                  "PROTOCOL", "PAPER", "ACCURACY", "PAPER", "MACRO F1", "SECONDS", "MB");
  std::size_t next = 0;
  for (const training::ReproducedRun& run : reproduction.runs) {
    if (!run.report) {
      text += fmt::format("{:<12} {:<9} was not trained: {}\n", run.kind, run.protocol, without_controls(run.reason));
      continue;
    }
    const evaluation::ScoredModel& scored = comparison.models[next++];
    const report::PaperFigure* figure = figure_of(run.kind, comparison);
    text += fmt::format(
        "{:<12} {:<9} {:>8} {:>8.4f} {:>8} {:>8.4f} {:>9.1f} {:>9.1f}\n", run.kind, run.protocol,
        figure == nullptr ? "-" : fmt::format("{:.4f}", figure->accuracy), scored.evaluation.report.accuracy,
        figure == nullptr ? "-" : fmt::format("{:.3f}", figure->macro_f1), scored.evaluation.report.macro.f1,
        run.report->seconds, static_cast<double>(scored.bytes) / 1e6);
  }
  return text;
}

/// The folder the model files go to: the one that was asked for, made when missing, or a passing one.
std::filesystem::path model_folder(const Wish& wish, std::optional<TemporaryFolder>& passing) {
  if (wish.keep.empty()) return passing.emplace().path();
  std::error_code failed;
  std::filesystem::create_directories(wish.keep, failed);
  if (!std::filesystem::is_directory(wish.keep))
    throw Error(ErrorKind::io, wish.keep.string() + ": cannot make this folder");
  return wish.keep;
}

/// Each training has its own number of epochs, and so its own time left.
training::OnRunEpoch told_progress(const training::ReproduceRequest& request) {
  struct State {
    std::string what;
    std::optional<TrainingProgress> progress;
  };
  return [request, state = std::make_shared<State>()](const training::TrainRequest& run,
                                                      const models::EpochReport& epoch) {
    const std::string what = fmt::format("{} {}", run.model, training::name(run.protocol));
    if (state->what != what) {
      const int usual = training::find_kind(run.model, training::kinds()).usual_epochs;
      if (!state->progress) state->progress.emplace(0);
      state->progress->expect(request.epochs > 0 ? request.epochs : usual);
      state->what = what;
    }
    state->progress->epoch(epoch, what);
  };
}

int run(const Wish& wish, const General& general) {
  std::optional<TemporaryFolder> passing;
  training::ReproduceRequest request = wish.request;
  request.seed = general.seed;
  request.threads = general.settings.threads;
  request.folder = model_folder(wish, passing);
  if (!wish.test.empty()) request.test = wish.test;
  // A place that takes no file is said now, not after all the training.
  if (!wish.html.empty()) const AtomicFile probe(wish.html);
  const training::Reproduction reproduction = training::reproduce(request, training::kinds(), told_progress(request));
  const evaluation::Comparison comparison = score(reproduction, request.threads);
  if (!wish.html.empty()) write_output(wish.html, report::reproduction_page(comparison, page_runs(reproduction)));
  print(general.json ? to_json(reproduction, comparison).dump(2) + "\n" : to_text(reproduction, comparison));
  return 0;
}

}  // namespace

Command reproduce_command() {
  const auto wish = std::make_shared<Wish>();
  return {
      "reproduce",
      "Trains every kind of model under both protocols and compares them with the paper.",
      {argument("DATA.csv", "CSV file with lyrics and topic", &wish->request.data),
       {"--test", "FILE.csv", "CSV file all models are scored on (default: a fifth of DATA.csv is kept for it)",
        &wish->test},
       {"--html", "FILE.html", "page to write: the paper's figures, ours, seconds, sizes, and all scores", &wish->html},
       {"--keep", "FOLDER", "folder for the model files (default: they are thrown away)", &wish->keep},
       {"--epochs", "N", "epochs at most (default: the paper's numbers)", &wish->request.epochs, within(1, 100000)}},
      [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
