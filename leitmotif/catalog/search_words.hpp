// Words a person typed to search for, and the line of a lyric that is shown with a song that has them: the same for
// every kind of library.
// Flow: Songs::search -> terms_of -> an index; its hits, marked in the lyric -> best_line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::catalog {

/// A phrase that does as well as a term.
struct Instead {
  std::string text;
  bool in_names_only = false;  ///< in artist and title: in lyrics, words fall apart by chance
  bool is_beginning = false;   ///< as a term's
};

/// One word or phrase as it was typed.
struct Term {
  std::string text;  ///< never empty; white space in a phrase is blanks
  bool is_phrase = false;
  bool is_beginning = false;          ///< its last word matches every word that begins so
  bool in_names_only = false;         ///< in artist and title
  std::vector<Instead> instead = {};  ///< see with_signs
};

/// A search that may give more songs than this gives no lines with them: finding a line takes longer than the song.
inline constexpr std::size_t kMostLines = 1000;

/// When more songs than this are found, not all of them are ranked: see Songs::search.
inline constexpr std::size_t kMostRanked = 4000;

/// The terms of a search; see Songs::search for the rules. Throws resource_limit (longer than kMostSearchBytes).
[[nodiscard]] std::vector<Term> terms_of(std::string_view words);

/// What is looked for one after the other until something is found: the terms; without a single letter that has just
/// been typed behind other words; the first with signs. Empty when there is no term.
[[nodiscard]] std::vector<std::vector<Term>> attempts_of(const std::vector<Term>& terms);

/// The terms as they are found in artist and title.
[[nodiscard]] std::vector<Term> in_names(std::vector<Term> terms);

/// The terms with every way a sign may stand inside of their words: "cant" also finds "can't", "mia" "M.I.A.", "acdc"
/// "AC/DC". Asked for when the terms as they are find nothing.
[[nodiscard]] std::vector<Term> with_signs(std::vector<Term> terms);

/// Characters no lyric needs, which stand before and after each hit in a marked lyric.
inline constexpr char kBeforeHit = '\x01';
inline constexpr char kAfterHit = '\x02';

/// The first of the sung lines with the most hits, without the marks; empty when no such line has a hit. What stands in
/// brackets by itself, as [Verse 1], is not sung.
[[nodiscard]] std::string best_line(std::string_view marked_lyric);

}  // namespace leitmotif::catalog
