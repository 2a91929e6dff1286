// Which words of a question or of a concept's name say what it is about.
// Flow: word -> whether it is looked for.
#pragma once

#include <string_view>

namespace leitmotif::wishes {

/// Whether a word, lower case, is none of the stop words of the pipelines and long enough to be looked for. Some
/// words that the lists have tell much in a question ("fire", "bill", "cry") and count.
[[nodiscard]] bool tells_something(std::string_view word) noexcept;
/// Whether a word says that something is not so: "cannot", "dont", "without".
[[nodiscard]] bool denies(std::string_view word) noexcept;
/// Whether a small word makes another thing of the word beside it: "break up", "move out", "no money".
[[nodiscard]] bool turns(std::string_view word) noexcept;

}  // namespace leitmotif::wishes
