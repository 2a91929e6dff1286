// Answers as JSON: the same keys on the command line and over HTTP.
// Flow: what a verb of the engine gave -> Json -> standard output or the body of a response.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::engine {

/// A lyric and what the model said about it.
struct Classified {
  std::string id;
  Prediction prediction;
  std::vector<WordShare> words;
  bool explain = false;  ///< `words` is part of the answer
};

[[nodiscard]] Json to_json(const Classified& answer, const models::Classifier& model);
[[nodiscard]] Json to_json(const ImportReport& report);
[[nodiscard]] Json to_json(const RecommendAnswer& answer);
[[nodiscard]] Json to_json(const SongList& list);

}  // namespace leitmotif::engine
