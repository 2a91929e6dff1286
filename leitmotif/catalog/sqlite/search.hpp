// Search by words: what a person typed becomes a full-text query that cannot be misread.
// Flow: Songs::search -> query_from -> the index `words` (search.cpp has the rest of Database that searches).
// Source: sqlite.org/fts5.html, section 3 (query syntax).
#pragma once

#include <string>
#include <vector>

#include "leitmotif/catalog/search_words.hpp"

namespace leitmotif::catalog::sqlite {

/// The FTS5 query for terms; empty when there is none. Every word is quoted, so nothing in it is syntax.
[[nodiscard]] std::string query_from(const std::vector<Term>& terms);

}  // namespace leitmotif::catalog::sqlite
