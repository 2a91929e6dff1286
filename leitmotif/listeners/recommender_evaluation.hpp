// How well taste is learned from some lists: parts of them are hidden, and every method guesses.
// Flow: lists, SongFacts -> folds -> methods -> evaluation::RecommenderScores.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/evaluation/recommender.hpp"
#include "leitmotif/taste/song_facts.hpp"

namespace leitmotif::listeners {

/// What is hidden of a list.
enum class HeldOut : std::uint8_t {
  some,  ///< a fifth of its songs, at least one
  last,  ///< its last song
};

/// How methods are measured.
struct FoldOptions {
  HeldOut held_out = HeldOut::some;
  std::size_t folds = 5;  ///< at least 2: each list is asked once, by what was learned from the other folds
  std::uint64_t seed = 0;
  unsigned threads = 0;
};

/// A group of lists or songs and how a method does on it.
struct GroupMeasure {
  std::string name;
  std::size_t size = 0;
  double value = 0;
};

/// How one method does.
struct MethodMeasure {
  std::string name;
  evaluation::RecommenderScores scores;
  double coverage = 0;  ///< share of all songs that are among the first twenty of some list
  evaluation::PairedGain over_ease;
  std::vector<GroupMeasure> by_known;    ///< NDCG by how many songs are known of a list
  std::vector<GroupMeasure> by_history;  ///< recall by how many lists have the hidden song
  double one_known = 0;                  ///< NDCG when only one song of each list is given
  double never = 0;                      ///< NDCG of hidden songs that no list has, among such songs
  double fit_seconds = 0;                ///< of all folds
};

/// All methods on the same lists.
struct RecommenderEvaluation {
  std::string held_out;
  std::size_t lists = 0;  ///< that were asked
  std::size_t songs = 0;
  std::size_t left_out = 0;  ///< lines or lists that could not be used
  std::size_t folds = 0;
  std::vector<MethodMeasure> methods;
};

/// Throws invalid_argument (fewer than two folds, fewer lists of two songs than folds).
[[nodiscard]] RecommenderEvaluation evaluate_recommenders(const std::vector<std::vector<taste::Item>>& lists,
                                                          const std::shared_ptr<const taste::SongFacts>& facts,
                                                          const FoldOptions& options, const OnProgress& on_progress);

}  // namespace leitmotif::listeners
