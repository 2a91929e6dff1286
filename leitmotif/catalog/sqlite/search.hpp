// Search by words: what a person typed becomes a full-text query that cannot be misread.
// Flow: Songs::search -> query_from -> the index `words`.
// Source: sqlite.org/fts5.html, section 3 (query syntax).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/search_words.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/catalog/sqlite/database.hpp"

namespace leitmotif::catalog::sqlite {

/// The FTS5 query for terms; empty when there is none. Every word is quoted, so nothing in it is syntax.
[[nodiscard]] std::string query_from(const std::vector<Term>& terms);

/// See Songs::search.
[[nodiscard]] Found search_songs(const Database& database, std::string_view words, std::size_t limit,
                                 std::size_t offset);

}  // namespace leitmotif::catalog::sqlite
