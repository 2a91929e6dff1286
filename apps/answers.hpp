// Answers as JSON for programs and as text for people.
#pragma once

#include <string>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::apps {

/// A lyric and what the model said about it.
struct Classified {
  std::string id;
  Prediction prediction;
  std::vector<WordShare> words;
  bool explain = false;
};

[[nodiscard]] Json to_json(const Classified& answer, const models::Classifier& model);
[[nodiscard]] Json to_json(const engine::ImportReport& report);
[[nodiscard]] Json to_json(const engine::RecommendAnswer& answer);
[[nodiscard]] Json to_json(const engine::SongList& list);

/// Tables are made to fit into `columns` columns where that is possible.
[[nodiscard]] std::string to_text(const Classified& answer, const models::Classifier& model);
[[nodiscard]] std::string to_text(const engine::ImportReport& report);
[[nodiscard]] std::string to_text(const engine::RecommendAnswer& answer, std::size_t columns);
[[nodiscard]] std::string to_text(const engine::SongList& list, std::size_t columns);
[[nodiscard]] std::string to_text(const models::Evaluation& evaluation);

}  // namespace leitmotif::apps
