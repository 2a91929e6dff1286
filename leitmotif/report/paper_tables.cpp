#include "leitmotif/report/paper_tables.hpp"

#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/report/eda_figures.hpp"
#include "leitmotif/report/png.hpp"
#include "leitmotif/report/sections.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

/// A text with everything escaped that LaTeX would read.
std::string latex_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\textbackslash{}";
        break;
      case '~':
        result += "\\textasciitilde{}";
        break;
      case '^':
        result += "\\textasciicircum{}";
        break;
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}':
        result += '\\';
        result += c;
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string latex_row(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) row += (row.empty() ? "  " : " & ") + latex_text(cell);
  return row + " \\\\\n";
}

PlainTable classes_of(const evaluation::ScoredModel& model) {
  PlainTable table{"classes", "Scores by topic", {"topic", "precision", "recall", "F1", "songs"}, {}};
  const evaluation::ClassificationReport& report = model.evaluation.report;
  const auto add = [&](const std::string& name, double precision, double recall, double f1, std::size_t songs) {
    table.rows.push_back({name, decimal(precision), decimal(recall), decimal(f1), std::to_string(songs)});
  };
  for (const evaluation::ClassReport& row : report.classes)
    add(row.topic, row.precision, row.recall, row.f1, row.support);
  add("weighted mean", report.weighted.precision, report.weighted.recall, report.weighted.f1, report.songs);
  add("macro mean", report.macro.precision, report.macro.recall, report.macro.f1, report.songs);
  return table;
}

PlainTable confusion_of(const evaluation::ScoredModel& model) {
  const evaluation::ClassificationReport& report = model.evaluation.report;
  PlainTable table{"confusion", "Songs of each topic (rows) by the topic they were read as (columns)", {"topic"}, {}};
  for (const evaluation::ClassReport& row : report.classes) table.head.push_back(row.topic);
  for (std::size_t t = 0; t < report.classes.size(); ++t) {
    std::vector<std::string> cells = {report.classes[t].topic};
    for (std::size_t p = 0; p < report.classes.size(); ++p) cells.push_back(std::to_string(report.confusion.at(t, p)));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

PlainTable reliability_of(const evaluation::ScoredModel& model) {
  PlainTable table{"reliability", "Accuracy by confidence", {"bin", "songs", "confidence", "accuracy"}, {}};
  const std::vector<evaluation::CalibrationBin>& bins = model.evaluation.calibration.bins;
  for (std::size_t b = 0; b < bins.size(); ++b)
    table.rows.push_back(
        {std::to_string(b + 1), std::to_string(bins[b].songs), decimal(bins[b].confidence), decimal(bins[b].accuracy)});
  return table;
}

PlainTable epochs_of(const evaluation::ScoredModel& model) {
  PlainTable table{"epochs", "Learning curves", {"epoch", "train loss", "validation loss", "validation accuracy"}, {}};
  for (const models::EpochReport& epoch : model.card.epochs)
    table.rows.push_back({std::to_string(epoch.epoch), decimal(epoch.train_loss), decimal(epoch.validation_loss),
                          decimal(epoch.validation_accuracy)});
  return table;
}

PlainTable models_of(const evaluation::Comparison& comparison) {
  PlainTable table{
      "models", "All models on the same songs", {"model", "file", "accuracy", "from", "to", "macro F1", "ECE"}, {}};
  for (const evaluation::ScoredModel& model : comparison.models) {
    const evaluation::Evaluation& scores = model.evaluation;
    table.rows.push_back({model.card.kind, file_name(model.file), decimal(scores.report.accuracy),
                          decimal(scores.intervals.accuracy.low), decimal(scores.intervals.accuracy.high),
                          decimal(scores.report.macro.f1), decimal(scores.calibration.ece)});
  }
  return table;
}

PlainTable pairs_of(const evaluation::Comparison& comparison) {
  PlainTable table{"pairs",
                   "Each two models on the same songs",
                   {"first", "second", "difference", "from", "to", "only first", "only second", "McNemar p"},
                   {}};
  for (const evaluation::PairOfModels& pair : comparison.pairs)
    table.rows.push_back({file_name(comparison.models[pair.first].file), file_name(comparison.models[pair.second].file),
                          decimal(pair.bootstrap.accuracy.value), decimal(pair.bootstrap.accuracy.interval.low),
                          decimal(pair.bootstrap.accuracy.interval.high), std::to_string(pair.mcnemar.only_first),
                          std::to_string(pair.mcnemar.only_second), decimal(pair.mcnemar.exact_p)});
  return table;
}

/// Behind the names of a model's files.
std::string number_behind(const evaluation::Comparison& comparison, std::size_t model) {
  return comparison.models.size() == 1 ? "" : "-" + std::to_string(model + 1);
}

}  // namespace

std::string latex_table(const PlainTable& table) {
  std::string text = "\\begin{table}\n\\centering\n\\caption{" + latex_text(table.caption) +
                     "}\n\\label{tab:" + table.id + "}\n\\begin{tabular}{l" +
                     std::string(std::max<std::size_t>(table.head.size(), 1) - 1, 'r') + "}\n\\toprule\n";
  text += latex_row(table.head) + "\\midrule\n";
  for (const std::vector<std::string>& row : table.rows) text += latex_row(row);
  return text + "\\bottomrule\n\\end{tabular}\n\\end{table}\n";
}

std::string csv_table(const PlainTable& table) {
  const auto row_of = [](const std::vector<std::string>& cells) {
    return corpus::csv_row(std::vector<std::string_view>(cells.begin(), cells.end()));
  };
  std::string text = row_of(table.head);
  for (const std::vector<std::string>& row : table.rows) text += row_of(row);
  return text;
}

std::vector<PlainTable> comparison_tables(const evaluation::Comparison& comparison) {
  std::vector<PlainTable> tables = {models_of(comparison)};
  if (!comparison.pairs.empty()) tables.push_back(pairs_of(comparison));
  for (std::size_t m = 0; m < comparison.models.size(); ++m) {
    const evaluation::ScoredModel& model = comparison.models[m];
    for (PlainTable table : {classes_of(model), confusion_of(model), reliability_of(model), epochs_of(model)}) {
      if (table.rows.empty()) continue;
      table.id += number_behind(comparison, m);
      tables.push_back(std::move(table));
    }
  }
  return tables;
}

std::vector<std::string> write_tables(const evaluation::Comparison& comparison, const std::filesystem::path& folder,
                                      KeptFiles& files) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error(ErrorKind::io, folder.string() + ": the folder cannot be made: " + error.message());
  std::vector<std::string> names;
  const auto write = [&](const std::string& name, const std::string& content) {
    files.write(folder / name, content);
    names.push_back(name);
  };
  for (const PlainTable& table : comparison_tables(comparison)) {
    write(table.id + ".csv", csv_table(table));
    write(table.id + ".tex", latex_table(table));
  }
  std::vector<std::string> drawn;
  for (std::size_t m = 0; m < comparison.models.size(); ++m)
    for (Figure& figure : model_figures(comparison.models[m])) {
      figure.id += number_behind(comparison, m);
      write(figure.id + ".svg", svg_document(figure));
      drawn.push_back(figure.id);
    }
  draw_pngs(folder, drawn, files);
  for (const std::string& name : drawn) names.push_back(name + ".png");
  return names;
}

}  // namespace leitmotif::report
