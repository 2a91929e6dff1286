// The same words in other languages, for searching.
// Flow: words a person typed -> searches in each language -> catalogue.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/languages/carry.hpp"

namespace leitmotif::languages {

/// What to search for in songs of one language.
struct OtherSearch {
  std::string words;     ///< as catalog::Songs::search takes them
  std::string language;  ///< code; only songs in it are meant

  friend bool operator==(const OtherSearch&, const OtherSearch&) = default;
};

/// What English words are in each bridged language: all of them must be known in it. Nothing for phrases in quotes.
[[nodiscard]] std::vector<OtherSearch> searches_from_english(const Bridges& bridges, std::string_view words);

/// What words of any bridged language are in English.
[[nodiscard]] std::vector<OtherSearch> searches_in_english(const Bridges& bridges, std::string_view words);

}  // namespace leitmotif::languages
