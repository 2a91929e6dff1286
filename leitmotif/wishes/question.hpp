// Free text as a question to lyrics: what it means, which of its words a lyric holds, and the line that answers best.
// Flow: text -> Question; lyric -> Reply (score and line).
// Source: ours; docs/wishes.md has what it reaches beside FTS5's bm25.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "leitmotif/text/word_table.hpp"
#include "leitmotif/wishes/meaning.hpp"

namespace leitmotif::wishes {

/// How a lyric answers a question.
struct Reply {
  double score = 0;    ///< 0..1
  double meaning = 0;  ///< cosine of the directions, -1..1
  double words = 0;    ///< weighted share of the question's words that the lyric holds, 0..1
  std::string line;    ///< as it stands in the lyric; empty when the lyric is not as sung or no line answers
};

/// A question that lyrics are held against. Immutable; const methods are thread-safe.
class Question {
 public:
  /// `cleaner` is the pipeline `corpus`. Throws invalid_argument when the text holds no word that tells anything.
  Question(std::string_view text, std::shared_ptr<const WordVectors> vectors, const text::Preprocessor& cleaner);

  /// Where the question lies, of length 1; empty when the vectors know none of its words.
  [[nodiscard]] const std::vector<float>& direction() const noexcept { return direction_; }
  /// The words that are looked for.
  [[nodiscard]] std::vector<std::string> words() const;
  /// The reply of a lyric. `cleaned` are its cleaned words; `sung` is the lyric as sung, or empty.
  [[nodiscard]] Reply ask(std::string_view title, std::string_view sung, const Tokens& cleaned) const;

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
  /// Weighted share of the question that a text of sung words holds, 0..1; with a usual length above 0 words that are
  /// sung once in a long text count less.
  [[nodiscard]] double share(std::string_view sung_words, double usual_length) const;
  [[nodiscard]] std::string best_line(std::string_view sung, double& best) const;

  std::vector<Word> words_;
  text::WordTable terms_;  ///< every form -> its place in `meant_`
  std::vector<Meant> meant_;
  std::vector<float> direction_;
  std::shared_ptr<const WordVectors> vectors_;
};

}  // namespace leitmotif::wishes
