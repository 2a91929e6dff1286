// Search by words over texts in memory: every text is read anew, for libraries of a few thousand songs at most.
// Flow: Songs::search -> the songs' texts -> scores and marked lyrics.
// Source: the ranking is that of sqlite.org/fts5.html, section 5.1.1 (Okapi BM25 with k1 = 1.2, b = 0.75).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/search_words.hpp"

namespace leitmotif::catalog::memory {

/// The texts of one song, and how much a hit in each of them weighs.
using Texts = std::array<std::string_view, 3>;
using Weights = std::array<double, 3>;

/// How well each song holds all terms, above 0; 0 for a song that does not. Shape: songs[n] -> [n].
/// Terms without a letter or digit count for nothing; without any that has one, nothing is found.
[[nodiscard]] std::vector<double> scores_of(const std::vector<Term>& terms, const std::vector<Texts>& songs,
                                            const Weights& weights);

/// The lyric with each hit between kBeforeHit and kAfterHit.
[[nodiscard]] std::string marked(const std::vector<Term>& terms, std::string_view lyric);

}  // namespace leitmotif::catalog::memory
