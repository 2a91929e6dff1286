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

/// All methods on the same lists.
struct RecommenderEvaluation {
  std::string held_out;
  std::size_t lists = 0;  ///< that were asked
  std::size_t songs = 0;
  std::size_t left_out = 0;  ///< lines or lists that could not be used
  std::size_t folds = 0;
  std::vector<evaluation::MethodMeasure> methods;
};

/// Throws invalid_argument (fewer than two folds, fewer lists of two songs than folds).
[[nodiscard]] RecommenderEvaluation evaluate_recommenders(const std::vector<std::vector<taste::Item>>& lists,
                                                          const std::shared_ptr<const taste::SongFacts>& facts,
                                                          const FoldOptions& options, const OnProgress& on_progress);

}  // namespace leitmotif::listeners
