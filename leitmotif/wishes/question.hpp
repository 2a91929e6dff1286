// Free text as a question to lyrics: what it means, which of its words a lyric holds, and the line that answers best.
// Flow: text -> Question, with what is known of its words; lyric -> Reply; with the nearness of the meanings -> score.
// Source: ours; docs/wishes.md has what it reaches beside FTS5's bm25.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/text/word_relations.hpp"
#include "leitmotif/text/word_table.hpp"
#include "leitmotif/wishes/concepts.hpp"
#include "leitmotif/wishes/meaning.hpp"

namespace leitmotif::wishes {

/// What is known of words. Lifetime: longer than the making of a question.
struct WordKnowledge {
  const WordVectors& vectors;
  const text::WordRelations& relations;
  const Concepts& concepts;
};

/// What of a lyric's text answers a question.
struct Reply {
  double words = 0;                ///< weighted share of the question's words that the lyric holds, 0..1
  double line_share = 0;           ///< the same of its best line, or of its title when that is more
  std::string line;                ///< the line as it stands in the lyric; empty when none answers
  std::vector<std::string> found;  ///< words of the lyric that did, as sung, each once, the most telling first
};

/// How well a song answers, 0..1: `meaning` is the cosine of the directions, -1..1. Rises with all three, and is the
/// sum of what each gives alone.
[[nodiscard]] inline double answer_score(double meaning, double words, double line_share) noexcept {
  constexpr double kWordShare = 0.6;
  constexpr double kLineShare = 0.15;
  constexpr double kMeaningShare = 0.5;
  return (kWordShare * words + kLineShare * line_share + kMeaningShare * std::max(meaning, 0.0)) /
         (kWordShare + kLineShare + kMeaningShare);
}

/// A question that lyrics are held against. Immutable; const methods are thread-safe.
class Question {
 public:
  /// `cleaned` is the text in the data set's cleaned form. Throws invalid_argument when the text holds no word that
  /// tells anything.
  Question(std::string_view text, const Tokens& cleaned, const WordKnowledge& known);

  /// Where the question lies, of length 1; empty when the vectors know none of its words.
  [[nodiscard]] const std::vector<float>& direction() const noexcept { return direction_; }
  /// The words that are looked for; of an irregular form ("lost") also what was said.
  [[nodiscard]] std::vector<std::string> words() const;
  /// The reply of a lyric, as sung or cleaned. Cost: linear, some ten microseconds a lyric.
  [[nodiscard]] Reply ask(std::string_view title, std::string_view lyric) const;

 private:
  static constexpr std::size_t kNone = SIZE_MAX;

  struct Word {
    std::string text;
    std::string irregular;  ///< as it was said where that is no regular form, else the same
    double weight = 0;      ///< how much it tells
  };
  /// What a form of a word says of the question.
  struct Form {
    std::size_t word = kNone;  ///< place in `words_` of the word it stands for
    double share = 0;          ///< 1: the word itself
    std::uint32_t sung = 0;    ///< the last place in `sung_` that begins with it, plus 1; 0: none
  };
  /// What is sung of a concept, as one form of its first word begins it.
  struct Sung {
    std::vector<std::vector<std::string>> rest;  ///< the forms of each further word of a phrase
    std::size_t number = 0;                      ///< place in `concepts_`
    std::size_t item = 0;                        ///< the same for all forms
    double tells = 0;                            ///< how much
    std::uint32_t next = 0;                      ///< another place in `sung_`, plus 1; 0: none
  };
  /// What a text of sung words holds.
  struct Tally {
    std::vector<double> own;               ///< [words] how often the word itself
    std::vector<double> related;           ///< [words] what stands for it
    std::vector<double> sung;              ///< [concepts] what is sung of it
    std::vector<double> covered;           ///< [words] how much is spoken of a concept that covers it
    std::vector<std::uint8_t> seen_forms;  ///< [forms]
    std::vector<std::uint8_t> seen_items;  ///< [items] how often, at most 2
    double length = 0;
  };
  using Telling = std::vector<std::pair<std::string, double>>;

  void add_words(const Tokens& spoken, const WordVectors& vectors);
  void add_term(const std::string& term, std::size_t word, double share);
  void add_related(const WordKnowledge& known);
  /// Adds what is sung of the concepts the question names, and to `telling` where their words lie.
  void add_concepts(const std::vector<std::string>& spoken, const WordKnowledge& known, Telling& telling);
  void add_sung(const SungOf& sung, double tells);
  /// The words that name each concept, as places in `words_`, ascending; none where it is not named.
  [[nodiscard]] std::vector<std::vector<std::size_t>> named(const std::vector<std::string>& spoken,
                                                            const Concepts& concepts) const;
  [[nodiscard]] Form& form_of(const std::string& form);
  [[nodiscard]] const Form* find(std::string_view form) const;
  /// Whether a form stands for one of the words.
  [[nodiscard]] bool stands(std::string_view form) const;
  /// Whether the text holds anything.
  bool count(const Tokens& words, Tally& tally) const;
  void count_sung(Tokens::iterator at, Tokens::iterator end, Tally& tally) const;
  /// Weighted share of the question that a text of sung words holds, 0..1; with a usual length above 0 words that are
  /// sung once in a long text count less.
  [[nodiscard]] double share(const Tokens& words, double usual_length, Tally& tally) const;
  [[nodiscard]] std::vector<std::string> found_in(const Tokens& words) const;
  /// How much a form tells by itself; 0 where it only begins a phrase.
  [[nodiscard]] double tells_alone(const Form& form) const;

  std::vector<Word> words_;
  std::vector<std::vector<std::size_t>> concepts_;  ///< the words of the question that each named concept covers
  std::vector<std::string> said_;                   ///< every form of the words themselves
  std::vector<Form> forms_;
  text::WordTable numbers_;  ///< every form -> its place in `forms_`
  std::vector<Sung> sung_;
  std::size_t items_ = 0;  ///< of `sung_`
  std::vector<float> direction_;
};

}  // namespace leitmotif::wishes
