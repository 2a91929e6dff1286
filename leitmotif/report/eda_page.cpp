#include "leitmotif/report/eda_page.hpp"

#include "leitmotif/report/citation.hpp"
#include "leitmotif/report/eda_charts.hpp"
#include "leitmotif/report/eda_findings.hpp"
#include "leitmotif/report/eda_sections.hpp"
#include "leitmotif/report/explore_script.hpp"
#include "leitmotif/report/style.hpp"
#include "leitmotif/report/svg_projection.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

using explore::Analysis;

Markup eda_tile(const std::string& name, const std::string& value, const std::string& more) {
  return element("div", {{"class", "card"}},
                 element("div", {{"class", "tile-name"}}, name) + element("div", {{"class", "tile-value"}}, value) +
                     element("div", {{"class", "tile-more"}}, more));
}

Markup header(const Analysis& analysis) {
  const explore::SongTable& songs_of = analysis.table;
  std::string lead = "From " + file_name(songs_of.source);
  if (songs_of.columns > 0) lead += ", " + count(songs_of.columns) + " columns";
  if (!songs_of.decade.names.empty())
    lead += "; " + songs_of.decade.names.front() + " to " + songs_of.decade.names.back();
  return element("header", element("h1", "What " + songs(songs_of.rows) + " sound like, and what they say") +
                               element("p", {{"class", "lead"}}, lead + "."));
}

Markup tiles(const Analysis& analysis) {
  Markup content = eda_tile("songs", count(analysis.table.rows),
                            analysis.table.rejected == 0 ? "every row could be read"
                                                         : count(analysis.table.rejected) + " rows could not be read");
  content += eda_tile("with every feature", count(analysis.joint.complete_rows),
                      "of the " + std::to_string(analysis.joint.features.size()) + " analysed together");
  content += eda_tile("clusters", std::to_string(analysis.clusters.chosen.clusters()),
                      analysis.clusters.automatic ? "chosen by elbow and silhouette" : "as asked for");
  content += eda_tile("different words", count(analysis.different_words), "in " + songs(analysis.songs_with_words));
  return element("div", {{"class", "tiles"}}, content);
}

Markup odd_section(const Analysis& analysis) {
  if (analysis.findings.empty()) return {};
  Markup lines;
  for (const std::string& finding : analysis.findings) lines += element("p", finding);
  return element("section", {{"class", "card warning"}}, element("h3", "Before you read on") + lines);
}

Markup data_section(const Analysis& analysis) {
  const explore::SongTable& table = analysis.table;
  const auto card = [](const std::string& heading, const std::string& finding, const Markup& chart) {
    return story_card(heading, finding, chart_figure(chart));
  };
  const Markup cards = card("Topics", groups_finding(table.topic, "topic"), groups_chart(table.topic, true)) +
                       card("Genres", groups_finding(table.genre, "genre"), groups_chart(table.genre, false)) +
                       card("Decades", time_finding(table.decade), groups_chart(table.decade, false)) +
                       card("What is missing", missing_finding(analysis), missing_chart(analysis));
  return cards.empty() ? Markup() : element("div", {{"class", "pair"}}, cards);
}

Markup points_data(const Analysis& analysis) {
  if (analysis.clusters.points.empty()) return {};
  return element("script", {{"type", "application/json"}, {"id", "points"}},
                 Markup::trusted(projection_data(analysis)));
}

Markup part(const std::string& heading, const Markup& content) {
  return content.empty() ? Markup() : element("h2", heading) + content;
}

}  // namespace

std::string eda_page(const Analysis& analysis) {
  Markup main = tiles(analysis) + odd_section(analysis);
  main += part("The songs", data_section(analysis) + features_section(analysis));
  main += part("How the features hang together", relations_section(analysis));
  main += part("Kinds of songs", clusters_section(analysis));
  main += part("What the songs say", topics_section(analysis));
  main += part("Method", methods_section(analysis));
  const Markup footer = element(
      "footer", element("p", "Made by leitmotif " LEITMOTIF_VERSION
                             ". This page asks nobody for anything; the same numbers come as JSON from leitmotif "
                             "eda --json.") +
                    citation_part(false));
  const std::string title = "Exploring " + file_name(analysis.table.source);
  return document_with_script(title, header(analysis) + element("main", main) + footer + points_data(analysis),
                              embedded::kExploreScript);
}

}  // namespace leitmotif::report
