// What a person asks for who says it in own words: which of them are wishes by name, which are about something else.
// Flow: "sad songs about trains" -> sad; near "trains".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/wishes/table.hpp"

namespace leitmotif::wishes {

/// A way to ask for a wish, and the wish's name.
struct AskedName {
  std::string words;  ///< lower case, single blanks: `sad`, `break up`
  std::string wish;
};

/// Every wish of the table by its own name (hyphens as blanks) and by Wish::asked; of learned ones the names.
[[nodiscard]] std::vector<AskedName> asked_names(const WishTable& table, const std::vector<std::string>& learned);

/// What was asked for. Wishes or a text are there unless nothing was said.
struct Asked {
  std::vector<std::string> wishes;           ///< each once, in the order they were said
  std::string text;                          ///< what else was said
  std::optional<std::pair<int, int>> years;  ///< first and last of a decade
};

/// A wish's name counts as the wish when songs are said to be so ("sad songs", "something calm") or when nothing but
/// names was said ("love", "songs about rain"); else it stays in the text ("a love that rains on a parade"). Words that
/// only ask ("play me some") fall away. "80s", "1980s" and "the eighties" are years. Letter case does not matter.
[[nodiscard]] Asked asked_for(std::string_view words, const std::vector<AskedName>& names);

}  // namespace leitmotif::wishes
