// Searching the library in all languages at once.
// Flow: words a person typed -> catalogue, and again with the same words in other languages -> songs.
#pragma once

#include <cstddef>
#include <string_view>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::browse {

/// As catalog::Songs::search; behind the songs that hold the words stand those that say the same in another language:
/// songs in Spanish, Portuguese, French, German and Italian for English words, English ones for words of those
/// languages when no song holds the words themselves. Not behind more than some hundred songs, and not for phrases in
/// quotes. Throws what the catalogue throws.
[[nodiscard]] catalog::Found search_in_all_languages(const catalog::Catalog& library, std::string_view words,
                                                     std::size_t limit, std::size_t offset);

}  // namespace leitmotif::browse
