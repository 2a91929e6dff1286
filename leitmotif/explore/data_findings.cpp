// What is odd about the data, said in sentences.
#include <algorithm>

#include "leitmotif/explore/analysis_steps.hpp"

namespace leitmotif::explore {
namespace {

std::string cells(std::size_t n) { return std::to_string(n) + (n == 1 ? " cell" : " cells"); }

void add_feature_findings(const Analysis& analysis, std::vector<std::string>& findings) {
  for (const Summary& summary : analysis.summaries) {
    const auto say = [&](const std::string& what) { findings.push_back(summary.name + ": " + what + "."); };
    if (summary.unreadable > 0) say(cells(summary.unreadable) + " with text instead of a number, counted as missing");
    if (summary.infinite > 0)
      say(cells(summary.infinite) + " with an infinite or impossibly large number, counted as missing");
    if (summary.count == 0 && analysis.table.rows > 0) say("missing in every song, so there is nothing to summarise");
    if (summary.constant() && summary.count > 1) say("the same in every song that has it, so it can explain nothing");
  }
}

void add_cluster_findings(const Analysis& analysis, const Options& options, std::vector<std::string>& findings) {
  const Clusters& clusters = analysis.clusters;
  if (options.clusters > 0 && clusters.chosen.clusters() > 0 && clusters.chosen.clusters() < options.clusters)
    findings.push_back("Too few different songs for " + std::to_string(options.clusters) + " clusters: there are " +
                       std::to_string(clusters.chosen.clusters()) + ".");
}

}  // namespace

std::vector<std::string> data_findings(const Analysis& analysis, const Options& options) {
  const SongTable& table = analysis.table;
  std::vector<std::string> findings = table.notes;
  if (table.rows == 0) findings.emplace_back("There are no songs, so there is nothing to analyse.");
  if (table.rows == 1) findings.emplace_back("There is one song: it has values, but no spread and no relations.");
  if (table.rejected > 0)
    findings.push_back(std::to_string(table.rejected) + (table.rejected == 1 ? " row" : " rows") +
                       " could not be read and are left out; the first: " + table.first_rejected + ".");
  if (table.features_left_out > 0)
    findings.push_back(std::to_string(table.features_left_out) +
                       " further columns of names that are not known are not looked at.");
  add_feature_findings(analysis, findings);
  for (const LeftOut& one : analysis.joint.left_out)
    findings.push_back("Left out of the joint analysis: " + one.feature + " " + one.reason + ".");
  if (!analysis.joint.why_not.empty() && table.rows > 0) findings.push_back(analysis.joint.why_not);
  if (!analysis.clusters.why_not.empty() && analysis.clusters.why_not != analysis.joint.why_not)
    findings.push_back(analysis.clusters.why_not);
  add_cluster_findings(analysis, options, findings);
  if (table.topic.gathered > 0)
    findings.push_back("There are many topics; the " + std::to_string(table.topic.gathered) +
                       " rarest are counted as other.");
  if (table.genre.gathered > 0)
    findings.push_back("There are many genres; the " + std::to_string(table.genre.gathered) +
                       " rarest are counted as other.");
  return findings;
}

}  // namespace leitmotif::explore
