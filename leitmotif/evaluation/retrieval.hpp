// How well a way of comparing songs finds other songs of the same artist, and how often its neighbours speak of the
// same topic.
// Flow: rows of songs -> every query's ranking -> Retrieval.
// Source: mean reciprocal rank as in trec_eval (recip_rank).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/evaluation/row_scores.hpp"

namespace leitmotif::evaluation {

/// Neighbours that are looked at for their topics.
inline constexpr std::size_t kNeighboursLookedAt = 10;

/// Songs that are searched, as rows of some width. All spans have one entry a song but `rows`.
struct SearchedSongs {
  std::span<const float> rows;  ///< [n x width], row-major
  std::size_t width = 0;
  Measure measure = Measure::dot_product;
  std::span<const std::uint32_t> artist;
  std::span<const int> topic;
};

/// How well the neighbours of songs were found, over all queries.
struct Retrieval {
  std::size_t queries = 0;     ///< those with another song of the same artist among the songs
  double reciprocal_rank = 0;  ///< mean of 1 / place of the first song of the same artist; the query takes no place
  double same_topic = 0;       ///< mean share of the nearest ten with the query's topic
};

/// Asks for the neighbours of each query among all the songs. A song as near as the artist's first one goes before it,
/// so that equal scores never help. Shape: queries: places among the songs.
/// Throws invalid_argument when no query has another song of its artist.
[[nodiscard]] Retrieval measure_retrieval(const SearchedSongs& songs, std::span<const std::size_t> queries,
                                          unsigned threads);

/// `queries, reciprocal_rank, same_topic`.
[[nodiscard]] Json to_json(const Retrieval& retrieval);

}  // namespace leitmotif::evaluation
