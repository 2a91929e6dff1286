#include "leitmotif/report/eda_findings.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "leitmotif/core/argmax.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

using explore::Analysis;

constexpr double kNotThere = std::numeric_limits<double>::quiet_NaN();
constexpr double kWorthSaying = 0.3;  ///< a loading or correlation below it is weak

std::size_t position_of(const std::vector<std::string>& names, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

std::string pair_sentence(const std::string& first, const std::string& second, double value) {
  return first + " and " + second + (value > 0 ? " rise together: " : " go against each other: ") + decimal(value, 2);
}

struct Pair {
  std::size_t first = 0;
  std::size_t second = 0;
  double value = 0;
};

std::vector<Pair> pairs_by_strength(const explore::Joint& joint) {
  const std::size_t n = joint.features.size();
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = a + 1; b < n && b < joint.correlation.size(); ++b)
      pairs.push_back({a, b, joint.correlation[a * n + b]});
  std::ranges::stable_sort(pairs, std::greater<>(), [](const Pair& pair) { return std::abs(pair.value); });
  return pairs;
}

/// The features that make a component, strongest first.
std::vector<std::string> leading(const explore::Joint& joint, std::size_t component) {
  std::vector<std::size_t> order(joint.features.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto loading = [&](std::size_t i) { return joint.pca->components[component * joint.features.size() + i]; };
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return std::abs(loading(i)); });
  std::vector<std::string> names;
  for (const std::size_t i : order)
    if (names.size() < 3 && (names.empty() || std::abs(loading(i)) > 0.4))
      names.push_back((loading(i) < 0 ? "low " : "") + joint.features[i]);
  return names;
}

std::string cluster_name(const Analysis& analysis, std::size_t k) {
  return "cluster " + std::to_string(k + 1) + " (" + analysis.clusters.profiles[k].name + ")";
}

}  // namespace

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i == 0 ? "" : i + 1 == items.size() ? " and " : ", ") + items[i];
  return text;
}

double year_of_age(double age) noexcept { return 2020 - 70 * age; }

double correlation_of(const explore::Joint& joint, std::string_view first, std::string_view second) {
  const std::size_t a = position_of(joint.features, first);
  const std::size_t b = position_of(joint.features, second);
  const std::size_t n = joint.features.size();
  return a < n && b < n && !joint.correlation.empty() ? joint.correlation[a * n + b] : kNotThere;
}

double loading_of(const explore::Joint& joint, std::size_t component, std::string_view feature) {
  const std::size_t at = position_of(joint.features, feature);
  const std::size_t n = joint.features.size();
  return joint.pca && at < n && component < n ? joint.pca->components[component * n + at] : kNotThere;
}

std::string missing_finding(const Analysis& analysis) {
  std::vector<explore::TextColumn> columns = analysis.table.texts;
  for (const explore::Summary& summary : analysis.summaries) columns.push_back({summary.name, summary.missing});
  std::size_t most = 0;
  for (const explore::TextColumn& column : columns) most = std::max(most, column.missing);
  if (analysis.table.rows == 0) return "There are no songs.";
  if (most == 0) return "Every song has every value.";
  std::vector<std::string> names;
  for (const explore::TextColumn& column : columns)
    if (column.missing == most && names.size() < 4) names.push_back(column.name);
  return "Missing most often: " + listed(names) + ", in " + songs(most) + " (" +
         percent(static_cast<double>(most) / static_cast<double>(analysis.table.rows)) +
         "). Nothing was filled in: each summary is over the values that are there.";
}

std::string groups_finding(const explore::Groups& groups, const std::string& what) {
  if (groups.names.empty()) return {};
  double total = 0;
  for (const std::size_t count : groups.counts) total += static_cast<double>(count);
  const auto most = argmax(groups.counts);
  return "The most frequent " + what + " is " + groups.names[most] + ": " + songs(groups.counts[most]) + ", " +
         percent(static_cast<double>(groups.counts[most]) / total) + ".";
}

std::string time_finding(const explore::Groups& decades) {
  if (decades.names.empty()) return {};
  const auto most = argmax(decades.counts);
  return "The songs reach from the " + decades.names.front() + " to the " + decades.names.back() +
         "; most are of the " + decades.names[most] + " (" + songs(decades.counts[most]) + ").";
}

bool stands_in_front(std::string_view feature) {
  return std::ranges::find(explore::kPaperFeatures, feature) != explore::kPaperFeatures.end() || feature == "len" ||
         feature == "instrumentalness";
}

std::string features_finding(const Analysis& analysis) {
  const bool some_in_front =
      std::ranges::any_of(analysis.summaries, [](const explore::Summary& one) { return stands_in_front(one.name); });
  const explore::Summary* most = nullptr;
  for (const explore::Summary& summary : analysis.summaries) {
    const bool shown = !some_in_front || stands_in_front(summary.name);
    if (shown && std::isfinite(summary.skewness) &&
        (most == nullptr || std::abs(summary.skewness) > std::abs(most->skewness)))
      most = &summary;
  }
  if (most == nullptr) return {};
  return "Least even is " + most->name + ", with a long tail of " + (most->skewness < 0 ? "low" : "high") +
         " values (skewness " + decimal(most->skewness, 2) + ", median " + decimal(most->quartiles[1], 2) + ").";
}

std::string correlation_finding(const Analysis& analysis) {
  const std::vector<Pair> pairs = pairs_by_strength(analysis.joint);
  if (pairs.empty()) return {};
  const std::vector<std::string>& names = analysis.joint.features;
  std::string text = pair_sentence(names[pairs[0].first], names[pairs[0].second], pairs[0].value);
  if (pairs.size() > 1 && std::abs(pairs[1].value) >= kWorthSaying)
    text += "; " + pair_sentence(names[pairs[1].first], names[pairs[1].second], pairs[1].value);
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text + ".";
}

std::string components_finding(const Analysis& analysis) {
  const explore::Joint& joint = analysis.joint;
  if (!joint.pca || joint.pca->explained.size() < 2) return {};
  return "Two directions carry " + percent(joint.pca->explained[0] + joint.pca->explained[1], 0) +
         " of all differences: the first is " + listed(leading(joint, 0)) + " (" + percent(joint.pca->explained[0], 0) +
         "), the second " + listed(leading(joint, 1)) + " (" + percent(joint.pca->explained[1], 0) + ").";
}

std::string scan_finding(const Analysis& analysis) {
  const explore::Clusters& clusters = analysis.clusters;
  if (clusters.scan.empty()) return {};
  const auto best = std::ranges::max_element(clusters.scan, {}, &explore::ScanLine::silhouette);
  std::string text;
  if (clusters.elbow > 0) text = "The elbow of the inertia is at " + std::to_string(clusters.elbow) + " clusters, and";
  text += std::string(text.empty() ? "The" : " the") + " silhouette is greatest at " + std::to_string(best->clusters) +
          " (" + decimal(best->silhouette, 2) + "): ";
  text +=
      best->silhouette < 0.5 ? "the songs form a continuum rather than separate groups." : "the groups lie well apart.";
  return text + " Shown: " + std::to_string(clusters.chosen.clusters()) +
         (clusters.automatic ? ", chosen by both." : " clusters.");
}

std::string projection_finding(const Analysis& analysis) {
  const explore::Clusters& clusters = analysis.clusters;
  if (clusters.profiles.empty()) return {};
  return "The largest cluster is " + clusters.profiles[0].name + ": " + songs(clusters.profiles[0].songs) + ", " +
         percent(static_cast<double>(clusters.profiles[0].songs) / static_cast<double>(analysis.joint.complete_rows)) +
         " of those with every feature.";
}

std::string profiles_finding(const Analysis& analysis) {
  const explore::Clusters& clusters = analysis.clusters;
  std::size_t at = 0;
  double most = 0;
  for (std::size_t k = 0; k < clusters.profiles.size(); ++k) {
    const explore::ClusterProfile& profile = clusters.profiles[k];
    const double value = profile.strongest.empty() ? 0 : std::abs(profile.center[profile.strongest[0]]);
    if (value > most) most = value, at = k;
  }
  if (!(most > 0)) return {};
  const explore::ClusterProfile& profile = clusters.profiles[at];
  const double value = profile.center[profile.strongest[0]];
  return "Furthest from the average song is " + cluster_name(analysis, at) + ": its " +
         analysis.joint.features[profile.strongest[0]] + " is " + decimal(std::abs(value), 1) +
         " standard deviations " + (value > 0 ? "above" : "below") + " the mean.";
}

std::string age_finding(const Analysis& analysis) {
  const auto& profiles = analysis.clusters.profiles;
  if (profiles.empty() || !std::isfinite(profiles[0].age_quartiles[1])) return {};
  const auto median = [](const explore::ClusterProfile& profile) { return profile.age_quartiles[1]; };
  const auto [newest, oldest] = std::ranges::minmax_element(profiles, {}, median);
  const auto number = [&](auto it) { return static_cast<std::size_t>(it - profiles.begin()); };
  return "Oldest is " + cluster_name(analysis, number(oldest)) + ", half of it from before " +
         decimal(year_of_age(median(*oldest)), 0) + "; newest is " + cluster_name(analysis, number(newest)) +
         ", half of it from after " + decimal(year_of_age(median(*newest)), 0) + ".";
}

std::string genre_finding(const Analysis& analysis) {
  const explore::CountTable& table = analysis.clusters.genres;
  const std::vector<std::size_t> of_cluster = table.row_sums();
  const std::vector<std::size_t> of_genre = table.column_sums();
  double most = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < table.counts.size(); ++i)
    if (table.counts[i] >= 30 && table.lift(i / table.columns, i % table.columns) > most)
      most = table.lift(i / table.columns, i % table.columns), at = i;
  if (!(most > 0)) return {};
  const std::size_t k = at / table.columns;
  const std::size_t genre = at % table.columns;
  return "Strongest tie: " + percent(static_cast<double>(table.counts[at]) / static_cast<double>(of_genre[genre]), 0) +
         " of " + analysis.table.genre.names[genre] + " is in " + cluster_name(analysis, k) + ", " + decimal(most, 1) +
         " times as much as if genres were spread evenly.";
}

std::string decades_finding(const Analysis& analysis) {
  const explore::CountTable& table = analysis.topics_by_decade;
  if (table.rows < 2 || table.columns == 0) return {};
  double most = 0;
  std::size_t topic = 0;
  for (std::size_t t = 0; t < table.columns; ++t) {
    const double change = table.share(table.rows - 1, t) - table.share(0, t);
    if (std::abs(change) > std::abs(most)) most = change, topic = t;
  }
  if (most == 0) return {};
  return "Changed most: " + analysis.table.topic.names[topic] + (most > 0 ? " rose" : " fell") + " from " +
         percent(table.share(0, topic), 0) + " of the songs in the " + analysis.table.decade.names.front() + " to " +
         percent(table.share(table.rows - 1, topic), 0) + " in the " + analysis.table.decade.names.back() + ".";
}

std::string words_finding(const std::vector<explore::TellingWords>& groups) {
  const explore::TellingWords* best = nullptr;
  for (const explore::TellingWords& group : groups)
    if (!group.words.empty() && (best == nullptr || group.words[0].z > best->words[0].z)) best = &group;
  if (best == nullptr) return {};
  const explore::TellingWord& word = best->words[0];
  return "Nothing tells more than “" + word.word + "” does of " + best->group + ": it is in " + percent(word.share, 0) +
         " of these songs and in " + percent(word.share_elsewhere, 0) + " of the others.";
}

std::string link_finding(const Analysis& analysis) {
  const explore::MutualInformation& link = analysis.clusters.topic_information;
  if (!(link.row_entropy > 0)) return {};
  const std::string much = link.explained < 0.01   ? "next to nothing"
                           : link.explained < 0.05 ? "a little, but not much"
                           : link.explained < 0.2  ? "something"
                                                   : "a good deal";
  return "How a song sounds tells " + much + " about what it says: the cluster takes " + percent(link.explained) +
         " of the uncertainty of the topic away (mutual information " + decimal(link.bits, 3) + " bits; " +
         decimal(link.chance_bits, 3) + " by chance).";
}

}  // namespace leitmotif::report
