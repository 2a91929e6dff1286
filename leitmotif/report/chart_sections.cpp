// The sections that are mostly drawings.
#include <algorithm>

#include "leitmotif/report/sections.hpp"
#include "leitmotif/report/svg_heatmap.hpp"
#include "leitmotif/report/svg_intervals.hpp"
#include "leitmotif/report/svg_lines.hpp"
#include "leitmotif/report/svg_reliability.hpp"
#include "leitmotif/report/table.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr std::size_t kConfusionsListed = 5;
constexpr std::size_t kWrongSongsListed = 12;

Markup figure(const Markup& drawing, const std::string& caption) {
  return element("figure", element("div", {{"class", "scroll"}}, drawing) + element("figcaption", caption));
}

/// One cell off the diagonal.
struct Mistake {
  std::size_t truth = 0;
  std::size_t predicted = 0;
  std::size_t songs = 0;
};

std::vector<Mistake> most_frequent_mistakes(const evaluation::ConfusionMatrix& confusion) {
  std::vector<Mistake> mistakes;
  for (std::size_t t = 0; t < confusion.classes; ++t)
    for (std::size_t p = 0; p < confusion.classes; ++p)
      if (t != p && confusion.at(t, p) > 0) mistakes.push_back({t, p, confusion.at(t, p)});
  std::ranges::stable_sort(mistakes, std::greater<>(), &Mistake::songs);
  mistakes.resize(std::min(mistakes.size(), kConfusionsListed));
  return mistakes;
}

double row_share(std::size_t songs, const evaluation::ClassReport& row) {
  return row.support > 0 ? static_cast<double>(songs) / static_cast<double>(row.support) : 0;
}

Heatmap confusion_heatmap(const evaluation::ClassificationReport& report) {
  Heatmap map;
  map.row_title = "is about";
  map.column_title = "read as";
  map.summary = "Confusion matrix of " + count(report.classes.size()) + " topics over " + songs(report.songs) + ".";
  for (const evaluation::ClassReport& row : report.classes) {
    map.rows.push_back(row.topic);
    map.columns.push_back(row.topic);
  }
  for (std::size_t t = 0; t < report.confusion.classes; ++t)
    for (std::size_t p = 0; p < report.confusion.classes; ++p) {
      const std::size_t number = report.confusion.at(t, p);
      const double share = row_share(number, report.classes[t]);
      map.cells.push_back({share, count(number), number == 0 ? "" : percent(share),
                           songs(number) + " about " + report.classes[t].topic + ", read as " +
                               report.classes[p].topic + ": " + percent(share)});
    }
  return map;
}

Markup mistakes_table(const evaluation::ClassificationReport& report) {
  std::vector<TableRow> rows;
  for (const Mistake& mistake : most_frequent_mistakes(report.confusion)) {
    const evaluation::ClassReport& truth = report.classes[mistake.truth];
    rows.push_back({{escaped(truth.topic), escaped(report.classes[mistake.predicted].topic),
                     escaped(count(mistake.songs)), escaped(percent(row_share(mistake.songs, truth)))},
                    false});
  }
  if (rows.empty()) return element("p", "No song was given a wrong topic.");
  return table("The most frequent confusions",
               {{"is about"}, {"read as"}, {"songs", true}, {"share of the topic", true}}, rows);
}

/// The songs behind one cell, those the model was surest of first.
Markup songs_of(const Mistake& mistake, const evaluation::ScoredModel& model,
                const evaluation::Comparison& comparison) {
  const std::size_t labels = model.card.labels.size();
  std::vector<std::pair<float, std::size_t>> wrong;
  for (std::size_t song = 0; song < model.truth.size(); ++song)
    if (static_cast<std::size_t>(model.truth[song]) == mistake.truth &&
        static_cast<std::size_t>(model.answered.predicted[song]) == mistake.predicted)
      wrong.emplace_back(model.answered.probabilities[song * labels + mistake.predicted], song);
  std::ranges::stable_sort(wrong, std::greater<>(), &std::pair<float, std::size_t>::first);
  if (wrong.size() > kWrongSongsListed) wrong.resize(kWrongSongsListed);
  std::vector<TableRow> rows;
  for (const auto& [confidence, song] : wrong) {
    const evaluation::ScoredSong& scored = comparison.scored[song];
    rows.push_back({{escaped(scored.title.empty() ? "–" : scored.title), escaped(scored.artist),
                     escaped(std::to_string(scored.line)), escaped(percent(static_cast<double>(confidence)))},
                    false});
  }
  const std::vector<evaluation::ClassReport>& classes = model.evaluation.report.classes;
  return table("About " + classes[mistake.truth].topic + ", read as " + classes[mistake.predicted].topic,
               {{"title"}, {"artist"}, {"line", true}, {"sure", true}}, rows);
}

/// Nothing where single songs are not known.
Markup wrong_songs(const evaluation::ScoredModel& model, const evaluation::Comparison& comparison) {
  if (model.truth.empty() || comparison.scored.size() != model.truth.size()) return {};
  Markup tables;
  for (const Mistake& mistake : most_frequent_mistakes(model.evaluation.report.confusion))
    tables += songs_of(mistake, model, comparison);
  return tables.empty() ? Markup() : folded("The songs behind the most frequent confusions", tables);
}

Markup bins_table(const evaluation::Calibration& calibration) {
  std::vector<TableRow> rows;
  const auto width = 1.0 / static_cast<double>(std::max<std::size_t>(calibration.bins.size(), 1));
  for (std::size_t b = 0; b < calibration.bins.size(); ++b) {
    const evaluation::CalibrationBin& bin = calibration.bins[b];
    const auto from = static_cast<double>(b) * width;
    const bool empty = bin.songs == 0;
    rows.push_back({{escaped(decimal(from, 3) + " to " + decimal(from + width, 3)), escaped(count(bin.songs)),
                     escaped(empty ? "–" : decimal(bin.confidence)), escaped(empty ? "–" : decimal(bin.accuracy))},
                    false});
  }
  return table("Each bin of highest probabilities",
               {{"bin", true}, {"songs", true}, {"mean confidence", true}, {"accuracy", true}}, rows);
}

Markup epochs_table(const models::ModelCard& card) {
  std::vector<TableRow> rows;
  for (const models::EpochReport& epoch : card.epochs)
    rows.push_back({{escaped(std::to_string(epoch.epoch)), escaped(decimal(epoch.train_loss)),
                     escaped(decimal(epoch.validation_loss)), escaped(decimal(epoch.validation_accuracy))},
                    false});
  return table("Each epoch",
               {{"epoch"}, {"train loss", true}, {"validation loss", true}, {"validation accuracy", true}}, rows);
}

LineSeries curve(const std::string& name, const models::ModelCard& card, double models::EpochReport::*value) {
  LineSeries series{name, {}};
  for (const models::EpochReport& epoch : card.epochs)
    series.points.push_back({static_cast<double>(epoch.epoch), epoch.*value});
  return series;
}

void mark_kept(const models::ModelCard& card, LineChart& chart) {
  const auto kept = card.scores.find("kept_epoch");
  if (kept == card.scores.end()) return;
  chart.mark = kept->second;
  chart.mark_label = "kept: epoch " + decimal(kept->second, 0);
}

LineChart epoch_chart(const models::ModelCard& card, const std::string& summary, const std::string& y_title) {
  LineChart chart;
  chart.summary = summary;
  chart.x_title = "epoch";
  chart.y_title = y_title;
  chart.whole = true;
  mark_kept(card, chart);
  return chart;
}

LineChart loss_chart(const models::ModelCard& card) {
  LineChart chart = epoch_chart(card, "Train and validation loss by epoch.", "loss");
  chart.series = {curve("train loss", card, &models::EpochReport::train_loss),
                  curve("validation loss", card, &models::EpochReport::validation_loss)};
  return chart;
}

LineChart accuracy_chart(const models::ModelCard& card) {
  LineChart chart = epoch_chart(card, "Validation accuracy by epoch.", "accuracy");
  chart.series = {curve("validation accuracy", card, &models::EpochReport::validation_accuracy)};
  return chart;
}

std::string reliability_summary(const evaluation::Calibration& calibration) {
  return "Reliability diagram: accuracy by confidence; expected calibration error " + decimal(calibration.ece) + ".";
}

IntervalChart group_intervals(const std::string& what, const std::vector<evaluation::GroupScore>& groups,
                              double of_all) {
  IntervalChart chart;
  chart.summary = "Accuracy by " + what + " with 95 % intervals.";
  chart.x_title = "accuracy, with 95 % interval";
  chart.reference = of_all;
  chart.reference_label = "all songs " + decimal(of_all);
  for (const evaluation::GroupScore& group : groups)
    chart.rows.push_back({group.name, group.accuracy, group.intervals.accuracy.low, group.intervals.accuracy.high, {}});
  return chart;
}

}  // namespace

Markup confusion_section(const evaluation::ScoredModel& model, const evaluation::Comparison& comparison) {
  const evaluation::ClassificationReport& report = model.evaluation.report;
  const Markup map = heatmap(confusion_heatmap(report));
  const Markup shown = map.empty()
                           ? element("p", "The matrix of " + count(report.classes.size()) +
                                              " topics is too large to be drawn; the JSON output has all of it.")
                           : figure(map, "Songs, and below them the share of the row. The diagonal is right.");
  return card("Confusion", element("div", {{"class", "pair wide-first"}},
                                   element("div", shown) + element("div", mistakes_table(report))) +
                               wrong_songs(model, comparison));
}

Markup calibration_section(const evaluation::Calibration& calibration) {
  const Markup diagram = figure(reliability_diagram(calibration.bins, reliability_summary(calibration)),
                                "Answers on the dashed line are right as often as they say. Larger dots stand for "
                                "more songs; whiskers are 95 % intervals.");
  return card("How far the probabilities can be believed",
              element("div", {{"class", "pair"}}, diagram + element("div", bins_table(calibration))));
}

Markup learning_section(const models::ModelCard& model) {
  if (model.epochs.empty()) return {};
  return card(
      "Learning curves",
      element("div", {{"class", "pair"}},
              figure(line_chart(loss_chart(model)), "Loss on the training and validation songs after each epoch.") +
                  figure(line_chart(accuracy_chart(model)), "Accuracy on the validation songs after each epoch.")) +
          folded("The epochs in numbers", epochs_table(model)));
}

std::vector<Figure> model_figures(const evaluation::ScoredModel& model) {
  const evaluation::Evaluation& evaluation = model.evaluation;
  std::vector<Figure> figures = {
      {"confusion", "Confusion", heatmap(confusion_heatmap(evaluation.report))},
      {"reliability", "Accuracy by confidence",
       reliability_diagram(evaluation.calibration.bins, reliability_summary(evaluation.calibration))}};
  if (!model.card.epochs.empty()) {
    figures.push_back({"loss", "Loss by epoch", line_chart(loss_chart(model.card))});
    figures.push_back({"accuracy", "Accuracy by epoch", line_chart(accuracy_chart(model.card))});
  }
  for (const auto& [what, groups] : {std::pair{"genre", &evaluation.genres}, std::pair{"decade", &evaluation.decades}})
    if (!groups->empty())
      figures.push_back({std::string("by-") + what, std::string("Accuracy by ") + what,
                         interval_chart(group_intervals(what, *groups, evaluation.report.accuracy))});
  std::erase_if(figures, [](const Figure& figure) { return figure.chart.empty(); });
  return figures;
}

Markup groups_section(const std::string& what, const std::vector<evaluation::GroupScore>& groups,
                      double accuracy_of_all) {
  if (groups.empty()) return {};
  std::vector<TableRow> rows;
  for (const evaluation::GroupScore& group : groups)
    rows.push_back({{escaped(group.name), escaped(count(group.songs)), escaped(decimal(group.accuracy)),
                     escaped(interval_text(group.intervals.accuracy)), escaped(decimal(group.macro_f1)),
                     escaped(decimal(group.ece))},
                    false});
  const Markup numbers = table(
      "Macro F1 is over the topics that occur in the group",
      {{what}, {"songs", true}, {"accuracy", true}, {"95 % interval", true}, {"macro F1", true}, {"ECE", true}}, rows);
  const IntervalChart chart = group_intervals(what, groups, accuracy_of_all);
  const char* const caption = begins_at_0(chart) ? "" : "The axis does not begin at 0.";
  return card("By " + what, figure(interval_chart(chart), caption) + numbers);
}

}  // namespace leitmotif::report
