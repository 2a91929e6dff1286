// Free text as a question to lyrics: what it means, which of its words a lyric holds, and the line that answers best.
// Flow: text -> Question; lyric -> Reply; with the nearness of the meanings -> score.
// Source: ours; docs/wishes.md has what it reaches beside FTS5's bm25.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/text/word_relations.hpp"
#include "leitmotif/text/word_table.hpp"
#include "leitmotif/wishes/meaning.hpp"

namespace leitmotif::wishes {

/// What of a lyric's text answers a question.
struct Reply {
  double words = 0;                ///< weighted share of the question's words that the lyric holds, 0..1
  double line_share = 0;           ///< the same of its best line, or of its title when that is more
  std::string line;                ///< the line as it stands in the lyric; empty when none answers
  std::vector<std::string> found;  ///< words of the lyric that did, as sung, each once, in its order
};

/// How well a song answers, 0..1: `meaning` is the cosine of the directions, -1..1. Rises with all three, and is the
/// sum of what each gives alone.
[[nodiscard]] inline double answer_score(double meaning, double words, double line_share) noexcept {
  constexpr double kWordShare = 0.6;
  constexpr double kLineShare = 0.15;
  constexpr double kMeaningShare = 1;
  return (kWordShare * words + kLineShare * line_share + kMeaningShare * std::max(meaning, 0.0)) /
         (kWordShare + kLineShare + kMeaningShare);
}

/// A question that lyrics are held against. Immutable; const methods are thread-safe.
class Question {
 public:
  /// `cleaned` is the text in the data set's cleaned form. Throws invalid_argument when the text holds no word that
  /// tells anything.
  Question(std::string_view text, const Tokens& cleaned, const WordVectors& vectors,
           const text::WordRelations& relations);

  /// Where the question lies, of length 1; empty when the vectors know none of its words.
  [[nodiscard]] const std::vector<float>& direction() const noexcept { return direction_; }
  /// The words that are looked for.
  [[nodiscard]] std::vector<std::string> words() const;
  /// The reply of a lyric, as sung or cleaned. Cost: linear, some ten microseconds a lyric.
  [[nodiscard]] Reply ask(std::string_view title, std::string_view lyric) const;

 private:
  struct Word {
    std::string text;
    double weight = 0;  ///< how much it tells
  };
  /// What a form of a word stands for.
  struct Meant {
    std::size_t word = 0;  ///< place in `words_`
    double share = 0;      ///< 1: the word itself
  };
  void add_term(const std::string& term, std::size_t word, double share);
  void add_related(const WordVectors& vectors, const text::WordRelations& relations);
  /// Weighted share of the question that a text of sung words holds, 0..1; with a usual length above 0 words that are
  /// sung once in a long text count less.
  [[nodiscard]] double share(const Tokens& words, double usual_length) const;
  void find_line(std::string_view lyric, Reply& reply) const;
  [[nodiscard]] std::vector<std::string> found_in(const Tokens& words) const;

  std::vector<Word> words_;
  text::WordTable terms_;  ///< every form -> its place in `meant_`
  std::vector<Meant> meant_;
  std::vector<float> direction_;
};

}  // namespace leitmotif::wishes
