#include "apps/label_commands.hpp"

#include <fmt/format.h>

#include "apps/kept_file.hpp"
#include "apps/runs.hpp"
#include "apps/training_progress.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/evaluation/label_scores.hpp"
#include "leitmotif/training/linear/label_training.hpp"

namespace leitmotif::apps {
namespace {

std::string to_text(const evaluation::LabelScores& scores) {
  std::string text = fmt::format(
      "{} songs: F1 {:.4f} micro, {:.4f} macro; all labels right {:.4f}\n\n{:<24} {:>9} {:>9} {:>7} {:>7} "
      "{:>8} {:>6}\n",
      scores.songs, scores.micro.f1, scores.macro.f1, scores.exact, "LABEL", "THRESHOLD", "PRECISION", "RECALL", "F1",
      "SUPPORT", "GIVEN");
  for (const evaluation::LabelScore& label : scores.labels)
    text += fmt::format("{:<24} {:>9.3f} {:>9.4f} {:>7.4f} {:>7.4f} {:>8} {:>6}\n", without_controls(label.label),
                        label.threshold, label.precision, label.recall, label.f1, label.support, label.predicted);
  return text;
}

std::string to_text(const training::LabelTraining& training) {
  const training::TrainReport& report = training.report;
  std::string text = fmt::format("{} of {} labels trained on {} songs in {:.1f} s\nwritten to {}\n", report.model,
                                 training.validation.labels.size(), report.songs, report.seconds, report.file.string());
  if (!report.run.empty()) text += fmt::format("kept as run {}\n", report.run);
  text += "\nvalidation songs, which chose the thresholds\n" + to_text(training.validation);
  if (training.test) text += "\ntest songs\n" + to_text(*training.test);
  return text;
}

std::string json_text(const training::LabelTraining& training) {
  Json json = Json::parse(training::train_report_table().text(training.report));
  json["validation_labels"] = Json::parse(evaluation::label_scores_table().text(training.validation));
  if (training.test) json["test_labels"] = Json::parse(evaluation::label_scores_table().text(*training.test));
  return json.dump(2) + "\n";
}

}  // namespace

int train_many_labels(const training::TrainRequest& request, const LabelWish& wish, const General& general) {
  if (request.output.empty()) throw Error(ErrorKind::invalid_argument, "-o FILE is needed");
  { const AtomicFile probe(request.output); }
  training::RunNotes notes{command_line(), training::time_now(), ""};
  TrainingProgress progress(0);
  KeptFile kept(request.output, wish.overwrite ? Keep::none : Keep::every);
  training::LabelTraining training =
      training::train_labels(request, wish.separator, [&](const models::EpochReport& epoch) { progress.epoch(epoch); });
  kept.replaced();
  tell_left_out(wish.data, request.data.string(), training.report.rejected);
  if (request.test) tell_left_out({}, request.test->string(), training.report.test_rejected);
  for (const std::string& warning : training.report.warnings) warn(warning);
  notes.log = to_text(training);
  training.report.run = keep_run_or_warn(wish.runs, request, training.report, notes);
  print(general.json ? json_text(training) : to_text(training));
  return 0;
}

int evaluate_many_labels(const evaluation::EvaluateRequest& request, const std::string& separator, const DataWish& data,
                         const General& general) {
  const evaluation::LabelComparison comparison = evaluation::evaluate_labels(request, separator);
  tell_left_out(data, request.data.string(), comparison.rejected);
  if (comparison.unknown_labels > 0)
    warn(fmt::format("{}: {} labels are not the model's and are passed over", request.data.string(),
                     comparison.unknown_labels));
  print(general.json ? evaluation::label_comparison_table().text(comparison, 2) + "\n" : to_text(comparison.scores));
  return 0;
}

}  // namespace leitmotif::apps
