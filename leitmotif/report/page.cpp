#include "leitmotif/report/page.hpp"

#include <algorithm>

#include "leitmotif/report/citation.hpp"
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
                  pair(findings_section(evaluation, evaluation::scored_on_training_songs(model, comparison)),
                       is_comparable_with_paper(model, comparison) ? paper_section(model) : Markup());
  result += classes_section(evaluation.report) + confusion_section(model, comparison);
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

Markup footer(const evaluation::Comparison& comparison) {
  const std::string labels =
      comparison.source.published
          ? "A right answer is the data set's own label, which a topic model gave, not a person. "
          : "A right answer is the label that the author of the data gave. ";
  return element(
      "footer", element("p",
                        "Intervals are 95 % bootstrap intervals from 1,000 resamples of the songs. "
                        "ECE is the expected calibration error over 15 bins. " +
                            labels + "Made by leitmotif " LEITMOTIF_VERSION ", without scripts and without requests.") +
                    citation_part(comparison.source.published, comparison.source.citation));
}

/// Whether the paper's figures may stand beside these models.
bool is_comparable(const evaluation::Comparison& comparison) {
  return std::ranges::any_of(comparison.models, [&](const evaluation::ScoredModel& model) {
    return is_comparable_with_paper(model, comparison);
  });
}

/// The paper's figure for a model; nothing when the songs are not the paper's.
const PaperFigure* figure_of(const evaluation::ScoredModel& model, const evaluation::Comparison& comparison) {
  return is_comparable_with_paper(model, comparison) ? paper_figure(model.card.kind) : nullptr;
}

Markup paper_cell(const PaperFigure* figure, double PaperFigure::*value, int decimals) {
  return escaped(figure == nullptr ? "–" : decimal(figure->*value, decimals));
}

/// The paper has columns where there is anything to stand in them.
std::vector<TableColumn> comparison_columns(bool beside_paper) {
  if (!beside_paper)
    return {{"model"},          {"protocol"},  {"accuracy", true}, {"95 % interval", true},
            {"macro F1", true}, {"ECE", true}, {"size", true}};
  return {{"model"},          {"protocol"},    {"accuracy", true}, {"95 % interval", true}, {"paper", true},
          {"macro F1", true}, {"paper", true}, {"ECE", true},      {"size", true}};
}

std::vector<Markup> comparison_cells(const evaluation::Comparison& comparison, std::size_t number) {
  const evaluation::ScoredModel& model = comparison.models[number];
  const evaluation::Evaluation& evaluation = model.evaluation;
  const PaperFigure* figure = figure_of(model, comparison);
  const bool beside_paper = is_comparable(comparison);
  std::vector<Markup> cells = {model_link(model, number), escaped(model.card.protocol),
                               escaped(decimal(evaluation.report.accuracy)),
                               escaped(interval_text(evaluation.intervals.accuracy))};
  if (beside_paper) cells.push_back(paper_cell(figure, &PaperFigure::accuracy, 4));
  cells.push_back(escaped(decimal(evaluation.report.macro.f1)));
  if (beside_paper) cells.push_back(paper_cell(figure, &PaperFigure::macro_f1, 3));
  cells.push_back(escaped(decimal(evaluation.calibration.ece)));
  cells.push_back(escaped(bytes_text(model.bytes)));
  return cells;
}

IntervalRow interval_row(const evaluation::ScoredModel& model, double value, const evaluation::Interval& interval,
                         const double* paper) {
  IntervalRow row{model.card.kind + " " + model.card.protocol, value, interval.low, interval.high, {}};
  if (paper != nullptr) row.other = *paper;
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
    const PaperFigure* figure = figure_of(model, comparison);
    accuracy.rows.push_back(interval_row(model, scores.report.accuracy, scores.intervals.accuracy,
                                         figure == nullptr ? nullptr : &figure->accuracy));
    macro_f1.rows.push_back(interval_row(model, scores.report.macro.f1, scores.intervals.macro_f1,
                                         figure == nullptr ? nullptr : &figure->macro_f1));
  }
  return pair(element("figure", interval_chart(accuracy)), element("figure", interval_chart(macro_f1)));
}

Markup paper_note(const evaluation::Comparison& comparison) {
  return is_comparable(comparison) ? element("p", {{"class", "note"}}, kPaperNote) : Markup();
}

Markup comparison_section(const evaluation::Comparison& comparison) {
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < comparison.models.size(); ++i) rows.push_back({comparison_cells(comparison, i), false});
  return card("Side by side",
              table("All models on the same songs", comparison_columns(is_comparable(comparison)), rows) +
                  comparison_charts(comparison) + paper_note(comparison));
}

Markup runs_section(const evaluation::Comparison& comparison, std::span<const TrainingRun> runs) {
  std::vector<TableColumn> columns = comparison_columns(is_comparable(comparison));
  columns.push_back({"training", true});
  std::vector<TableRow> rows;
  Markup reasons;
  for (const TrainingRun& run : runs) {
    if (run.model && *run.model < comparison.models.size()) {
      std::vector<Markup> cells = comparison_cells(comparison, *run.model);
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
  return card("Paper and reproduction", content + paper_note(comparison));
}

Markup all_models(const evaluation::Comparison& comparison) {
  Markup result;
  for (std::size_t i = 0; i < comparison.models.size(); ++i)
    result += element("h2", {{"id", anchor(i)}},
                      model_name(comparison.models[i]) + " (" + file_name(comparison.models[i].file) + ")") +
              model_sections(comparison.models[i], comparison);
  return result;
}

/// What a long page holds, so that nobody has to scroll for it.
Markup contents(const evaluation::Comparison& comparison) {
  if (comparison.models.size() < 2) return {};
  Markup items;
  for (std::size_t i = 0; i < comparison.models.size(); ++i)
    items += element("li", model_link(comparison.models[i], i));
  return element("nav", {{"class", "card"}, {"aria-label", "Contents"}},
                 element("h3", "Contents") + element("ol", items));
}

std::string page(const std::string& title, const evaluation::Comparison& comparison, const Markup& sections) {
  return document(title,
                  header(title, comparison) + element("main", contents(comparison) + sections) + footer(comparison));
}

}  // namespace

std::string evaluation_page(const evaluation::Comparison& comparison) {
  if (comparison.models.size() == 1)
    return page("Scores of " + model_name(comparison.models.front()), comparison,
                model_sections(comparison.models.front(), comparison));
  return page("Scores of " + count(comparison.models.size()) + " models", comparison,
              comparison_section(comparison) + pairs_section(comparison) + all_models(comparison));
}

std::string reproduction_page(const evaluation::Comparison& comparison, std::span<const TrainingRun> runs) {
  return page("The paper's models, trained again", comparison, runs_section(comparison, runs) + all_models(comparison));
}

}  // namespace leitmotif::report
