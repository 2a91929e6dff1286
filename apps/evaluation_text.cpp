#include "apps/evaluation_text.hpp"

#include <fmt/format.h>

#include <array>

#include "apps/terminal.hpp"
#include "apps/text_table.hpp"

namespace leitmotif::apps {

std::string to_text(const evaluation::Evaluation& evaluation) {
  const evaluation::ClassificationReport& report = evaluation.report;
  const evaluation::Interval& interval = evaluation.intervals.accuracy;
  std::string text = fmt::format("{} songs, accuracy {:.4f} (95 % interval {:.4f} to {:.4f}), macro F1 {:.4f}\n\n",
                                 report.songs, report.accuracy, interval.low, interval.high, report.macro.f1);
  constexpr std::array<Column, 5> kHead = {
      {{"TOPIC"}, {"PRECISION", Side::right}, {"RECALL", Side::right}, {"F1", Side::right}, {"SONGS", Side::right}}};
  Rows rows;
  for (const evaluation::ClassReport& row : report.classes)
    rows.push_back({row.topic, fmt::format("{:.4f}", row.precision), fmt::format("{:.4f}", row.recall),
                    fmt::format("{:.4f}", row.f1), std::to_string(row.support)});
  text += concatenated(table_lines(kHead, rows, 80));
  text +=
      fmt::format("\nby recall best {}, most challenging {}", report.findings.best_class, report.findings.worst_class);
  if (const auto& confused = report.findings.most_confused)
    text += fmt::format(", most often confused: {} read as {} ({} songs)", confused->truth, confused->predicted,
                        confused->count);
  return text + fmt::format("\nexpected calibration error {:.4f}\n", evaluation.calibration.ece);
}

namespace {

std::string difference_text(std::string_view name, const evaluation::Difference& difference) {
  return fmt::format("  {:<9} {:+.4f} (95 % interval {:+.4f} to {:+.4f}), paired bootstrap p {:.4g}\n", name,
                     difference.value, difference.interval.low, difference.interval.high, difference.p);
}

}  // namespace

std::string pairs_text(const evaluation::Comparison& comparison) {
  std::string text;
  for (const evaluation::PairOfModels& pair : comparison.pairs) {
    const evaluation::McNemar& mcnemar = pair.mcnemar;
    text += fmt::format("\n{} minus {}\n", without_controls(comparison.models[pair.first].file),
                        without_controls(comparison.models[pair.second].file));
    text += difference_text("accuracy", pair.bootstrap.accuracy) + difference_text("macro F1", pair.bootstrap.macro_f1);
    text += fmt::format(
        "  only the first is right {} times, only the second {}; McNemar: exact p {:.4g}, chi-squared "
        "{:.4f} with p {:.4g}\n",
        mcnemar.only_first, mcnemar.only_second, mcnemar.exact_p, mcnemar.statistic, mcnemar.p);
  }
  return text;
}

}  // namespace leitmotif::apps
