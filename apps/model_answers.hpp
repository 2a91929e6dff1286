// Answers about models as text for people, and JSON as it is printed.
#pragma once

#include <span>
#include <string>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/evaluation/comparison.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/model_info.hpp"
#include "leitmotif/models/strong_words.hpp"

namespace leitmotif::apps {

/// The document with line breaks; bytes that are not UTF-8 (file names may hold any) become replacement characters.
[[nodiscard]] std::string printed(const Json& json);

[[nodiscard]] std::string to_text(const evaluation::Comparison& comparison);
[[nodiscard]] std::string to_text(const models::ModelInfo& info);
[[nodiscard]] std::string to_text(std::span<const models::TopicWords> topics);

[[nodiscard]] Json top_words_json(const models::Classifier& model, const std::string& file,
                                  std::span<const models::TopicWords> topics);

}  // namespace leitmotif::apps
