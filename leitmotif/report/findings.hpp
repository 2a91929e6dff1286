// What the numbers say, in sentences.
// Flow: Evaluation -> sentences for the page.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/evaluation/groups.hpp"
#include "leitmotif/evaluation/score.hpp"

namespace leitmotif::report {

/// Groups with fewer songs take no part in findings: their scores are mostly luck.
inline constexpr std::size_t kFewestSongs = 30;

/// A finding: what it is about, and the sentence.
struct Finding {
  std::string title;
  std::string sentence;
};

/// Best class, most challenging class, most frequent confusion, how far the probabilities can be believed, and where
/// there are at least two groups large enough, the hardest genre and decade.
[[nodiscard]] std::vector<Finding> findings(const evaluation::Evaluation& evaluation, bool seen = false);

}  // namespace leitmotif::report
