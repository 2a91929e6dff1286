// The pages: how models did, and what came of training everything the paper has.
// Flow: Comparison -> one self-contained HTML file.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "leitmotif/evaluation/comparison.hpp"

namespace leitmotif::report {

/// One training: of which kind, under which protocol, and what came of it.
struct TrainingRun {
  std::string kind;
  std::string protocol;
  double seconds = 0;                ///< from the data file to the model file
  std::optional<std::size_t> model;  ///< which of the comparison's models; empty when there is none
  std::string reason;                ///< why there is none
};

/// Scores of one model, or of several side by side. The same input gives the same bytes. Throws nothing of its own.
[[nodiscard]] std::string evaluation_page(const evaluation::Comparison& comparison);

/// The same after training: the paper's figure, ours, the seconds it took and the size of the file, run by run.
[[nodiscard]] std::string reproduction_page(const evaluation::Comparison& comparison,
                                            std::span<const TrainingRun> runs);

}  // namespace leitmotif::report
