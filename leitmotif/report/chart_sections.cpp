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

Markup confusion_section(const evaluation::ClassificationReport& report) {
  const Markup map = heatmap(confusion_heatmap(report));
  const Markup shown = map.empty()
                           ? element("p", "The matrix of " + count(report.classes.size()) +
                                              " topics is too large to be drawn; the JSON output has all of it.")
                           : figure(map, "Songs, and below them the share of the row. The diagonal is right.");
  return card("Confusion", element("div", {{"class", "pair wide-first"}},
                                   element("div", shown) + element("div", mistakes_table(report))));
}

Markup calibration_section(const evaluation::Calibration& calibration) {
  const std::string summary =
      "Reliability diagram: accuracy by confidence; expected calibration error " + decimal(calibration.ece) + ".";
  const Markup diagram = figure(reliability_diagram(calibration.bins, summary),
                                "Answers on the dashed line are right as often as they say. Larger dots stand for "
                                "more songs; whiskers are 95 % intervals.");
  return card("How far the probabilities can be believed",
              element("div", {{"class", "pair"}}, diagram + element("div", bins_table(calibration))));
}

Markup learning_section(const models::ModelCard& card_) {
  if (card_.epochs.empty()) return {};
  LineChart loss;
  loss.summary = "Train and validation loss by epoch.";
  loss.x_title = "epoch";
  loss.y_title = "loss";
  loss.series = {curve("train loss", card_, &models::EpochReport::train_loss),
                 curve("validation loss", card_, &models::EpochReport::validation_loss)};
  LineChart accuracy;
  accuracy.summary = "Validation accuracy by epoch.";
  accuracy.x_title = "epoch";
  accuracy.y_title = "accuracy";
  accuracy.series = {curve("validation accuracy", card_, &models::EpochReport::validation_accuracy)};
  if (const auto kept = card_.scores.find("kept_epoch"); kept != card_.scores.end()) {
    loss.mark = accuracy.mark = kept->second;
    loss.mark_label = accuracy.mark_label = "kept: epoch " + decimal(kept->second, 0);
  }
  return card("Learning curves",
              element("div", {{"class", "pair"}},
                      figure(line_chart(loss), "Loss on the training and validation songs after each epoch.") +
                          figure(line_chart(accuracy), "Accuracy on the validation songs after each epoch.")) +
                  folded("The epochs in numbers", epochs_table(card_)));
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
  return card("By " + what,
              figure(interval_chart(group_intervals(what, groups, accuracy_of_all)), "The axis does not begin at 0.") +
                  numbers);
}

}  // namespace leitmotif::report
