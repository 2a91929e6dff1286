// How a person says that a table is to be read, in words: on the command line and over HTTP alike.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "leitmotif/corpus/dataset.hpp"

namespace leitmotif::corpus {

/// The options of `auto`, `sung` or `cleaned` (empty: auto) and of choices `VALUE=NAME`. Throws invalid_argument with
/// the word that is none.
[[nodiscard]] DatasetOptions options_in_words(std::string_view lyrics, std::span<const std::string> columns);

}  // namespace leitmotif::corpus
