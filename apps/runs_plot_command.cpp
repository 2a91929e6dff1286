// `leitmotif runs plot`: the curves of trainings that were kept as a figure, or as the numbers behind it.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <set>

#include "apps/command.hpp"
#include "apps/kept_file.hpp"
#include "apps/runs.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/report/eda_figures.hpp"
#include "leitmotif/report/png.hpp"
#include "leitmotif/report/svg_lines.hpp"

namespace leitmotif::apps {

Command runs_plot_command();

namespace {

struct PlotWish {
  std::string folder;
  std::vector<std::string> names;
  std::string what;  ///< accuracy or loss; empty: what the runs have
  std::filesystem::path file;
};

/// One measure of one training by epoch.
struct EpochMeasure {
  const char* key;   ///< in its report
  const char* name;  ///< in a legend
};
constexpr EpochMeasure kAccuracy = {"validation_accuracy", "validation"};
constexpr EpochMeasure kLosses[] = {{"validation_loss", "validation"}, {"train_loss", "training"}};

report::LineSeries series_of(const Json& report, const EpochMeasure& measure, const std::string& name) {
  report::LineSeries series{name, {}};
  if (!report.contains("epochs") || !report["epochs"].is_array()) return series;
  for (const Json& epoch : report["epochs"]) {
    const Json value = epoch.value(measure.key, Json());
    if (value.is_number() && epoch.value("epoch", Json()).is_number())
      series.points.push_back({epoch["epoch"].get<double>(), value.get<double>()});
  }
  return series;
}

/// The lines of a figure, and the trainings it says nothing of.
struct Lines {
  std::vector<report::LineSeries> drawn;
  std::vector<std::string> left_out;
};

/// Of one training its two losses, of several one measure each.
Lines lines_of(const std::vector<training::Run>& runs, bool losses) {
  Lines lines;
  for (const training::Run& run : runs) {
    const Json report = training::report_of(run);
    std::vector<EpochMeasure> measures = {losses ? kLosses[0] : kAccuracy};
    if (losses && runs.size() == 1) measures.push_back(kLosses[1]);
    const std::size_t before = lines.drawn.size();
    for (const EpochMeasure& measure : measures) {
      report::LineSeries line = series_of(report, measure, runs.size() == 1 ? measure.name : run.name);
      if (!line.points.empty()) lines.drawn.push_back(std::move(line));
    }
    if (lines.drawn.size() == before) lines.left_out.push_back(run.name);
  }
  return lines;
}

report::Figure figure_of(std::vector<report::LineSeries> lines, bool losses) {
  const std::string heading = losses ? "Loss by epoch" : "Validation accuracy by epoch";
  report::LineChart chart;
  chart.summary = heading + ".";
  chart.x_title = "epoch";
  chart.y_title = losses ? "loss" : "accuracy";
  chart.series = std::move(lines);
  chart.whole = true;
  return {"runs", heading, report::line_chart(chart)};
}

/// One row an epoch, one column a line.
std::string csv_of(const std::vector<report::LineSeries>& lines) {
  std::set<double> epochs;
  for (const report::LineSeries& line : lines)
    for (const report::Point& point : line.points) epochs.insert(point.x);
  const auto row_of = [](const std::vector<std::string>& cells) {
    return corpus::csv_row(std::vector<std::string_view>(cells.begin(), cells.end()));
  };
  std::vector<std::string> head = {"epoch"};
  for (const report::LineSeries& line : lines) head.push_back(line.name);
  std::string text = row_of(head);
  for (const double epoch : epochs) {
    std::vector<std::string> cells = {fmt::format("{}", epoch)};
    for (const report::LineSeries& line : lines) {
      const auto at = std::ranges::find(line.points, epoch, &report::Point::x);
      cells.push_back(at == line.points.end() ? "" : fmt::format("{}", at->y));
    }
    text += row_of(cells);
  }
  return text;
}

void write_picture(const std::filesystem::path& file, const report::Figure& figure) {
  if (file.extension() == ".svg") return write_file(file, report::svg_document(figure));
  std::filesystem::path drawing = file;
  drawing += ".svg.part";
  write_file(drawing, report::svg_document(figure));
  std::error_code ignored;
  try {
    report::draw_png(drawing, file);
  } catch (...) {
    std::filesystem::remove(drawing, ignored);
    throw;
  }
  std::filesystem::remove(drawing, ignored);
}

void check(const PlotWish& wish) {
  const std::string ending = wish.file.extension().string();
  if (ending != ".svg" && ending != ".png" && ending != ".csv")
    throw Error(ErrorKind::invalid_argument,
                wish.file.string() + ": expected a name that ends in .svg, .png or .csv, which says what is written");
  if (!wish.what.empty() && wish.what != "accuracy" && wish.what != "loss")
    throw Error(ErrorKind::invalid_argument, "--what: expected accuracy or loss, found '" + wish.what + "'");
}

int run(const PlotWish& wish, const General& general) {
  check(wish);
  std::vector<training::Run> runs;
  for (const std::string& name : wish.names) runs.push_back(training::find_run(runs_folder(wish.folder), name));
  const bool losses = wish.what == "loss";
  const auto [lines, left_out] = lines_of(runs, losses);
  const std::string none_kept = "no " + std::string(losses ? "loss" : "accuracy") + " by epoch is kept of ";
  if (lines.empty()) throw Error(ErrorKind::not_found, none_kept + (runs.size() == 1 ? "this run" : "these runs"));
  const bool is_table = wish.file.extension() == ".csv";
  if (!is_table && lines.size() > report::kMostLines)
    throw Error(ErrorKind::resource_limit, fmt::format("{} lines are not told apart in one figure; at most {}, or .csv",
                                                       lines.size(), report::kMostLines));
  KeptFile kept(wish.file, Keep::first);
  if (is_table)
    write_file(wish.file, csv_of(lines));
  else
    write_picture(wish.file, figure_of(lines, losses));
  kept.replaced();
  Json drawn = Json::array();
  for (const report::LineSeries& line : lines) drawn.push_back(line.name);
  if (general.json) {
    const Json answer = {{"file", wish.file.string()}, {"lines", std::move(drawn)}, {"left_out", Json(left_out)}};
    print(answer.dump(2) + "\n");
    return 0;
  }
  std::string text;
  for (const std::string& name : left_out) text += none_kept + without_controls(name) + "\n";
  print(text + fmt::format("written to {}\n", without_controls(wish.file.string())));
  return 0;
}

}  // namespace

Command runs_plot_command() {
  const auto wish = std::make_shared<PlotWish>();
  return {"runs plot",
          "their curves over epochs, as a figure or as numbers",
          {argument("RUN", "one or more: its name, the beginning of it, or last", &wish->names),
           needed({"--output,-o", "FILE", "file to write: .svg, .png or .csv", &wish->file}),
           {"--what", "accuracy|loss", "which curve (default: accuracy, of the validation songs)", &wish->what},
           {"--runs", "FOLDER", "where runs are kept (default: leitmotif/runs in the XDG data folder)", &wish->folder}},
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
