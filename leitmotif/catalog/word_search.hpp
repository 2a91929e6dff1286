// Search by words over texts: what FTS5 says of songs, for libraries that are not in SQLite.
// Flow: Songs::search -> the songs' texts -> scores and marked lyrics.
// Source: the ranking is that of sqlite.org/fts5.html, section 5.1.1 (Okapi BM25 with k1 = 1.2, b = 0.75).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/search_words.hpp"

namespace leitmotif::catalog {

/// The texts of one song, and how much a hit in each of them weighs.
using Texts = std::array<std::string_view, 3>;
using Weights = std::array<double, 3>;

/// What a search looks for in a row of words.
struct Phrase {
  std::vector<std::string> words;  ///< folded: without case and accents; at least one
  bool is_beginning = false;       ///< the last word matches every word that begins so
  std::size_t term = 0;            ///< phrases of one term stand for each other
  bool in_names_only = false;      ///< in artist and title
};

/// Hits of each phrase in one song, weighted by where they stand, and how many words the song has.
struct Hits {
  std::vector<double> weight;  ///< [phrases]
  double words = 0;
};

/// What ranking must know of all songs together.
struct SearchStatistics {
  double songs = 0;
  double words = 0;          ///< of all songs
  std::vector<double> with;  ///< [phrases] how many songs have it
};

/// One search. Terms without a letter or digit count for nothing; without any that has one, nothing is found.
class WordSearch {
 public:
  explicit WordSearch(const std::vector<Term>& terms);

  /// Those of one term stand together, in the order of terms.
  [[nodiscard]] const std::vector<Phrase>& phrases() const noexcept { return phrases_; }
  [[nodiscard]] Hits hits_in(const Texts& song, const Weights& weights) const;
  /// Whether a phrase of each term was found.
  [[nodiscard]] bool has_every_term(const Hits& hits) const;
  /// How well a song that has every term holds them, above 0.
  [[nodiscard]] double score(const Hits& hits, const SearchStatistics& all) const;
  /// The lyric with each hit between kBeforeHit and kAfterHit.
  [[nodiscard]] std::string marked(std::string_view lyric) const;

 private:
  std::vector<Phrase> phrases_;
};

/// How well each song holds all terms, above 0; 0 for a song that does not. Shape: songs[n] -> [n].
[[nodiscard]] std::vector<double> scores_of(const WordSearch& search, const std::vector<Texts>& songs,
                                            const Weights& weights);

/// The words of a text as they are compared.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text);

}  // namespace leitmotif::catalog
