// `leitmotif evaluate`: score a model on labelled songs.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "apps/data_options.hpp"
#include "apps/evaluation_text.hpp"
#include "apps/kept_file.hpp"
#include "apps/label_commands.hpp"
#include "apps/model_file.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/evaluation/evaluate.hpp"
#include "leitmotif/evaluation/label_scores.hpp"
#include "leitmotif/report/page.hpp"
#include "leitmotif/report/paper_tables.hpp"

namespace leitmotif::apps {

Command evaluate_command();

namespace {

struct EvaluateWish {
  std::string file;
  std::vector<std::filesystem::path> models;  ///< empty: the general one
  std::filesystem::path html;                 ///< empty: no page
  std::filesystem::path without_artists_of;   ///< empty: no second opinion
  std::filesystem::path predictions;          ///< empty: none
  std::filesystem::path tables;               ///< folder; empty: none
  std::string separator = "|";
  DataWish data;
};

std::string line(std::string_view name, const evaluation::GroupScore& score) {
  return fmt::format("{:<24} {:>7}  {:.4f}  ({:.4f} to {:.4f})  {:.4f}\n", without_controls(name), score.songs,
                     score.accuracy, score.intervals.accuracy.low, score.intervals.accuracy.high, score.macro_f1);
}

std::string group_text(std::string_view title, const std::vector<evaluation::GroupScore>& groups) {
  if (groups.empty()) return "";
  std::string text = fmt::format("\n{:<24} {:>7}  ACCURACY (95 % INTERVAL)   MACRO F1\n", title, "SONGS");
  for (const evaluation::GroupScore& group : groups) text += line(group.name, group);
  return text;
}

std::string artists_text(const evaluation::ArtistOpinion& artists) {
  std::string text = fmt::format("\n{:<24} {:>7}  ACCURACY (95 % INTERVAL)   MACRO F1\n", "ARTISTS", "SONGS");
  if (artists.others) text += line("not in training file", *artists.others);
  if (artists.shared) text += line("in training file", *artists.shared);
  if (artists.unknown > 0) text += fmt::format("{:<24} {:>7}\n", "no artist", artists.unknown);
  if (!artists.is_the_models)
    text += "note: the model was trained on another file than the one given, so artists may be shared after all\n";
  return text;
}

std::string one_model(const evaluation::ScoredModel& model) {
  std::string text = apps::to_text(model.evaluation);
  text += group_text("GENRE", model.evaluation.genres) + group_text("DECADE", model.evaluation.decades);
  if (model.evaluation.artists) text += artists_text(*model.evaluation.artists);
  return text;
}

std::string to_text(const evaluation::Comparison& comparison) {
  if (comparison.models.size() == 1) return one_model(comparison.models.front());
  std::string text = fmt::format("{} songs of {}\n\n{:<14} {:<9} {:>8}  {:<18}  {:>8}  {:>6}  {}\n", comparison.songs,
                                 without_controls(comparison.data_file), "KIND", "PROTOCOL", "ACCURACY",
                                 "95 % INTERVAL", "MACRO F1", "ECE", "FILE");
  for (const evaluation::ScoredModel& model : comparison.models) {
    const evaluation::Evaluation& scores = model.evaluation;
    text += fmt::format("{:<14} {:<9} {:>8.4f}  {:.4f} to {:.4f}    {:>8.4f}  {:.4f}  {}\n",
                        without_controls(model.card.kind), without_controls(model.card.protocol),
                        scores.report.accuracy, scores.intervals.accuracy.low, scores.intervals.accuracy.high,
                        scores.report.macro.f1, scores.calibration.ece, without_controls(model.file));
  }
  for (const evaluation::ScoredModel& model : comparison.models)
    text += fmt::format("\n{}\n", without_controls(model.file)) + one_model(model);
  return text + pairs_text(comparison);
}

void warn_of(const evaluation::Comparison& comparison) {
  for (const evaluation::ScoredModel& model : comparison.models)
    if (evaluation::scored_on_training_songs(model, comparison))
      warn(model.file + ": was trained on these very songs, so its scores say little");
}

/// Where the drawings cannot be made pictures of pixels, everything else is there and the scores are still told.
void write_figures(const evaluation::Comparison& comparison, const std::filesystem::path& folder) {
  KeptFiles files;
  try {
    report::write_tables(comparison, folder, files);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unsupported) throw;
    warn(error.what());
  }
  tell_kept(files.kept());
}

int run(const EvaluateWish& wish, const General& general) {
  evaluation::EvaluateRequest request;
  request.data = wish.file;
  request.models = wish.models;
  if (request.models.empty()) request.models = {model_or_shipped({}, general)};
  if (!wish.without_artists_of.empty()) request.training_artists = wish.without_artists_of;
  request.threads = general.settings.threads;
  request.reading = reading_of(wish.data);
  request.source = wish.data.source;
  if (request.models.size() == 1 && evaluation::gives_many_labels(request.models.front())) {
    if (!wish.predictions.empty() || !wish.html.empty() || !wish.tables.empty() || !wish.without_artists_of.empty())
      throw Error(ErrorKind::unsupported,
                  "--predictions, --html, --figures and --without-artists-of are for models that give one label");
    return evaluate_many_labels(request, wish.separator, wish.data, general);
  }
  if (!wish.predictions.empty() && request.models.size() > 1)
    throw Error(ErrorKind::invalid_argument, "--predictions takes one model; there are several");
  const evaluation::Comparison comparison = evaluation::evaluate(request);
  check_stop();
  tell_left_out(wish.data, wish.file, comparison.rejected);
  warn_of(comparison);
  if (!wish.predictions.empty()) {
    KeptFile kept(wish.predictions, Keep::first);
    evaluation::write_predictions(wish.predictions, comparison, comparison.models.front());
    kept.replaced();
  }
  if (!wish.tables.empty()) write_figures(comparison, wish.tables);
  if (!wish.html.empty()) write_output(wish.html, report::evaluation_page(comparison));
  print(general.json ? evaluation::to_json(comparison).dump(2) + "\n" : to_text(comparison));
  return 0;
}

}  // namespace

Command evaluate_command() {
  const auto wish = std::make_shared<EvaluateWish>();
  Command command{
      "evaluate",
      "score a model on labelled songs",
      {labelled_data(&wish->file),
       {"--model", "FILE", "model file (default: the shipped model); several are compared", &wish->models},
       {"--html", "FILE.html", "also write a page that shows everything, in one file", &wish->html},
       {"--predictions", "FILE.csv", "also write what the model answered to each song", &wish->predictions},
       {"--figures", "FOLDER", "also write every table as CSV and LaTeX and every figure as SVG, PNG and CSV",
        &wish->tables},
       {"--label-separator", "TEXT", "between the labels of a cell, of a model that gives many (default: |)",
        &wish->separator},
       {"--without-artists-of", "TRAIN.csv",
        "second opinion: score songs by artists who are not in this training file apart", &wish->without_artists_of}},
      [wish](const General& general) { return run(*wish, general); }};
  for (wire::Option& option : reading_options(wish->data)) command.options.push_back(std::move(option));
  for (wire::Option& option : source_options(wish->data)) command.options.push_back(std::move(option));
  return command;
}

}  // namespace leitmotif::apps
