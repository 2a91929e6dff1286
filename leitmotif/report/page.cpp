#include "leitmotif/report/page.hpp"

#include "leitmotif/report/paper_figures.hpp"
#include "leitmotif/report/sections.hpp"
#include "leitmotif/report/style.hpp"
#include "leitmotif/report/svg_intervals.hpp"
#include "leitmotif/report/table.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

/// "ffnn, honest protocol".
std::string model_name(const evaluation::ScoredModel& model) {
  return model.card.kind + ", " + model.card.protocol + " protocol";
}

std::string anchor(std::size_t model) { return "model-" + std::to_string(model + 1); }

/// The file's name tells two models of one kind and protocol apart.
Markup model_link(const evaluation::ScoredModel& model, std::size_t number) {
  return element("a", {{"href", "#" + anchor(number)}}, model.card.kind) + empty_element("br", {}) +
         element("span", {{"class", "note"}}, file_name(model.file));
}

Markup pair(const Markup& first, const Markup& second) { return element("div", {{"class", "pair"}}, first + second); }

Markup warning(const evaluation::ScoredModel& model, const evaluation::Comparison& comparison) {
  if (!evaluation::scored_on_training_songs(model, comparison)) return {};
  return element(
      "p", {{"class", "card warning"}},
      "These songs are the ones the model was trained on: the scores say what it remembers, not what it can.");
}

Markup model_sections(const evaluation::ScoredModel& model, const evaluation::Comparison& comparison) {
  const evaluation::Evaluation& evaluation = model.evaluation;
  const double accuracy = evaluation.report.accuracy;
  Markup result = warning(model, comparison) + headline_section(evaluation) +
                  pair(findings_section(evaluation), paper_section(model));
  result += classes_section(evaluation.report) + confusion_section(evaluation.report);
  result += learning_section(model.card);
  result += calibration_section(evaluation.calibration);
  result += pair(groups_section("genre", evaluation.genres, accuracy),
                 groups_section("decade", evaluation.decades, accuracy));
  if (evaluation.artists) result += artists_section(*evaluation.artists);
  return result + card_section(model);
}

Markup header(const std::string& title, const evaluation::Comparison& comparison) {
  std::string scored = songs(comparison.songs) + " with a topic, from " + file_name(comparison.data_file);
  scored += comparison.rejected.empty() ? "; every row could be used."
                                        : "; " + count(comparison.rejected.size()) + " rows could not be used.";
  Markup content = element("h1", title) + element("p", {{"class", "lead"}}, scored);
  content += element("p", {{"class", "note"}},
                     escaped("SHA-256 of the file: ") + element("span", {{"class", "hash"}}, comparison.data_sha256));
  return element("header", content);
}

Markup footer() {
  return element(
      "footer",
      element("p",
              "Intervals are 95 % bootstrap intervals from 1,000 resamples of the songs. "
              "ECE is the expected calibration error over 15 bins. A right answer is "
              "the data set's own label, which a topic model gave, not a person. Made by leitmotif " LEITMOTIF_VERSION
              ", without scripts and without requests."));
}

Markup paper_cell(const PaperFigure* figure, double PaperFigure::*value, int decimals) {
  return escaped(figure == nullptr ? "–" : decimal(figure->*value, decimals));
}

std::vector<TableColumn> comparison_columns() {
  return {{"model"},          {"protocol"},    {"accuracy", true}, {"95 % interval", true}, {"paper", true},
          {"macro F1", true}, {"paper", true}, {"ECE", true},      {"size", true}};
}

std::vector<Markup> comparison_cells(const evaluation::ScoredModel& model, std::size_t number) {
  const evaluation::Evaluation& evaluation = model.evaluation;
  const PaperFigure* figure = paper_figure(model.card.kind);
  return {model_link(model, number),
          escaped(model.card.protocol),
          escaped(decimal(evaluation.report.accuracy)),
          escaped(interval_text(evaluation.intervals.accuracy)),
          paper_cell(figure, &PaperFigure::accuracy, 4),
          escaped(decimal(evaluation.report.macro.f1)),
          paper_cell(figure, &PaperFigure::macro_f1, 3),
          escaped(decimal(evaluation.calibration.ece)),
          escaped(bytes_text(model.bytes))};
}

IntervalRow interval_row(const evaluation::ScoredModel& model, double value, const evaluation::Interval& interval,
                         double PaperFigure::*figure_value) {
  IntervalRow row{model.card.kind + " " + model.card.protocol, value, interval.low, interval.high, {}};
  if (const PaperFigure* figure = paper_figure(model.card.kind)) row.other = figure->*figure_value;
  return row;
}

/// Accuracy and macro F1 of all models, beside the paper's.
Markup comparison_charts(const evaluation::Comparison& comparison) {
  IntervalChart accuracy;
  accuracy.summary = "Accuracy of each model with its 95 % interval.";
  accuracy.x_title = "accuracy, with 95 % interval";
  accuracy.other_label = "the paper";
  IntervalChart macro_f1 = accuracy;
  macro_f1.summary = "Macro F1 of each model with its 95 % interval.";
  macro_f1.x_title = "macro F1, with 95 % interval";
  for (const evaluation::ScoredModel& model : comparison.models) {
    const evaluation::Evaluation& scores = model.evaluation;
    accuracy.rows.push_back(
        interval_row(model, scores.report.accuracy, scores.intervals.accuracy, &PaperFigure::accuracy));
    macro_f1.rows.push_back(
        interval_row(model, scores.report.macro.f1, scores.intervals.macro_f1, &PaperFigure::macro_f1));
  }
  return pair(element("figure", interval_chart(accuracy)), element("figure", interval_chart(macro_f1)));
}

Markup paper_note() { return element("p", {{"class", "note"}}, kPaperNote); }

Markup comparison_section(const evaluation::Comparison& comparison) {
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < comparison.models.size(); ++i)
    rows.push_back({comparison_cells(comparison.models[i], i), false});
  return card("Side by side", table("All models on the same songs", comparison_columns(), rows) +
                                  comparison_charts(comparison) + paper_note());
}

Markup runs_section(const evaluation::Comparison& comparison, std::span<const TrainingRun> runs) {
  std::vector<TableColumn> columns = comparison_columns();
  columns.push_back({"training", true});
  std::vector<TableRow> rows;
  Markup reasons;
  for (const TrainingRun& run : runs) {
    if (run.model && *run.model < comparison.models.size()) {
      std::vector<Markup> cells = comparison_cells(comparison.models[*run.model], *run.model);
      cells.push_back(escaped(seconds_text(run.seconds)));
      rows.push_back({std::move(cells), false});
      continue;
    }
    std::vector<Markup> cells(columns.size(), escaped("–"));
    cells[0] = escaped(run.kind);
    cells[1] = escaped(run.protocol);
    rows.push_back({std::move(cells), false});
    reasons += element("p", escaped(run.kind + ", " + run.protocol + " protocol, was not trained: " + run.reason));
  }
  Markup content = table("Each kind under each protocol, all scored on the same songs", columns, rows) + reasons;
  if (!comparison.models.empty()) content += comparison_charts(comparison);
  return card("Paper and reproduction", content + paper_note());
}

Markup all_models(const evaluation::Comparison& comparison) {
  Markup result;
  for (std::size_t i = 0; i < comparison.models.size(); ++i)
    result += element("h2", {{"id", anchor(i)}},
                      model_name(comparison.models[i]) + " (" + file_name(comparison.models[i].file) + ")") +
              model_sections(comparison.models[i], comparison);
  return result;
}

std::string page(const std::string& title, const evaluation::Comparison& comparison, const Markup& sections) {
  return document(title, header(title, comparison) + element("main", sections) + footer());
}

}  // namespace

std::string evaluation_page(const evaluation::Comparison& comparison) {
  if (comparison.models.size() == 1)
    return page("Scores of " + model_name(comparison.models.front()), comparison,
                model_sections(comparison.models.front(), comparison));
  return page("Scores of " + count(comparison.models.size()) + " models", comparison,
              comparison_section(comparison) + all_models(comparison));
}

std::string reproduction_page(const evaluation::Comparison& comparison, std::span<const TrainingRun> runs) {
  return page("The paper's models, trained again", comparison, runs_section(comparison, runs) + all_models(comparison));
}

}  // namespace leitmotif::report
