#include "leitmotif/explore/analysis_table.hpp"

#include <string>

namespace leitmotif::explore {
namespace {

using namespace wire;

Schema list(const Schema& item, std::string_view words = "") { return list_of(item, 0, wire::kManyItems, words); }
Schema texts(std::string_view words = "") { return list(any_text(), words); }
Schema numbers(std::string_view words = "") { return list(or_null(any_number()), words); }
Schema rows_of_numbers(std::string_view words = "") { return list(numbers(), words); }
Schema rows_of_counts(std::string_view words = "") { return list(list(count()), words); }
Schema maybe(std::string_view words) { return or_null(any_number(words)); }

template <class Numbers>
void put_list(Writer& out, const Numbers& values) {
  out.begin_list();
  for (const auto value : values) out.put(value);
  out.end_list();
}

/// [rows x columns] as a list of rows.
void put_matrix(Writer& out, std::span<const double> values, std::size_t columns) {
  out.begin_list();
  for (std::size_t begin = 0; columns > 0 && begin + columns <= values.size(); begin += columns)
    put_list(out, values.subspan(begin, columns));
  out.end_list();
}

void put_counts(Writer& out, const CountTable& counts) {
  out.begin_list();
  for (std::size_t r = 0; r < counts.rows; ++r) {
    out.begin_list();
    for (std::size_t c = 0; c < counts.columns; ++c) out.put(counts.at(r, c));
    out.end_list();
  }
  out.end_list();
}

/// A row whose value is a list of numbers.
template <class Answer, class Get>
Field<Answer> number_list(std::string_view key, Get get, std::string_view words = "") {
  return {key, numbers(words), [get](Writer& out, const Answer& answer) { put_list(out, std::invoke(get, answer)); }};
}

/// A number of something, or null for none.
template <class Answer, class Get>
Field<Answer> count_or_null(std::string_view key, Get get, std::string_view words) {
  return Field<Answer>::value(
      key,
      [get](const Answer& answer) {
        const std::size_t number = std::invoke(get, answer);
        return number == 0 ? std::nullopt : std::optional(number);
      },
      or_null(count(words)));
}

/// A text, or null when it is empty.
template <class Answer, class Get>
Field<Answer> text_or_null(std::string_view key, Get get, std::string_view words) {
  return Field<Answer>::value(
      key,
      [get](const Answer& answer) {
        const std::string& text = std::invoke(get, answer);
        return text.empty() ? std::nullopt : std::optional(text);
      },
      or_null(any_text(words)));
}

const Table<Histogram>& histogram_table() {
  using F = Field<Histogram>;
  static const Table<Histogram> table("Histogram", {F::value("begin", &Histogram::begin, any_number()),
                                                    F::value("width", &Histogram::width, any_number("of a bin")),
                                                    F::value("counts", &Histogram::counts, list(count()))});
  return table;
}

const Table<Summary>& summary_table() {
  using F = Field<Summary>;
  static const Table<Summary> table(
      "FeatureSummary",
      {F::value("count", &Summary::count, count("values that are there")),
       F::value("missing", &Summary::missing, count("rows without a value")),
       F::value("unreadable", &Summary::unreadable, count("cells with something else than a number")),
       F::value("infinite", &Summary::infinite, count("cells with a number that is too large")),
       F::value("mean", &Summary::mean, maybe("null: too few values, as in the others")),
       F::value("std", &Summary::deviation, maybe("standard deviation with n - 1")),
       number_list<Summary>("quartiles", &Summary::quartiles), F::value("min", &Summary::least, maybe("")),
       F::value("max", &Summary::greatest, maybe("")), F::value("skewness", &Summary::skewness, maybe("biased")),
       F::object("histogram", &Summary::histogram, histogram_table()).where([](const Summary& summary) {
         return !summary.histogram.counts.empty();
       }),
       F::value(
           "density", [](const Summary& summary) { return summary.histogram.density; }, numbers("its integral is 1"))
           .where([](const Summary& summary) { return !summary.histogram.density.empty(); })});
  return table;
}

Field<Analysis> missing_row() {
  return {"missing", map_of(count(), "rows without a value, by column"), [](Writer& out, const Analysis& analysis) {
            out.begin_object();
            for (const TextColumn& column : analysis.table.texts) {
              out.key(column.name);
              out.put(column.missing);
            }
            for (const Summary& summary : analysis.summaries) {
              out.key(summary.name);
              out.put(summary.missing);
            }
            out.end_object();
          }};
}

Field<Analysis> summary_row() {
  return {"summary", map_of(summary_table().schema()), [](Writer& out, const Analysis& analysis) {
            out.begin_object();
            for (const Summary& summary : analysis.summaries) {
              out.key(summary.name);
              summary_table().write(out, summary);
            }
            out.end_object();
          }};
}

/// Songs by the name of something.
Field<SongTable> group_row(std::string_view key, Groups SongTable::*groups) {
  const Schema one = wire::object({{"name", any_text(), true}, {"songs", count(), true}});
  return {key, list(one), [groups](Writer& out, const SongTable& songs) {
            const Groups& all = songs.*groups;
            out.begin_list();
            for (std::size_t i = 0; i < all.names.size(); ++i) {
              out.begin_object();
              out.key("name");
              out.put(all.names[i]);
              out.key("songs");
              out.put(all.counts[i]);
              out.end_object();
            }
            out.end_list();
          }};
}

const Table<SongTable>& counts_table() {
  static const Table<SongTable> table("SongCounts",
                                      {group_row("topics", &SongTable::topic), group_row("genres", &SongTable::genre),
                                       group_row("decades", &SongTable::decade)});
  return table;
}

const Table<LeftOut>& left_out_table() {
  using F = Field<LeftOut>;
  static const Table<LeftOut> table("LeftOut", {F::value("feature", &LeftOut::feature, any_text()),
                                                F::value("reason", &LeftOut::reason, any_text())});
  return table;
}

const Table<Joint>& joint_table() {
  using F = Field<Joint>;
  static const Table<Joint> table(
      "JointFeatures",
      {F::value("features", &Joint::features, texts()), F::value("complete_rows", &Joint::complete_rows, count()),
       F::list("left_out", &Joint::left_out, left_out_table()),
       number_list<Joint>("mean", &Joint::mean, "over the complete rows"),
       number_list<Joint>("std", &Joint::deviation, "with n, over the complete rows"),
       text_or_null<Joint>("why_not", &Joint::why_not, "why there is no joint analysis")});
  return table;
}

const Table<Joint>& correlation_table() {
  static const Table<Joint> table("Correlation", {Field<Joint>::value("features", &Joint::features, texts()),
                                                  {"matrix", rows_of_numbers(), [](Writer& out, const Joint& joint) {
                                                     put_matrix(out, joint.correlation, joint.features.size());
                                                   }}});
  return table;
}

const Table<Joint>& pca_table() {
  static const Table<Joint> table(
      "PrincipalComponents",
      {Field<Joint>::value("features", &Joint::features, texts()),
       {"explained", numbers("share of all variance"),
        [](Writer& out, const Joint& joint) {
          put_list(out, joint.pca ? std::span<const double>(joint.pca->explained) : std::span<const double>());
        }},
       {"components", rows_of_numbers("one a row, each of length 1"), [](Writer& out, const Joint& joint) {
          put_matrix(out, joint.pca ? std::span<const double>(joint.pca->components) : std::span<const double>(),
                     joint.features.size());
        }}});
  return table;
}

const Table<ScanLine>& scan_line_table() {
  using F = Field<ScanLine>;
  static const Table<ScanLine> table(
      "ClusterScan", {F::value("k", &ScanLine::clusters, count()), F::value("inertia", &ScanLine::inertia, maybe("")),
                      F::value("silhouette", &ScanLine::silhouette, maybe("")),
                      F::value("silhouette_error", &ScanLine::silhouette_error, maybe("standard error"))});
  return table;
}

/// A cluster, and the analysis that names its features.
struct Cluster {
  const ClusterProfile& profile;
  const Joint& joint;
};

Field<Cluster> strongest_row() {
  const Schema one = wire::object({{"feature", any_text(), true}, {"value", or_null(any_number()), true}});
  return {"strongest", list(one, "by the center's distance from 0, standardised"),
          [](Writer& out, const Cluster& cluster) {
            out.begin_list();
            for (const std::size_t c : cluster.profile.strongest) {
              out.begin_object();
              out.key("feature");
              out.put(cluster.joint.features[c]);
              out.key("value");
              out.put(cluster.profile.center[c]);
              out.end_object();
            }
            out.end_list();
          }};
}

const Table<Cluster>& cluster_table() {
  using F = Field<Cluster>;
  static const Table<Cluster> table(
      "ClusterProfile",
      {F::value(
           "name", [](const Cluster& cluster) { return cluster.profile.name; },
           any_text("such as high energy, low acousticness")),
       F::value(
           "songs", [](const Cluster& cluster) { return cluster.profile.songs; }, count()),
       number_list<Cluster>(
           "mean", [](const Cluster& cluster) { return cluster.profile.mean; }, "in the features' own units"),
       strongest_row(),
       number_list<Cluster>(
           "at", [](const Cluster& cluster) { return cluster.profile.at; }, "the center on the first two components"),
       number_list<Cluster>("age_quartiles", [](const Cluster& cluster) { return cluster.profile.age_quartiles; })});
  return table;
}

Field<Analysis> clusters_row() {
  return {"clusters", list(cluster_table().schema()), [](Writer& out, const Analysis& analysis) {
            out.begin_list();
            for (const ClusterProfile& profile : analysis.clusters.profiles)
              cluster_table().write(out, {profile, analysis.joint});
            out.end_list();
          }};
}

std::vector<Field<Clusters>> scan_rows() {
  using F = Field<Clusters>;
  return {F::list("scan", &Clusters::scan, scan_line_table()),
          F::value("silhouette_rows", &Clusters::silhouette_rows, count("songs in the silhouette's sample")),
          count_or_null<Clusters>("elbow", &Clusters::elbow, "the number of clusters at the elbow"),
          count_or_null<Clusters>("by_criteria", &Clusters::by_criteria, "the number that auto takes"),
          F::value("automatic", &Clusters::automatic, truth("the number was not asked for")),
          F::value(
              "k", [](const Clusters& clusters) { return clusters.chosen.clusters(); }, count()),
          F::value(
              "inertia",
              [](const Clusters& clusters) {
                return clusters.chosen.clusters() == 0 ? std::nullopt : std::optional(clusters.chosen.inertia);
              },
              maybe("")),
          {"centers", rows_of_numbers("standardised"),
           [](Writer& out, const Clusters& clusters) {
             put_matrix(out, clusters.chosen.centers, clusters.chosen.columns);
           }},
          F::value(
              "sizes", [](const Clusters& clusters) { return clusters.chosen.sizes; }, list(count()))};
}

const Table<Analysis>& kmeans_table() {
  const std::vector<Field<Clusters>> after = {
      {"genres", rows_of_counts("songs of each cluster by genre"),
       [](Writer& out, const Clusters& clusters) { put_counts(out, clusters.genres); }},
      text_or_null<Clusters>("why_not", &Clusters::why_not, "why there are no clusters")};
  static const Table<Analysis> table(
      "Clusters", wire::joined(wire::inside<Analysis>(scan_rows(), &Analysis::clusters),
                               {{clusters_row()}, wire::inside<Analysis>(after, &Analysis::clusters)}));
  return table;
}

const Table<Analysis>& decades_table() {
  using F = Field<Analysis>;
  static const Table<Analysis> table(
      "TopicsByDecade", {F::value(
                             "decades", [](const Analysis& analysis) { return analysis.table.decade.names; }, texts()),
                         F::value(
                             "topics", [](const Analysis& analysis) { return analysis.table.topic.names; }, texts()),
                         {"songs", rows_of_counts("one row a decade"),
                          [](Writer& out, const Analysis& analysis) { put_counts(out, analysis.topics_by_decade); }}});
  return table;
}

const Table<TellingWord>& telling_word_table() {
  using F = Field<TellingWord>;
  static const Table<TellingWord> table(
      "TellingWord", {F::value("word", &TellingWord::word, any_text()), F::value("z", &TellingWord::z, maybe("")),
                      F::value("songs", &TellingWord::songs, count()),
                      F::value("share", &TellingWord::share, maybe("of the group's songs that have it")),
                      F::value("share_elsewhere", &TellingWord::share_elsewhere, maybe("of the other songs"))});
  return table;
}

Field<Analysis> words_row(std::string_view key, std::vector<TellingWords> Analysis::*groups) {
  return {key, map_of(list(telling_word_table().schema())), [groups](Writer& out, const Analysis& analysis) {
            out.begin_object();
            for (const TellingWords& group : analysis.*groups) {
              out.key(group.group);
              out.begin_list();
              for (const TellingWord& word : group.words) telling_word_table().write(out, word);
              out.end_list();
            }
            out.end_object();
          }};
}

const Table<Analysis>& topic_clusters_table() {
  using F = Field<Analysis>;
  const auto link = [](auto member) {
    return [member](const Analysis& analysis) { return std::invoke(member, analysis.clusters.topic_information); };
  };
  static const Table<Analysis> table(
      "TopicClusters", {F::value(
                            "topics", [](const Analysis& analysis) { return analysis.table.topic.names; }, texts()),
                        {"counts", rows_of_counts("one row a topic"),
                         [](Writer& out, const Analysis& analysis) { put_counts(out, analysis.clusters.topics); }},
                        F::value("mutual_information_bits", link(&MutualInformation::bits), maybe("")),
                        F::value("chance_bits", link(&MutualInformation::chance_bits), maybe("")),
                        F::value("topic_entropy_bits", link(&MutualInformation::row_entropy), maybe("")),
                        F::value("explained", link(&MutualInformation::explained), maybe("share of the entropy")),
                        F::value("cramers_v", link(&MutualInformation::cramers_v), maybe(""))});
  return table;
}

const char* source_name(TopicSource source) {
  return source == TopicSource::labels ? "labels" : source == TopicSource::model ? "model" : "none";
}

const Analysis& itself(const Analysis& analysis) { return analysis; }

std::vector<Field<Analysis>> table_rows() {
  using F = Field<Analysis>;
  return {F::value(
              "source", [](const Analysis& analysis) { return analysis.table.source; }, any_text()),
          F::value(
              "rows", [](const Analysis& analysis) { return analysis.table.rows; }, count("songs")),
          F::value(
              "columns", [](const Analysis& analysis) { return analysis.table.columns; }, count("of the file"))
              .where([](const Analysis& analysis) { return analysis.table.columns > 0; }),
          F::value(
              "rejected", [](const Analysis& analysis) { return analysis.table.rejected; },
              count("rows that could not be read")),
          missing_row(),
          summary_row(),
          F::object("counts", &Analysis::table, counts_table()),
          F::value(
              "topic_source", [](const Analysis& analysis) { return source_name(analysis.table.topic_source); },
              wire::one_of({"labels", "model", "none"}, "whose word the topics are"))};
}

std::vector<Field<Analysis>> analysis_rows() {
  using F = Field<Analysis>;
  return {F::object("joint", &Analysis::joint, joint_table()),
          F::object("correlation", &Analysis::joint, correlation_table()),
          F::object("pca", &Analysis::joint, pca_table()),
          F::object("kmeans", itself, kmeans_table()),
          F::object("topics_by_decade", itself, decades_table()),
          words_row("topic_words", &Analysis::topic_words),
          words_row("decade_words", &Analysis::decade_words),
          F::value("different_words", &Analysis::different_words, count()),
          F::value("songs_with_words", &Analysis::songs_with_words, count()),
          F::object("topic_clusters", itself, topic_clusters_table()),
          F::value("findings", &Analysis::findings, texts("what is odd about the data, in sentences")),
          F::value("seed", &Analysis::seed, count())};
}

}  // namespace

const Table<Analysis>& analysis_table() {
  static const Table<Analysis> table("Analysis", wire::joined(table_rows(), {analysis_rows()}));
  return table;
}

}  // namespace leitmotif::explore
