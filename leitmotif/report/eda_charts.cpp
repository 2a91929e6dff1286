#include "leitmotif/report/eda_charts.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/report/eda_findings.hpp"
#include "leitmotif/report/palette.hpp"
#include "leitmotif/report/svg_bars.hpp"
#include "leitmotif/report/svg_diverging.hpp"
#include "leitmotif/report/svg_heatmap.hpp"
#include "leitmotif/report/svg_histogram.hpp"
#include "leitmotif/report/svg_intervals.hpp"
#include "leitmotif/report/svg_lines.hpp"
#include "leitmotif/report/svg_projection.hpp"
#include "leitmotif/report/svg_shares.hpp"
#include "leitmotif/report/svg_words.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

using explore::Analysis;

constexpr std::size_t kMissingShown = 12;
constexpr std::size_t kFigurePoints = 20'000;
constexpr double kFullProfile = 1.5;
constexpr double kFullLift = 1;  ///< in doublings

std::vector<std::string> numbered(const explore::Clusters& clusters) {
  std::vector<std::string> labels;
  for (std::size_t k = 0; k < clusters.profiles.size(); ++k) labels.push_back("cluster " + std::to_string(k + 1));
  return labels;
}

LineChart scan_chart(const explore::Clusters& clusters, bool inertia) {
  LineChart chart;
  chart.x_title = "clusters";
  chart.y_title = inertia ? "inertia" : "silhouette";
  chart.summary = chart.y_title + " by number of clusters";
  LineSeries series{chart.y_title, {}};
  for (const explore::ScanLine& line : clusters.scan)
    series.points.push_back({static_cast<double>(line.clusters), inertia ? line.inertia : line.silhouette});
  chart.series = {series};
  chart.mark = static_cast<double>(clusters.chosen.clusters());
  chart.mark_label = "shown";
  return chart;
}

}  // namespace

std::string topic_style(const std::string& topic) { return "t" + std::to_string(colour_number(topic)); }

std::string cluster_label(const explore::Clusters& clusters, std::size_t k) {
  return std::to_string(k + 1) + " " + clusters.profiles[k].name;
}

Markup missing_chart(const Analysis& analysis) {
  std::vector<Bar> bars;
  const auto add = [&](const std::string& name, std::size_t missing) {
    if (missing == 0) return;
    const double share = static_cast<double>(missing) / static_cast<double>(analysis.table.rows);
    bars.push_back({name, static_cast<double>(missing), percent(share), name + ": missing in " + songs(missing), ""});
  };
  for (const explore::TextColumn& column : analysis.table.texts) add(column.name, column.missing);
  for (const explore::Summary& summary : analysis.summaries) add(summary.name, summary.missing);
  std::ranges::stable_sort(bars, std::greater<>(), &Bar::value);
  if (bars.size() > kMissingShown) bars.resize(kMissingShown);
  return bar_chart("How many songs lack a value, by column", bars);
}

Markup groups_chart(const explore::Groups& groups, bool topics) {
  std::vector<Bar> bars;
  double total = 0;
  for (const std::size_t count : groups.counts) total += static_cast<double>(count);
  for (std::size_t i = 0; i < groups.names.size(); ++i) {
    const double share = static_cast<double>(groups.counts[i]) / total;
    bars.push_back({groups.names[i], static_cast<double>(groups.counts[i]), count(groups.counts[i]),
                    groups.names[i] + ": " + songs(groups.counts[i]) + ", " + percent(share),
                    topics ? "fill-" + topic_style(groups.names[i]) : ""});
  }
  return bar_chart("Songs by name", bars);
}

Markup correlation_chart(const explore::Joint& joint) {
  DivergingTable table{"Correlations of the features", joint.features, joint.features, {}, 1, "opposite", "together"};
  for (std::size_t i = 0; i < joint.correlation.size(); ++i) {
    const double value = joint.correlation[i];
    table.cells.push_back({value, decimal(value, 2),
                           joint.features[i / joint.features.size()] + " and " +
                               joint.features[i % joint.features.size()] + ": " + decimal(value, 4)});
  }
  return joint.correlation.empty() ? Markup() : diverging_table(table);
}

Markup explained_chart(const explore::Joint& joint) {
  if (!joint.pca) return {};
  std::vector<Bar> bars;
  double sum = 0;
  for (std::size_t i = 0; i < joint.pca->explained.size(); ++i) {
    const double share = joint.pca->explained[i];
    sum += share;
    bars.push_back({"component " + std::to_string(i + 1), share, percent(share),
                    "Component " + std::to_string(i + 1) + ": " + percent(share, 2) + " of the variance; up to here " +
                        percent(sum, 1),
                    ""});
  }
  return bar_chart("Share of the variance each component explains", bars);
}

Markup loadings_chart(const explore::Joint& joint) {
  if (!joint.pca) return {};
  const std::size_t n = joint.features.size();
  const std::size_t shown = std::min<std::size_t>(n, 4);
  DivergingTable table{"Loadings of the first components", joint.features, {}, {}, 1, "against", "with"};
  for (std::size_t c = 0; c < shown; ++c) table.columns.push_back("component " + std::to_string(c + 1));
  for (std::size_t f = 0; f < n; ++f)
    for (std::size_t c = 0; c < shown; ++c) {
      const double value = joint.pca->components[c * n + f];
      table.cells.push_back(
          {value, decimal(value, 2), joint.features[f] + " on " + table.columns[c] + ": " + decimal(value, 4)});
    }
  return diverging_table(table);
}

Markup inertia_chart(const explore::Clusters& clusters) { return line_chart(scan_chart(clusters, true)); }

Markup silhouette_chart(const explore::Clusters& clusters) { return line_chart(scan_chart(clusters, false)); }

Markup profiles_chart(const Analysis& analysis) {
  const explore::Clusters& clusters = analysis.clusters;
  DivergingTable table{"How each cluster differs from the mean, in standard deviations",
                       numbered(clusters),
                       analysis.joint.features,
                       {},
                       kFullProfile,
                       "below",
                       "above"};
  for (std::size_t k = 0; k < clusters.profiles.size(); ++k)
    for (std::size_t f = 0; f < analysis.joint.features.size(); ++f) {
      const double value = clusters.profiles[k].center[f];
      table.cells.push_back({value, decimal(value, 2),
                             cluster_label(clusters, k) + "\n" + analysis.joint.features[f] + ": mean " +
                                 decimal(clusters.profiles[k].mean[f], 3) + ", " + decimal(value, 2) +
                                 " standard deviations from the mean of all"});
    }
  return diverging_table(table);
}

Markup age_chart(const Analysis& analysis) {
  IntervalChart chart;
  chart.summary = "Release years of each cluster: median and middle half";
  chart.x_title = "year of release, middle half of the songs";
  chart.whisker_name = "middle half";
  chart.decimals = 0;
  for (std::size_t k = 0; k < analysis.clusters.profiles.size(); ++k) {
    const auto& quartiles = analysis.clusters.profiles[k].age_quartiles;
    if (!std::isfinite(quartiles[1])) return {};
    chart.rows.push_back({"cluster " + std::to_string(k + 1),
                          year_of_age(quartiles[1]),
                          year_of_age(quartiles[2]),
                          year_of_age(quartiles[0]),
                          {}});
  }
  return interval_chart(chart);
}

Markup genre_chart(const Analysis& analysis) {
  const explore::CountTable& table = analysis.clusters.genres;
  Heatmap map{"Share of each cluster's songs by genre",
              "cluster",
              "genre",
              numbered(analysis.clusters),
              analysis.table.genre.names,
              {}};
  const std::vector<std::size_t> sums = table.row_sums();
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    const std::size_t k = i / table.columns;
    const double share = sums[k] == 0 ? 0 : static_cast<double>(table.counts[i]) / static_cast<double>(sums[k]);
    map.cells.push_back({share, percent(share, 0), count(table.counts[i]),
                         cluster_label(analysis.clusters, k) + "\n" + map.columns[i % table.columns] + ": " +
                             songs(table.counts[i]) + ", " + percent(share) + " of the cluster"});
  }
  return heatmap(map);
}

Markup decades_chart(const Analysis& analysis) {
  const explore::CountTable& table = analysis.topics_by_decade;
  std::vector<ShareLine> lines;
  const std::vector<std::size_t> sums = table.row_sums();
  for (std::size_t t = 0; t < table.columns; ++t) {
    ShareLine line{analysis.table.topic.names[t], topic_style(analysis.table.topic.names[t]), {}};
    for (std::size_t d = 0; d < table.rows; ++d)
      line.shares.push_back(sums[d] == 0 ? NAN : static_cast<double>(table.at(d, t)) / static_cast<double>(sums[d]));
    lines.push_back(std::move(line));
  }
  return share_chart("Topics by decade, as shares of the decade's songs", analysis.table.decade.names, lines);
}

Markup link_chart(const Analysis& analysis) {
  const explore::CountTable& counts = analysis.clusters.topics;
  DivergingTable table{"Topics against clusters: how much more or less often they meet than by chance",
                       analysis.table.topic.names,
                       numbered(analysis.clusters),
                       {},
                       kFullLift,
                       "rarer",
                       "more often"};
  const std::vector<std::size_t> rows = counts.row_sums();
  for (std::size_t i = 0; i < counts.counts.size(); ++i) {
    const std::size_t t = i / counts.columns;
    const std::size_t k = i % counts.columns;
    const double lift = counts.lift(t, k);
    const double share = rows[t] == 0 ? 0 : static_cast<double>(counts.counts[i]) / static_cast<double>(rows[t]);
    table.cells.push_back({lift > 0 ? std::clamp(std::log2(lift), -2.0, 2.0) : 0, "×" + decimal(lift, 2),
                           table.rows[t] + " in " + cluster_label(analysis.clusters, k) + "\n" +
                               songs(counts.counts[i]) + ", " + percent(share) + " of the topic; " + decimal(lift, 2) +
                               " times as many as by chance"});
  }
  return diverging_table(table);
}

std::vector<Figure> eda_charts(const Analysis& analysis) {
  std::vector<Figure> figures;
  const auto add = [&](const std::string& id, const std::string& heading, Markup chart) {
    if (!chart.empty()) figures.push_back({id, heading, std::move(chart)});
  };
  add("missing-values", "Missing values", missing_chart(analysis));
  add("topics", "Topics", groups_chart(analysis.table.topic, true));
  add("genres", "Genres", groups_chart(analysis.table.genre, false));
  add("decades", "Decades", groups_chart(analysis.table.decade, false));
  std::size_t number = 0;
  for (const explore::Summary& summary : analysis.summaries)
    add("distribution-" + std::to_string(++number), summary.name, histogram_chart(summary));
  add("correlations", "Correlations", correlation_chart(analysis.joint));
  add("components-variance", "Variance by component", explained_chart(analysis.joint));
  add("components-loadings", "Loadings", loadings_chart(analysis.joint));
  add("clusters-inertia", "Inertia", inertia_chart(analysis.clusters));
  add("clusters-silhouette", "Silhouette", silhouette_chart(analysis.clusters));
  add("projection", "Projection", projection_chart(analysis, kFigurePoints));
  add("clusters-profiles", "Cluster profiles", profiles_chart(analysis));
  add("clusters-age", "Age by cluster", age_chart(analysis));
  add("clusters-genres", "Genres by cluster", genre_chart(analysis));
  add("topics-by-decade", "Topics by decade", decades_chart(analysis));
  number = 0;
  for (const explore::TellingWords& group : analysis.topic_words)
    add("words-topic-" + std::to_string(++number), group.group, words_chart(group, "fill-" + topic_style(group.group)));
  number = 0;
  for (const explore::TellingWords& group : analysis.decade_words)
    add("words-decade-" + std::to_string(++number), group.group, words_chart(group, "bar"));
  add("topics-and-clusters", "Topics and clusters", link_chart(analysis));
  return figures;
}

}  // namespace leitmotif::report
