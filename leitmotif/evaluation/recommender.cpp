#include "leitmotif/evaluation/recommender.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr std::size_t kResamplesOfLists = 1000;
constexpr std::uint64_t kSeedOfLists = 1;

double discount(std::size_t place) { return 1 / std::log2(static_cast<double>(place) + 2); }

/// The share of pairs of songs by different artists; 1 when there is no pair.
double different_artists(std::span<const std::uint32_t> ranked, const MeasuredSongs& songs) {
  std::size_t different = 0;
  std::size_t pairs = 0;
  for (std::size_t a = 0; a < ranked.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      ++pairs;
      different += songs.artist[ranked[a]] != songs.artist[ranked[b]] ? 1U : 0U;
    }
  return pairs == 0 ? 1 : static_cast<double>(different) / static_cast<double>(pairs);
}

/// The percentile interval of a mean.
Interval interval_of_mean(const std::vector<double>& values) {
  RandomSource random(kSeedOfLists);
  std::vector<double> means(kResamplesOfLists);
  for (double& mean : means) {
    for (std::size_t k = 0; k < values.size(); ++k) mean += values[random.below(values.size())];
    mean /= static_cast<double>(values.size());
  }
  std::ranges::sort(means);
  return {percentile(means, 0.025), percentile(means, 0.975)};
}

}  // namespace

ListMeasures measures_of(const ContinuedList& list, const MeasuredSongs& songs) {
  if (list.held.empty()) throw Error(ErrorKind::invalid_argument, "list: expected songs that were held out");
  ListMeasures measures;
  const std::size_t looked_at = std::min(kPlaces, list.ranked.size());
  const std::size_t ideal = std::min(kPlaces, list.held.size());
  double best = 0;
  for (std::size_t place = 0; place < ideal; ++place) best += discount(place);
  for (std::size_t place = 0; place < list.ranked.size(); ++place) {
    const std::uint32_t song = list.ranked[place];
    const bool hit = std::ranges::find(list.held, song) != list.held.end();
    if (hit && measures.reciprocal == 0) measures.reciprocal = 1 / static_cast<double>(place + 1);
    if (place >= looked_at) continue;
    if (hit) {
      measures.ndcg += discount(place) / best;
      measures.recall += 1 / static_cast<double>(ideal);
      if (place < kPrecisionPlaces) measures.precision += 1 / static_cast<double>(kPrecisionPlaces);
    }
    const auto count = static_cast<double>(songs.count[song]);
    measures.popularity += count / static_cast<double>(looked_at);
    measures.novelty += -std::log2(std::max(count, 1.0) / static_cast<double>(std::max<std::size_t>(songs.lists, 1))) /
                        static_cast<double>(looked_at);
  }
  measures.diversity = different_artists(std::span(list.ranked).first(looked_at), songs);
  return measures;
}

RecommenderScores mean_of(std::span<const ListMeasures> lists, double mean_count) {
  RecommenderScores scores;
  scores.lists = lists.size();
  if (lists.empty()) return scores;
  for (double ListMeasures::*measure :
       {&ListMeasures::ndcg, &ListMeasures::recall, &ListMeasures::reciprocal, &ListMeasures::precision,
        &ListMeasures::novelty, &ListMeasures::diversity, &ListMeasures::popularity}) {
    for (const ListMeasures& list : lists) scores.*measure += list.*measure;
    scores.*measure /= static_cast<double>(lists.size());
  }
  scores.popularity_bias = mean_count > 0 ? scores.popularity / mean_count : 0;
  std::vector<double> each;
  for (const ListMeasures& list : lists) each.push_back(list.ndcg);
  scores.interval = interval_of_mean(each);
  return scores;
}

PairedGain paired_gain(std::span<const ListMeasures> lists, std::span<const ListMeasures> against) {
  if (lists.size() != against.size() || lists.empty())
    throw Error(ErrorKind::invalid_argument, "paired lists: expected as many of both, and at least one");
  std::vector<double> gains;
  double sum = 0;
  for (std::size_t k = 0; k < lists.size(); ++k) {
    gains.push_back(lists[k].ndcg - against[k].ndcg);
    sum += gains.back();
  }
  return {sum / static_cast<double>(gains.size()), interval_of_mean(gains)};
}

}  // namespace leitmotif::evaluation
