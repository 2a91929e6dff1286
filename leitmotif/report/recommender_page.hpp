// The page about taste: how well each method continues lists.
// Flow: measures of methods -> one self-contained HTML file.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "leitmotif/evaluation/recommender.hpp"

namespace leitmotif::report {

/// What was measured on.
struct RecommenderFacts {
  std::size_t lists = 0;
  std::size_t songs = 0;
  std::size_t folds = 0;
  std::string held_out;  ///< some or last
};

/// How one method does.
struct RecommenderRow {
  std::string name;
  evaluation::RecommenderScores scores;
  double coverage = 0;
  evaluation::PairedGain over_ease;
  double one_known = 0;
  double never = 0;
};

/// The page. The same input gives the same bytes.
[[nodiscard]] std::string recommender_page(const RecommenderFacts& facts, std::span<const RecommenderRow> methods);

}  // namespace leitmotif::report
