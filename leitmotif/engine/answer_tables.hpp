// Answers on the wire: one table each, the same on the command line and over HTTP.
// Flow: what a verb of the engine gave -> its table -> standard output, the body of a response, OpenAPI.
#pragma once

#include "leitmotif/engine/answers.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::engine {

[[nodiscard]] const wire::Table<RecommendAnswer>& recommend_answer_table();

}  // namespace leitmotif::engine
