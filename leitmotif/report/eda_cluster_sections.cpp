// The sections about clusters and topics.
#include <algorithm>

#include "leitmotif/report/eda_charts.hpp"
#include "leitmotif/report/eda_findings.hpp"
#include "leitmotif/report/eda_sections.hpp"
#include "leitmotif/report/svg_projection.hpp"
#include "leitmotif/report/svg_words.hpp"
#include "leitmotif/report/table.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

using explore::Analysis;

constexpr std::size_t kStillPoints = 2000;  ///< on paper and without script

/// Switches for the series of a figure; hidden until the script can serve them.
Markup switches(const std::vector<std::string>& names, const std::vector<std::string>& colours) {
  Markup buttons;
  for (std::size_t i = 0; i < names.size(); ++i)
    buttons += element("button", {{"type", "button"}, {"data-series", std::to_string(i)}, {"aria-pressed", "true"}},
                       element("span", {{"class", "swatch back-" + colours[i]}}, Markup()) + escaped(names[i]));
  return buttons;
}

Markup zoom_buttons() {
  Markup buttons;
  for (const auto& [key, text] : {std::pair("+", "zoom in"), std::pair("-", "zoom out"), std::pair("0", "whole")})
    buttons += element("button", {{"type", "button"}, {"data-zoom", key}, {"hidden", "hidden"}}, text);
  return buttons;
}

std::string strongest_text(const Analysis& analysis, const explore::ClusterProfile& profile) {
  std::vector<std::string> parts;
  for (const std::size_t f : profile.strongest)
    parts.push_back(analysis.joint.features[f] + " " + (profile.center[f] > 0 ? "+" : "") +
                    decimal(profile.center[f], 2));
  return listed(parts);
}

Markup clusters_table(const Analysis& analysis) {
  std::vector<TableRow> rows;
  const auto& profiles = analysis.clusters.profiles;
  for (std::size_t k = 0; k < profiles.size(); ++k)
    rows.push_back({{escaped(cluster_label(analysis.clusters, k)), escaped(count(profiles[k].songs)),
                     escaped(strongest_text(analysis, profiles[k]))},
                    false});
  return table("Each cluster's three strongest features, in standard deviations from the mean",
               {{"cluster", false}, {"songs", true}, {"strongest", false}}, rows);
}

Markup projection_figure(const Analysis& analysis) {
  const explore::Clusters& clusters = analysis.clusters;
  std::vector<std::string> names;
  std::vector<std::string> colours;
  for (std::size_t k = 0; k < clusters.profiles.size(); ++k) {
    names.push_back(cluster_label(clusters, k));
    colours.push_back("k" + std::to_string(k));
  }
  std::string caption = "Each dot is a song; a circle is the middle of a cluster. ";
  caption += clusters.points_drawn
                 ? songs(clusters.points.size()) + " drawn at random of " + count(analysis.joint.complete_rows) + ". "
                 : "";
  caption +=
      "Point at a dot for the song. Zoom with the buttons, a double click, or the wheel after a click; drag to "
      "move.";
  return element("figure", {{"id", "projection"}},
                 element("div", {{"class", "series"}}, switches(names, colours) + zoom_buttons()) +
                     projection_chart(analysis, kStillPoints) + element("figcaption", caption));
}

Markup words_grid(const std::vector<explore::TellingWords>& groups, bool topics) {
  Markup grid;
  for (const explore::TellingWords& group : groups) {
    const Markup chart = words_chart(group, topics ? "fill-" + topic_style(group.group) : "bar");
    if (!chart.empty()) grid += element("figure", element("h4", group.group) + chart);
  }
  return grid.empty() ? Markup() : element("div", {{"class", "many"}}, grid);
}

Markup decades_figure(const Analysis& analysis) {
  const Markup chart = decades_chart(analysis);
  if (chart.empty()) return {};
  std::vector<std::string> colours;
  for (const std::string& topic : analysis.table.topic.names) colours.push_back(topic_style(topic));
  return element("figure", element("div", {{"class", "series"}}, switches(analysis.table.topic.names, colours)) +
                               element("div", {{"class", "scroll"}}, chart) +
                               element("figcaption", "Share of each decade's songs."));
}

}  // namespace

Markup clusters_section(const Analysis& analysis) {
  const explore::Clusters& clusters = analysis.clusters;
  if (clusters.profiles.empty()) return {};
  double error = 0;
  for (const explore::ScanLine& line : clusters.scan) error = std::max(error, line.silhouette_error);
  const Markup scan = element(
      "div", {{"class", "pair"}},
      chart_figure(inertia_chart(clusters), "Sum of squared distances to the nearest center; less is tighter.") +
          chart_figure(silhouette_chart(clusters),
                       "From -1 to 1; more is better parted. Over " + songs(clusters.silhouette_rows) +
                           (error > 0 ? "; standard error at most " + decimal(error, 3) : "") + "."));
  Markup result = story_card("How many kinds of songs?", scan_finding(analysis), scan);
  result += story_card("Songs by how they sound", projection_finding(analysis),
                       projection_figure(analysis) + clusters_table(analysis));
  result += story_card("What the clusters are like", profiles_finding(analysis),
                       chart_figure(profiles_chart(analysis), "Standard deviations from the mean of all songs."));
  result += story_card("Old and new", age_finding(analysis), chart_figure(age_chart(analysis)));
  result += story_card("Genres", genre_finding(analysis), chart_figure(genre_chart(analysis)));
  return result;
}

Markup topics_section(const Analysis& analysis) {
  const std::string whose = analysis.table.topic_source == explore::TopicSource::model
                                ? "Topics as the model tells them from the words."
                                : "";
  Markup result = story_card("Topics over time", decades_finding(analysis), decades_figure(analysis));
  result += story_card("Words that tell a topic", words_finding(analysis.topic_words),
                       words_grid(analysis.topic_words, true));
  result += story_card("Words that tell a decade", words_finding(analysis.decade_words),
                       words_grid(analysis.decade_words, false));
  result +=
      story_card("Does the sound give the topic away?", link_finding(analysis),
                 chart_figure(link_chart(analysis), "How often topic and cluster meet, against chance (×1). " + whose));
  return result;
}

}  // namespace leitmotif::report
