// The words each pipeline leaves out.
// Flow: data of the pipelines in preprocessor.hpp.
// Source: `paper` is NLTK's English list; `corpus` was found by comparing lyrics as sung with the data set's cleaned
// form.
#pragma once

#include <span>
#include <string_view>

namespace leitmotif::text {

/// The 179 stop words of the `paper` pipeline.
[[nodiscard]] std::span<const std::string_view> paper_stop_words() noexcept;
/// The 337 stop words of the `corpus` pipeline, in alphabetical order.
[[nodiscard]] std::span<const std::string_view> corpus_stop_words() noexcept;

}  // namespace leitmotif::text
