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

/// The page. The same input gives the same bytes.
[[nodiscard]] std::string recommender_page(const RecommenderFacts& facts,
                                           std::span<const evaluation::MethodMeasure> methods);

}  // namespace leitmotif::report
