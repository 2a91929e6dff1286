// Scores a model on labelled songs: the numbers of the paper and a few it left out.
// Flow: Classifier and Tokens -> Evaluation -> text or JSON.
#pragma once

#include <span>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/metrics/bootstrap.hpp"
#include "leitmotif/metrics/calibration.hpp"
#include "leitmotif/metrics/classification.hpp"
#include "leitmotif/models/classifier.hpp"

namespace leitmotif::models {

/// How a model did on labelled songs.
struct Evaluation {
  metrics::ClassificationReport report;
  metrics::BootstrapIntervals intervals;  ///< 95 %, from 1,000 resamples
  metrics::Calibration calibration;
};

/// Asks the model about every song. Shape: tokens[n] (through the model's pipeline), truth[n] as indices into
/// model.labels(). The result does not depend on `threads` (0: all). Throws invalid_argument when there is no song.
[[nodiscard]] Evaluation evaluate(const Classifier& model, std::span<const Tokens> tokens, std::span<const int> truth,
                                  unsigned threads);

/// As the contract of `evaluate --json` has it.
[[nodiscard]] Json to_json(const Evaluation& evaluation);

}  // namespace leitmotif::models
