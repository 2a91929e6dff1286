#include "leitmotif/explore/analysis_json.hpp"

#include <cmath>

#include "leitmotif/core/json.hpp"

namespace leitmotif::explore {
namespace {

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json numbers(std::span<const double> values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(number(value));
  return list;
}

/// [rows x columns] as a list of rows.
Json matrix(std::span<const double> values, std::size_t columns) {
  Json rows = Json::array();
  for (std::size_t begin = 0; columns > 0 && begin + columns <= values.size(); begin += columns)
    rows.push_back(numbers(values.subspan(begin, columns)));
  return rows;
}

Json table(const CountTable& counts) {
  Json rows = Json::array();
  for (std::size_t r = 0; r < counts.rows; ++r) {
    Json row = Json::array();
    for (std::size_t c = 0; c < counts.columns; ++c) row.push_back(counts.at(r, c));
    rows.push_back(std::move(row));
  }
  return rows;
}

Json missing(const Analysis& analysis) {
  Json result = Json::object();
  for (const TextColumn& column : analysis.table.texts) result[column.name] = column.missing;
  for (const Summary& summary : analysis.summaries) result[summary.name] = summary.missing;
  return result;
}

Json summary_json(const Summary& summary) {
  Json result = {{"count", summary.count},
                 {"missing", summary.missing},
                 {"unreadable", summary.unreadable},
                 {"infinite", summary.infinite},
                 {"mean", number(summary.mean)},
                 {"std", number(summary.deviation)},
                 {"quartiles", numbers(summary.quartiles)},
                 {"min", number(summary.least)},
                 {"max", number(summary.greatest)},
                 {"skewness", number(summary.skewness)}};
  const Histogram& histogram = summary.histogram;
  if (!histogram.counts.empty())
    result["histogram"] = {{"begin", histogram.begin}, {"width", histogram.width}, {"counts", histogram.counts}};
  if (!histogram.density.empty()) result["density"] = histogram.density;
  return result;
}

Json counts_json(const Groups& groups) {
  Json list = Json::array();
  for (std::size_t i = 0; i < groups.names.size(); ++i)
    list.push_back({{"name", groups.names[i]}, {"songs", groups.counts[i]}});
  return list;
}

Json joint_json(const Joint& joint) {
  Json left_out = Json::array();
  for (const LeftOut& one : joint.left_out) left_out.push_back({{"feature", one.feature}, {"reason", one.reason}});
  return {{"features", joint.features},
          {"complete_rows", joint.complete_rows},
          {"left_out", left_out},
          {"mean", numbers(joint.mean)},
          {"std", numbers(joint.deviation)},
          {"why_not", joint.why_not.empty() ? Json(nullptr) : Json(joint.why_not)}};
}

Json cluster_json(const ClusterProfile& profile, const Joint& joint) {
  Json strongest = Json::array();
  for (const std::size_t c : profile.strongest)
    strongest.push_back({{"feature", joint.features[c]}, {"value", profile.center[c]}});
  return {{"name", profile.name},   {"songs", profile.songs},    {"mean", numbers(profile.mean)},
          {"strongest", strongest}, {"at", numbers(profile.at)}, {"age_quartiles", numbers(profile.age_quartiles)}};
}

Json kmeans_json(const Analysis& analysis) {
  const Clusters& clusters = analysis.clusters;
  Json scan = Json::array();
  for (const ScanLine& line : clusters.scan)
    scan.push_back({{"k", line.clusters},
                    {"inertia", line.inertia},
                    {"silhouette", line.silhouette},
                    {"silhouette_error", line.silhouette_error}});
  Json profiles = Json::array();
  for (const ClusterProfile& profile : clusters.profiles) profiles.push_back(cluster_json(profile, analysis.joint));
  return {{"scan", scan},
          {"silhouette_rows", clusters.silhouette_rows},
          {"elbow", clusters.elbow == 0 ? Json(nullptr) : Json(clusters.elbow)},
          {"by_criteria", clusters.by_criteria == 0 ? Json(nullptr) : Json(clusters.by_criteria)},
          {"automatic", clusters.automatic},
          {"k", clusters.chosen.clusters()},
          {"inertia", clusters.chosen.clusters() == 0 ? Json(nullptr) : Json(clusters.chosen.inertia)},
          {"centers", matrix(clusters.chosen.centers, clusters.chosen.columns)},
          {"sizes", clusters.chosen.sizes},
          {"clusters", profiles},
          {"genres", table(clusters.genres)},
          {"why_not", clusters.why_not.empty() ? Json(nullptr) : Json(clusters.why_not)}};
}

Json words_json(const std::vector<TellingWords>& groups) {
  Json result = Json::object();
  for (const TellingWords& group : groups) {
    Json words = Json::array();
    for (const TellingWord& word : group.words)
      words.push_back({{"word", word.word},
                       {"z", word.z},
                       {"songs", word.songs},
                       {"share", word.share},
                       {"share_elsewhere", word.share_elsewhere}});
    result[group.group] = std::move(words);
  }
  return result;
}

Json topic_clusters_json(const Analysis& analysis) {
  const MutualInformation& link = analysis.clusters.topic_information;
  return {{"topics", analysis.table.topic.names},
          {"counts", table(analysis.clusters.topics)},
          {"mutual_information_bits", link.bits},
          {"chance_bits", link.chance_bits},
          {"topic_entropy_bits", link.row_entropy},
          {"explained", link.explained},
          {"cramers_v", link.cramers_v}};
}

const char* source_name(TopicSource source) {
  return source == TopicSource::labels ? "labels" : source == TopicSource::model ? "model" : "none";
}

}  // namespace

Json to_json(const Analysis& analysis) {
  const SongTable& songs = analysis.table;
  Json result = {{"source", songs.source}, {"rows", songs.rows}};
  if (songs.columns > 0) result["columns"] = songs.columns;
  result["rejected"] = songs.rejected;
  result["missing"] = missing(analysis);
  result["summary"] = Json::object();
  for (const Summary& summary : analysis.summaries) result["summary"][summary.name] = summary_json(summary);
  result["counts"] = {{"topics", counts_json(songs.topic)},
                      {"genres", counts_json(songs.genre)},
                      {"decades", counts_json(songs.decade)}};
  result["topic_source"] = source_name(songs.topic_source);
  const Joint& joint = analysis.joint;
  result["joint"] = joint_json(joint);
  result["correlation"] = {{"features", joint.features}, {"matrix", matrix(joint.correlation, joint.features.size())}};
  result["pca"] = {{"features", joint.features},
                   {"explained", joint.pca ? numbers(joint.pca->explained) : Json::array()},
                   {"components", joint.pca ? matrix(joint.pca->components, joint.features.size()) : Json::array()}};
  result["kmeans"] = kmeans_json(analysis);
  result["topics_by_decade"] = {
      {"decades", songs.decade.names}, {"topics", songs.topic.names}, {"songs", table(analysis.topics_by_decade)}};
  result["topic_words"] = words_json(analysis.topic_words);
  result["decade_words"] = words_json(analysis.decade_words);
  result["different_words"] = analysis.different_words;
  result["songs_with_words"] = analysis.songs_with_words;
  result["topic_clusters"] = topic_clusters_json(analysis);
  result["findings"] = analysis.findings;
  result["seed"] = analysis.seed;
  return result;
}

}  // namespace leitmotif::explore
