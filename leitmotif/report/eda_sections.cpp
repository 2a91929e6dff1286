#include "leitmotif/report/eda_sections.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/report/eda_charts.hpp"
#include "leitmotif/report/eda_findings.hpp"
#include "leitmotif/report/paper_exploration.hpp"
#include "leitmotif/report/svg_histogram.hpp"
#include "leitmotif/report/table.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

using explore::Analysis;

Markup histograms(const Analysis& analysis, bool main_ones) {
  Markup grid;
  for (const explore::Summary& summary : analysis.summaries) {
    const Markup chart = stands_in_front(summary.name) == main_ones ? histogram_chart(summary) : Markup();
    if (!chart.empty()) grid += element("figure", element("h4", summary.name) + chart);
  }
  return grid.empty() ? Markup() : element("div", {{"class", "many"}}, grid);
}

Markup summary_table(const Analysis& analysis) {
  const std::vector<TableColumn> columns = {{"feature", false}, {"songs", true}, {"missing", true}, {"mean", true},
                                            {"std", true},      {"min", true},   {"25 %", true},    {"median", true},
                                            {"75 %", true},     {"max", true},   {"skewness", true}};
  std::vector<TableRow> rows;
  for (const explore::Summary& s : analysis.summaries) {
    std::vector<Markup> cells = {escaped(s.name), escaped(count(s.count)), escaped(count(s.missing))};
    for (const double value :
         {s.mean, s.deviation, s.least, s.quartiles[0], s.quartiles[1], s.quartiles[2], s.greatest, s.skewness})
      cells.push_back(escaped(decimal(value)));
    rows.push_back({std::move(cells), false});
  }
  return table("Each feature over the values that are there", columns, rows);
}

/// One line of a comparison with the paper.
struct Compared {
  std::string what;
  double paper = 0;
  double ours = 0;
};

Markup paper_table(const std::vector<Compared>& lines, int decimals, const std::string& note) {
  std::vector<TableRow> rows;
  for (const Compared& line : lines) {
    if (!std::isfinite(line.ours)) continue;
    const bool agrees = std::abs(line.ours - line.paper) < kPaperTolerance;
    const Markup verdict = element("span", {{"class", agrees ? "agree" : "differ"}},
                                   agrees ? "agrees" : "differs by " + decimal(line.ours - line.paper, decimals));
    rows.push_back(
        {{escaped(line.what), escaped(decimal(line.paper, decimals)), escaped(decimal(line.ours, decimals)), verdict},
         false});
  }
  if (rows.empty()) return {};
  return table("Beside the paper's published values", {{"", false}, {"paper", true}, {"ours", true}, {"", false}},
               rows) +
         element("p", {{"class", "note"}}, note);
}

Markup halves(const Markup& first, const Markup& second) {
  return element("div", {{"class", "pair"}}, element("div", first) + element("div", second));
}

Markup paper_correlations(const explore::Joint& joint) {
  std::vector<Compared> lines;
  for (const PaperCorrelation& one : kPaperCorrelations)
    lines.push_back({std::string(one.first) + " and " + std::string(one.second), one.value,
                     correlation_of(joint, one.first, one.second)});
  return paper_table(lines, 2,
                     "The published values are those of the paper's own songs; its 0.49 is taken to be that of "
                     "danceability and valence.");
}

/// A component is the same with every sign turned: as the published one points.
double sign_of(const explore::Joint& joint, std::size_t component) {
  double product = 0;
  for (const PaperLoading& one : kPaperLoadings)
    if (const double ours = loading_of(joint, one.component, one.feature);
        one.component == component && std::isfinite(ours))
      product += one.value * ours;
  return product < 0 ? -1 : 1;
}

Markup paper_components(const explore::Joint& joint) {
  std::vector<Compared> lines;
  for (const PaperLoading& one : kPaperLoadings)
    lines.push_back({"component " + std::to_string(one.component + 1) + ": " + std::string(one.feature), one.value,
                     sign_of(joint, one.component) * loading_of(joint, one.component, one.feature)});
  for (std::size_t i = 0; i < kPaperExplained.size(); ++i)
    lines.push_back({"component " + std::to_string(i + 1) + ": share of variance", kPaperExplained[i],
                     joint.pca && i < joint.pca->explained.size() ? joint.pca->explained[i] : NAN});
  return paper_table(
      lines, 2,
      "The published values are those of the paper's own songs, held against the features they are nearest to there. A "
      "component's sign is arbitrary; in this table it points as the published one does. Shares of variance depend on "
      "how many features are analysed together (here " +
          std::to_string(joint.features.size()) + ").");
}

}  // namespace

Markup story_card(const std::string& heading, const std::string& finding, const Markup& content) {
  if (content.empty()) return {};
  Markup inner = element("h3", heading);
  if (!finding.empty()) inner += element("p", {{"class", "finding"}}, finding);
  return element("section", {{"class", "card"}}, inner + content);
}

Markup chart_figure(const Markup& chart, const std::string& caption) {
  if (chart.empty()) return {};
  Markup content = element("div", {{"class", "scroll"}}, chart);
  if (!caption.empty()) content += element("figcaption", caption);
  return element("figure", content);
}

Markup features_section(const Analysis& analysis) {
  const Markup main_ones = histograms(analysis, true);
  const Markup others = histograms(analysis, false);
  Markup content = main_ones.empty() ? others : main_ones;
  content += folded("Every number", analysis.summaries.empty() ? Markup() : summary_table(analysis));
  if (!main_ones.empty() && !others.empty()) content += folded("All other numeric columns", others);
  return story_card("Features", features_finding(analysis), analysis.summaries.empty() ? Markup() : content);
}

Markup relations_section(const Analysis& analysis) {
  const explore::Joint& joint = analysis.joint;
  if (joint.correlation.empty()) return {};
  const std::string over = "Over the " + songs(joint.complete_rows) + " that have all " +
                           std::to_string(joint.features.size()) + " features.";
  Markup result = story_card("Which features go together", correlation_finding(analysis),
                             halves(chart_figure(correlation_chart(joint), over), paper_correlations(joint)));
  result +=
      story_card("Two directions in which songs differ", components_finding(analysis),
                 halves(chart_figure(loadings_chart(joint), "Loadings: how much of each feature is in a component."),
                        chart_figure(explained_chart(joint), "Share of the variance each component explains.") +
                            paper_components(joint)));
  return result;
}

Markup methods_section(const Analysis& analysis) {
  Markup list;
  const auto add = [&](const std::string& name, const std::string& text) {
    list += element("dt", name) + element("dd", text);
  };
  add("Missing values",
      "Counted, never filled in. A summary is over the values that are there; a joint analysis over "
      "the songs that have every one of its features.");
  add("Summaries",
      "Standard deviation with n - 1; quartiles by linear interpolation; skewness of Fisher and Pearson "
      "(biased). Density: Gaussian kernel, Silverman's bandwidth, reflected at the ends.");
  add("Joint analysis", listed(analysis.joint.features) + ", each with mean 0 and variance 1 (n).");
  add("Clusters",
      "k-means for 2 to 9 clusters, each from ten starts by greedy k-means++ (seed " + std::to_string(analysis.seed) +
          "). Elbow: the number farthest below the straight line from the "
          "first inertia to the last. Silhouette: " +
          songs(analysis.clusters.silhouette_rows) + " drawn with the same seed, each held against all songs.");
  add("Telling words",
      "Log-odds of a song holding the word, inside against outside the group, with a Dirichlet prior "
      "after all songs (Monroe, Colaresi and Quinn 2008), in standard deviations (z). A song counts "
      "once for a word.");
  add("Topics and clusters",
      "Mutual information in bits; its chance level after Miller (1955) is taken off before the "
      "share is given.");
  return story_card("How it was worked out", "", element("dl", list));
}

}  // namespace leitmotif::report
