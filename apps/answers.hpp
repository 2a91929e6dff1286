// Answers as text for people; as JSON they are in engine/answers_json.hpp.
#pragma once

#include <string>

#include "leitmotif/engine/answers_json.hpp"

namespace leitmotif::apps {

using engine::Classified;

/// Tables are made to fit into `columns` columns where that is possible.
[[nodiscard]] std::string to_text(const Classified& answer, const models::Classifier& model);
[[nodiscard]] std::string to_text(const engine::ImportReport& report);
[[nodiscard]] std::string to_text(const engine::RecommendAnswer& answer, std::size_t columns);
[[nodiscard]] std::string to_text(const engine::SongList& list, std::size_t columns);
[[nodiscard]] std::string to_text(const evaluation::Evaluation& evaluation);

}  // namespace leitmotif::apps
