// `leitmotif eda`: explore songs: features, clusters, topics by decade, telling words.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <memory>

#include "apps/command.hpp"
#include "apps/kept_file.hpp"
#include "apps/part.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/eda/eda.hpp"
#include "leitmotif/explore/analysis_table.hpp"
#include "leitmotif/report/eda_figures.hpp"
#include "leitmotif/report/eda_page.hpp"

namespace leitmotif::apps {

Command eda_command();

namespace {

struct EdaWish {
  std::string file;               ///< empty: the library
  std::filesystem::path html;     ///< empty: no page
  std::filesystem::path figures;  ///< folder; empty: no figures
  std::string clusters = "5";     ///< a number, or auto
  std::vector<std::string> features;
  std::string part;
};

std::size_t clusters_of(const std::string& text) {
  if (text == "auto") return 0;
  std::size_t clusters = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), clusters);
  if (error != std::errc() || end != text.data() + text.size() || clusters < explore::kLeastClusters ||
      clusters > explore::kMostClusters)
    throw Error(ErrorKind::invalid_argument, fmt::format("--clusters '{}' is not auto or {}..{}", text,
                                                         explore::kLeastClusters, explore::kMostClusters));
  return clusters;
}

std::string shown(double value) { return std::isfinite(value) ? fmt::format("{:.4f}", value) : "-"; }

std::string summaries_text(const explore::Analysis& analysis) {
  if (analysis.summaries.empty()) return {};
  std::string text = fmt::format("\n{:<24} {:>9} {:>8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "feature", "songs",
                                 "missing", "mean", "std", "min", "median", "max", "skewness");
  for (const explore::Summary& s : analysis.summaries)
    text += fmt::format("{:<24} {:>9} {:>8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", without_controls(s.name), s.count,
                        s.missing, shown(s.mean), shown(s.deviation), shown(s.least), shown(s.quartiles[1]),
                        shown(s.greatest), shown(s.skewness));
  return text;
}

std::string clusters_text(const explore::Analysis& analysis) {
  const explore::Clusters& clusters = analysis.clusters;
  if (clusters.scan.empty()) return {};
  std::string text = fmt::format("\n{:>8} {:>12} {:>11}\n", "clusters", "inertia", "silhouette");
  for (const explore::ScanLine& line : clusters.scan)
    text += fmt::format("{:>8} {:>12.1f} {:>11.4f}{}\n", line.clusters, line.inertia, line.silhouette,
                        line.clusters == clusters.elbow ? "  elbow" : "");
  text += "\n";
  for (std::size_t k = 0; k < clusters.profiles.size(); ++k)
    text += fmt::format("cluster {}: {} songs, {}\n", k + 1, clusters.profiles[k].songs,
                        without_controls(clusters.profiles[k].name));
  return text;
}

std::string to_text(const explore::Analysis& analysis) {
  const explore::SongTable& table = analysis.table;
  std::string text = fmt::format("{}: {} songs, {} with all of {} features\n", without_controls(table.source),
                                 table.rows, analysis.joint.complete_rows, analysis.joint.features.size());
  for (const std::string& finding : analysis.findings) text += "  " + without_controls(finding) + "\n";
  text += summaries_text(analysis) + clusters_text(analysis);
  for (const explore::TellingWords& group : analysis.topic_words) {
    text += text.ends_with("\n\n") || &group != &analysis.topic_words.front() ? "" : "\n";
    text += fmt::format("{:<12}", without_controls(group.group));
    for (std::size_t i = 0; i < std::min<std::size_t>(8, group.words.size()); ++i)
      text += " " + without_controls(group.words[i].word);
    text += "\n";
  }
  return text;
}

explore::Analysis analysis_of(const EdaWish& wish, const General& general) {
  eda::EdaRequest request;
  request.clusters = clusters_of(wish.clusters);
  request.features = wish.features;
  request.share = chosen_part(wish.part);
  request.seed = general.seed;
  request.threads = general.settings.threads;
  if (!wish.file.empty()) return eda::explore_file(wish.file, request, progress_line());
  engine::Engine engine = engine::Engine::open(general.settings);
  return engine.explore(request, progress_line());
}

void write_drawings(const explore::Analysis& analysis, const std::filesystem::path& folder) {
  KeptFiles files;
  report::write_figures(analysis, folder, files);
  tell_kept(files.kept());
}

int run(const EdaWish& wish, const General& general) {
  const explore::Analysis analysis = analysis_of(wish, general);
  check_stop();
  clear_progress();
  if (!wish.html.empty()) write_output(wish.html, report::eda_page(analysis));
  if (!wish.figures.empty()) write_drawings(analysis, wish.figures);
  print(general.json ? explore::analysis_table().text(analysis, 2) + "\n" : to_text(analysis));
  return 0;
}

}  // namespace

Command eda_command() {
  const auto wish = std::make_shared<EdaWish>();
  return {
      "eda",
      "explore songs: features, clusters, topics by decade, telling words",
      {{"DATA.csv", "", "CSV file with a header (default: the library)", &wish->file},
       {"--html", "FILE.html", "also write a page to explore, in one file", &wish->html},
       {"--figures", "FOLDER", "also write each figure as SVG and PNG", &wish->figures},
       {"--clusters", "K", "2 to 9, or auto: by elbow and silhouette (default: 5, as in the paper)", &wish->clusters},
       {"--feature", "NAME",
        "numeric column to analyse together with others; may be given several times (default: the paper's six)",
        &wish->features},
       part_option(wish->part)},
      [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
