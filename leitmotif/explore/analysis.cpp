#include "leitmotif/explore/analysis.hpp"

#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/explore/analysis_steps.hpp"

namespace leitmotif::explore {
namespace {

constexpr std::size_t kSteps = 6;

void check_options(const Options& options) {
  if (options.clusters != 0 && (options.clusters < kLeastClusters || options.clusters > kMostClusters))
    throw Error(ErrorKind::invalid_argument, "clusters " + std::to_string(options.clusters) + " is not auto or " +
                                                 std::to_string(kLeastClusters) + ".." + std::to_string(kMostClusters));
}

std::vector<Summary> summarise_all(const SongTable& table, const Options& options) {
  std::vector<Summary> summaries(table.features.size());
  parallel_for(summaries.size(), 1, options.threads, [&](std::size_t i, std::size_t) {
    if (options.check_stop) options.check_stop();
    summaries[i] = summarise(table.features[i]);
  });
  return summaries;
}

void analyse_words(Analysis& analysis, unsigned threads) {
  const SongTable& table = analysis.table;
  const WordCounts counts = count_words(table, threads);
  analysis.different_words = counts.words.size();
  analysis.songs_with_words = counts.songs_with_words;
  analysis.topic_words = telling_words(counts, table.topic, 0);
  analysis.decade_words = telling_words(counts, table.decade, table.topic.names.size());
  if (!counts.complete)
    analysis.table.notes.push_back("There are more than " + std::to_string(kMostWords) +
                                   " different words; words that came later are not counted.");
}

/// What only the analysis needed; the groups and names stay for whoever shows songs.
void release(SongTable& table) {
  for (Feature& feature : table.features) std::vector<double>().swap(feature.values);
  std::vector<std::string_view>().swap(table.words);
}

}  // namespace

Analysis analyse(SongTable table, const Options& options) {
  check_options(options);
  const auto step = [&](std::string_view what, std::size_t done) {
    if (options.on_step) options.on_step(what, done, kSteps);
    if (options.check_stop) options.check_stop();
  };
  Analysis analysis;
  analysis.seed = options.seed;
  analysis.table = std::move(table);
  step("summarising features", 1);
  analysis.summaries = summarise_all(analysis.table, options);
  step("relating features", 2);
  JointRows joint = analyse_jointly(analysis.table, analysis.summaries, options.features);
  step("finding clusters", 3);
  analysis.clusters = find_clusters(analysis.table, joint, options);
  analysis.joint = std::move(joint.joint);
  step("counting words", 5);
  const SongTable& songs = analysis.table;
  analysis.topics_by_decade =
      count_pairs(songs.decade.of_row, songs.decade.names.size(), songs.topic.of_row, songs.topic.names.size());
  analyse_words(analysis, options.threads);
  analysis.findings = data_findings(analysis, options);
  release(analysis.table);
  step("done", kSteps);
  return analysis;
}

}  // namespace leitmotif::explore
