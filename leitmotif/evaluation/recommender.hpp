// How good recommended lists are, when what somebody has besides is known.
// Flow: ranked songs and held-out songs of many lists -> ListMeasures -> RecommenderScores with intervals.
// docs/taste.md has every formula. Source: Järvelin and Kekäläinen 2002 (NDCG); Castells, Hurley and Vargas 2015
// (novelty, diversity); percentile bootstrap as bootstrap.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/evaluation/bootstrap.hpp"

namespace leitmotif::evaluation {

/// Places that are looked at.
inline constexpr std::size_t kPlaces = 20;
inline constexpr std::size_t kPrecisionPlaces = 10;

/// One list that was continued: numbers of songs.
struct ContinuedList {
  std::vector<std::uint32_t> ranked;  ///< best first; more than kPlaces only matter for the reciprocal rank
  std::vector<std::uint32_t> held;    ///< what was held out; not empty
  std::size_t known = 0;              ///< how many songs were given
};

/// What is known of songs to measure lists by. Shapes: [songs].
struct MeasuredSongs {
  std::span<const std::uint32_t> count;   ///< in how many lists that were learned from
  std::span<const std::uint32_t> artist;  ///< equal numbers: the same artist
  std::size_t lists = 0;                  ///< how many lists were learned from
};

/// The measures of one list.
struct ListMeasures {
  double ndcg = 0;        ///< of kPlaces, 1 for a hit, ideal of min(kPlaces, held)
  double recall = 0;      ///< hits among kPlaces of min(kPlaces, held)
  double reciprocal = 0;  ///< 1 / place of the first hit; 0: none
  double precision = 0;   ///< share of hits among kPrecisionPlaces
  double novelty = 0;     ///< mean of -log2 of the share of lists that have a song, among kPlaces
  double diversity = 0;   ///< share of pairs among kPlaces by different artists
  double popularity = 0;  ///< mean count among kPlaces
};

/// Throws invalid_argument when nothing was held out.
[[nodiscard]] ListMeasures measures_of(const ContinuedList& list, const MeasuredSongs& songs);

/// Means over lists.
struct RecommenderScores : ListMeasures {
  std::size_t lists = 0;
  double popularity_bias = 0;  ///< how often lists have what is recommended, in the mean, against the mean song
  Interval interval;           ///< of NDCG, 95 %
};

/// Shape: not empty. `mean_count` is that of a song, for the bias; the same lists give the same interval.
[[nodiscard]] RecommenderScores mean_of(std::span<const ListMeasures> lists, double mean_count);

/// The mean of differences of NDCG on the same lists, and its interval.
struct PairedGain {
  double mean = 0;
  Interval interval;
};

/// Throws invalid_argument when the lengths differ or there is no list.
[[nodiscard]] PairedGain paired_gain(std::span<const ListMeasures> lists, std::span<const ListMeasures> against);

/// A group of lists or songs, and how a method does on it.
struct GroupMeasure {
  std::string name;
  std::size_t size = 0;
  double value = 0;
};

/// A question that is harder than continuing a list, by itself.
struct ApartMeasure {
  std::string name;
  RecommenderScores scores;
};

/// How one method does on the same lists as the others.
struct MethodMeasure {
  std::string name;
  RecommenderScores scores;
  double coverage = 0;  ///< share of all songs that are among the first kPlaces of some list
  PairedGain over_ease;
  std::vector<GroupMeasure> by_known;    ///< NDCG by how many songs are known of a list
  std::vector<GroupMeasure> by_history;  ///< recall by how many lists have the hidden song
  ApartMeasure one_known;                ///< only one song of each list is given
  ApartMeasure none_known;               ///< somebody new: nothing is given
  ApartMeasure never;                    ///< only songs that no list has, among such songs
  double one_known_ratio = 0;            ///< NDCG with one song given, times that of item neighbours; 0: theirs is 0
  double fit_seconds = 0;                ///< of all folds
};

}  // namespace leitmotif::evaluation
