// Search by words: what a person typed becomes a full-text query that cannot be misread.
// Flow: Catalog::search -> query_from -> the index `words`.
// Source: sqlite.org/fts5.html, section 3 (query syntax).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/sqlite.hpp"

namespace leitmotif::catalog {

/// The longest text that may be searched for.
inline constexpr std::size_t kMostSearchBytes = 1000;

/// The FTS5 query for what a person typed; empty when that holds no words. Every word is quoted, so nothing in it
/// is syntax. See Catalog::search for the rules.
[[nodiscard]] std::string query_from(std::string_view words);

/// See Catalog::search.
[[nodiscard]] std::vector<SongHead> search_songs(const Database& database, std::string_view words, std::size_t limit,
                                                 std::size_t offset);

}  // namespace leitmotif::catalog
