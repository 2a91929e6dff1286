// Scores on the wire.
// Flow: Evaluation -> its table -> JSON of evaluate, training and the service, OpenAPI, the page's types.
#pragma once

#include "leitmotif/evaluation/score.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::evaluation {

/// As the contract of `evaluate --json` has it.
[[nodiscard]] const wire::Table<Evaluation>& evaluation_table();

}  // namespace leitmotif::evaluation
