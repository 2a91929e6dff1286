#include "leitmotif/evaluation/retrieval.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/top_k.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr std::size_t kQueriesAPiece = 64;

struct Found {
  bool counts = false;
  double reciprocal_rank = 0;
  double same_topic = 0;
};

using SongsOfArtist = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;

/// Shape: scores [songs].
Found measure_query(const SearchedSongs& songs, std::size_t query, std::span<const float> scores,
                    const std::vector<std::uint32_t>& same_artist) {
  Found found;
  if (same_artist.size() < 2) return found;
  found.counts = true;
  std::optional<float> best;
  for (const std::uint32_t other : same_artist)
    if (other != query && (!best || scores[other] > *best)) best = scores[other];
  std::size_t before = 0;
  TopK nearest(kNeighboursLookedAt);
  for (std::uint32_t other = 0; other < scores.size(); ++other) {
    if (other == query) continue;
    if (scores[other] >= *best && songs.artist[other] != songs.artist[query]) ++before;
    nearest.offer({scores[other], other});
  }
  found.reciprocal_rank = 1 / static_cast<double>(before + 1);
  const std::vector<ScoredRow> neighbours = nearest.sorted();
  const auto same = std::ranges::count_if(
      neighbours, [&](const ScoredRow& neighbour) { return songs.topic[neighbour.row] == songs.topic[query]; });
  found.same_topic = static_cast<double>(same) / static_cast<double>(neighbours.size());
  return found;
}

}  // namespace

Retrieval measure_retrieval(const SearchedSongs& songs, std::span<const std::size_t> queries, unsigned threads) {
  SongsOfArtist by_artist;
  for (std::uint32_t song = 0; song < songs.artist.size(); ++song) by_artist[songs.artist[song]].push_back(song);
  std::vector<Found> found(queries.size());
  parallel_for(queries.size(), kQueriesAPiece, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> scores(songs.artist.size());
    for (std::size_t q = begin; q < end; ++q) {
      const std::size_t query = queries[q];
      score_rows(songs.measure, songs.rows.subspan(query * songs.width, songs.width), songs.rows, scores);
      found[q] = measure_query(songs, query, scores, by_artist.at(songs.artist[query]));
    }
  });
  Retrieval result;
  for (const Found& one : found) {
    if (!one.counts) continue;
    ++result.queries;
    result.reciprocal_rank += one.reciprocal_rank;
    result.same_topic += one.same_topic;
  }
  if (result.queries == 0)
    throw Error(ErrorKind::invalid_argument, "similarity: no artist that is asked for has two songs");
  result.reciprocal_rank /= static_cast<double>(result.queries);
  result.same_topic /= static_cast<double>(result.queries);
  return result;
}

Json to_json(const Retrieval& retrieval) {
  return {{"queries", retrieval.queries},
          {"reciprocal_rank", retrieval.reciprocal_rank},
          {"same_topic", retrieval.same_topic}};
}

}  // namespace leitmotif::evaluation
