#include "leitmotif/report/sections.hpp"

#include <cmath>

#include "leitmotif/report/findings.hpp"
#include "leitmotif/report/paper_figures.hpp"
#include "leitmotif/report/table.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

Markup tile(const std::string& name, const std::string& value, const std::string& more) {
  return element("div", {{"class", "card tile"}},
                 element("div", {{"class", "tile-name"}}, name) + element("div", {{"class", "tile-value"}}, value) +
                     element("div", {{"class", "tile-more"}}, more));
}

Markup number(double value) { return escaped(decimal(value)); }

TableRow averages_row(const std::string& name, const evaluation::Averages& averages, std::size_t songs) {
  return {{escaped(name),
           number(averages.precision),
           number(averages.recall),
           number(averages.f1),
           {},
           escaped(count(songs))},
          true};
}

TableRow difference_row(const PaperFigure& figure, const evaluation::ClassificationReport& report) {
  const auto difference = [](double ours, double theirs) {
    const std::string text = decimal((ours - theirs) * 100, 2);
    return escaped((text.front() == '-' ? "−" + text.substr(1) : "+" + text) + " points");
  };
  return {{escaped("ours minus the paper's"), difference(report.accuracy, figure.accuracy),
           difference(report.macro.f1, figure.macro_f1)},
          true};
}

}  // namespace

Markup card(const std::string& heading, const Markup& content) {
  return element("section", {{"class", "card"}}, element("h3", heading) + content);
}

std::string interval_text(const evaluation::Interval& interval) {
  return decimal(interval.low) + " to " + decimal(interval.high);
}

Markup headline_section(const evaluation::Evaluation& evaluation) {
  const evaluation::ClassificationReport& report = evaluation.report;
  Markup tiles = tile("Accuracy", decimal(report.accuracy), "95 %: " + interval_text(evaluation.intervals.accuracy));
  tiles += tile("Macro F1", decimal(report.macro.f1), "95 %: " + interval_text(evaluation.intervals.macro_f1));
  tiles += tile("Calibration error", decimal(evaluation.calibration.ece),
                "log-likelihood loss " + decimal(evaluation.calibration.negative_log_likelihood));
  tiles += tile("Songs", count(report.songs), count(report.classes.size()) + " topics");
  return element("div", {{"class", "tiles"}}, tiles);
}

Markup findings_section(const evaluation::Evaluation& evaluation, bool seen) {
  Markup list;
  for (const Finding& finding : findings(evaluation, seen))
    list += element("p", element("b", finding.title) + escaped(finding.sentence));
  return card("Findings", element("div", {{"class", "findings"}}, list));
}

Markup paper_section(const evaluation::ScoredModel& model) {
  const PaperFigure* figure = paper_figure(model.card.kind);
  if (figure == nullptr) return {};
  const evaluation::ClassificationReport& report = model.evaluation.report;
  const std::vector<TableRow> rows = {
      {{escaped("the paper's " + std::string(figure->name)), number(figure->accuracy),
        escaped(decimal(figure->macro_f1, 3))},
       false},
      {{escaped("this model (" + model.card.protocol + " protocol)"), number(report.accuracy), number(report.macro.f1)},
       false},
      difference_row(*figure, report)};
  return card("Beside the paper",
              table("The paper's figures and ours", {{"", false}, {"accuracy", true}, {"macro F1", true}}, rows) +
                  element("p", {{"class", "note"}}, kPaperNote));
}

Markup pairs_section(const evaluation::Comparison& comparison) {
  if (comparison.pairs.empty()) return {};
  std::vector<TableRow> rows;
  for (const evaluation::PairOfModels& pair : comparison.pairs) {
    const evaluation::Difference& accuracy = pair.bootstrap.accuracy;
    rows.push_back(
        {{escaped(file_name(comparison.models[pair.first].file) + " − " +
                  file_name(comparison.models[pair.second].file)),
          number(accuracy.value), escaped(interval_text(accuracy.interval)), number(pair.bootstrap.macro_f1.value),
          escaped(interval_text(pair.bootstrap.macro_f1.interval)), escaped(count(pair.mcnemar.only_first)),
          escaped(count(pair.mcnemar.only_second)), number(pair.mcnemar.exact_p)},
         false});
  }
  return card(
      "More than luck?",
      table("Each two models on the same songs",
            {{"first minus second"},
             {"accuracy", true},
             {"95 % interval", true},
             {"macro F1", true},
             {"95 % interval", true},
             {"only first right", true},
             {"only second right", true},
             {"McNemar, exact p", true}},
            rows) +
          element("p", {{"class", "note"}},
                  "Intervals are of the difference, from 1,000 paired resamples of the songs: one that does not "
                  "hold 0 says that one model is better. p is the chance of so uneven a count if both were "
                  "equally good."));
}

Markup classes_section(const evaluation::ClassificationReport& report) {
  const std::vector<TableColumn> columns = {{"topic"},    {"precision", true},      {"recall", true},
                                            {"F1", true}, {"class accuracy", true}, {"songs", true}};
  std::vector<TableRow> rows;
  for (const evaluation::ClassReport& row : report.classes)
    rows.push_back({{escaped(row.topic), bar_cell(row.precision), bar_cell(row.recall), bar_cell(row.f1),
                     bar_cell(row.accuracy), escaped(count(row.support))},
                    false});
  rows.push_back(averages_row("weighted mean", report.weighted, report.songs));
  rows.push_back(averages_row("macro mean", report.macro, report.songs));
  return card(
      "By topic",
      table("Class accuracy is the share of a topic's songs that were given it; bars go from 0 to 1", columns, rows));
}

Markup artists_section(const evaluation::ArtistOpinion& opinion) {
  std::vector<TableRow> rows;
  const auto add = [&](const std::string& name, const std::optional<evaluation::GroupScore>& score) {
    if (!score) {
      rows.push_back({{escaped(name), escaped("0"), escaped("–"), {}, {}}, false});
      return;
    }
    rows.push_back({{escaped(name), escaped(count(score->songs)), number(score->accuracy),
                     escaped(interval_text(score->intervals.accuracy)), number(score->macro_f1)},
                    false});
  };
  add("artists who are not in it", opinion.others);
  add("artists who are in it", opinion.shared);
  std::string note =
      opinion.is_the_models
          ? "This is the file the model was trained on."
          : "The model was trained on another file than this one, so it may know some artists after all.";
  if (opinion.unknown > 0) note += " " + songs(opinion.unknown) + " without an artist: in neither row.";
  return card(
      "A second opinion: other artists",
      table("By whether the artist occurs in " + file_name(opinion.training_file),
            {{"songs by"}, {"songs", true}, {"accuracy", true}, {"95 % interval", true}, {"macro F1", true}}, rows) +
          element("p", {{"class", "note"}}, note));
}

/// A count without decimals, anything else with four.
std::string score_text(double value) {
  const bool is_count = value > 1 && value < 1e15 && value == std::floor(value);
  return is_count ? count(static_cast<std::size_t>(value)) : decimal(value);
}

Markup card_section(const evaluation::ScoredModel& model) {
  const models::ModelCard& facts = model.card;
  Markup list;
  const auto add = [&](const char* name, const std::string& value, const char* style = "fact") {
    if (!value.empty()) list += element("dt", name) + element("dd", {{"class", style}}, value);
  };
  add("file", file_name(model.file) + ", " + bytes_text(model.bytes));
  add("kind", facts.kind);
  add("protocol", facts.protocol);
  add("what it is", facts.description);
  add("explanations", facts.explanation);
  add("data", facts.data_name);
  add("licence of the data", facts.data_licence);
  add("how to cite the data", facts.data_citation);
  add("digest of the data", facts.data_sha256, "hash");
  add("trained on", songs(facts.training_songs) + ", validated on " + songs(facts.validation_songs));
  add("text pipeline", facts.pipeline);
  add("seed", std::to_string(facts.seed));
  add("made by", facts.version.empty() ? "" : "leitmotif " + facts.version + ": " + facts.command);
  std::string scores;
  for (const auto& [name, value] : facts.scores)
    scores += (scores.empty() ? "" : ", ") + name + " " + score_text(value);
  add("scores when saved", scores);
  add("digest of the model", model.id, "hash");
  return card("Model card", element("dl", list));
}

}  // namespace leitmotif::report
