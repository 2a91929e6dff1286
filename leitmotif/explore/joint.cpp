// Which features are looked at together, and how they hang together.
#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/explore/analysis_steps.hpp"

namespace leitmotif::explore {
namespace {

/// Correlations of fewer songs say nothing: any two make 1 or -1.
constexpr std::size_t kFewestRows = 3;

std::size_t position_of(const SongTable& table, std::string_view name) {
  const auto found = std::ranges::find(table.features, name, &Feature::name);
  return static_cast<std::size_t>(found - table.features.begin());
}

std::vector<std::size_t> wished_features(const SongTable& table, const std::vector<std::string>& names) {
  if (names.size() > kMostJointFeatures)
    throw Error(ErrorKind::resource_limit, std::to_string(names.size()) +
                                               " features are too many to analyse together; at most " +
                                               std::to_string(kMostJointFeatures));
  std::vector<std::size_t> result;
  for (const std::string& name : names) {
    const std::size_t position = position_of(table, name);
    if (position == table.features.size()) {
      std::string known;
      for (std::size_t i = 0; i < std::min<std::size_t>(table.features.size(), 30); ++i)
        known += (i > 0 ? ", " : "") + table.features[i].name;
      throw Error(ErrorKind::invalid_argument, "feature '" + name + "' is not a numeric column of " + table.source +
                                                   "; found: " + (known.empty() ? "none" : known));
    }
    if (std::ranges::find(result, position) != result.end())
      throw Error(ErrorKind::invalid_argument, "feature '" + name + "' is asked for twice");
    result.push_back(position);
  }
  return result;
}

bool usable(const Summary& summary) { return summary.count > 0 && !summary.constant(); }

/// The paper's features that can be used; when fewer than two can, every feature that can.
std::vector<std::size_t> default_features(const SongTable& table, const std::vector<Summary>& summaries,
                                          std::vector<LeftOut>& left_out) {
  std::vector<std::size_t> result;
  std::size_t usable_ones = 0;
  for (const std::string_view name : kPaperFeatures) {
    const std::size_t position = position_of(table, name);
    if (position == table.features.size()) continue;
    result.push_back(position);
    usable_ones += usable(summaries[position]) ? 1U : 0U;
  }
  if (usable_ones >= 2) return result;
  result.clear();
  for (std::size_t i = 0; i < table.features.size(); ++i) {
    if (result.size() < kMostJointFeatures)
      result.push_back(i);
    else if (usable(summaries[i]))
      left_out.push_back({table.features[i].name, "is beyond the limit of " + std::to_string(kMostJointFeatures) +
                                                      " features that are analysed together"});
  }
  return result;
}

std::vector<std::size_t> only_usable(const std::vector<Summary>& summaries, std::vector<std::size_t> features,
                                     std::vector<LeftOut>& left_out) {
  std::erase_if(features, [&](std::size_t i) {
    if (usable(summaries[i])) return false;
    left_out.push_back(
        {summaries[i].name, summaries[i].count == 0 ? "is missing in every song" : "is the same in every song"});
    return true;
  });
  return features;
}

}  // namespace

JointRows analyse_jointly(const SongTable& table, const std::vector<Summary>& summaries,
                          const std::vector<std::string>& wished) {
  JointRows result;
  Joint& joint = result.joint;
  const std::vector<std::size_t> features = only_usable(
      summaries, wished.empty() ? default_features(table, summaries, joint.left_out) : wished_features(table, wished),
      joint.left_out);
  if (features.size() < 2) {
    joint.why_not = "A joint analysis needs two features that differ from song to song; there " +
                    std::string(features.empty() ? "is none." : "is one.");
    return result;
  }
  result.rows = complete_rows(table, features);
  joint.complete_rows = result.rows.rows();
  if (joint.complete_rows < kFewestRows) {
    joint.why_not =
        "A joint analysis needs at least three songs that have every feature; there " +
        (joint.complete_rows == 1 ? std::string("is 1.") : "are " + std::to_string(joint.complete_rows) + ".");
    return result;
  }
  for (const std::string& name : result.rows.constant)
    joint.left_out.push_back({name, "is the same in every song that has all features"});
  joint.features = result.rows.names;
  if (joint.features.size() < 2) {
    joint.why_not = "A joint analysis needs two features that differ among the songs that have them all.";
    return result;
  }
  joint.mean = result.rows.mean;
  joint.deviation = result.rows.deviation;
  joint.correlation = correlation(result.rows);
  joint.pca = principal_components(joint.correlation, joint.features.size());
  return result;
}

}  // namespace leitmotif::explore
