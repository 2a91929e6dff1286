// The `paper` pipeline: what the paper does to the data set's cleaned lyrics before its TF-IDF.
// Flow: lyric -> lower case -> no punctuation -> numbers in words -> Treebank tokens -> noun lemmas.
// Source: the paper's Python: str.lower, string.punctuation, inflect 2.1, NLTK 3.8's word_tokenize, stop words and
// WordNetLemmatizer.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "leitmotif/text/word_table.hpp"
#include "leitmotif/text/wordnet.hpp"

namespace leitmotif::text {

/// Immutable, const methods are thread-safe.
class PaperPipeline {
 public:
  explicit PaperPipeline(std::shared_ptr<const WordNet> wordnet);

  /// The words of a lyric, joined by single blanks. The lyric must be well-formed UTF-8.
  [[nodiscard]] std::string words_of(std::string_view lyric) const;

 private:
  /// Adds what becomes of a run of letters between white space.
  void add_word(std::string_view word, std::string& joined) const;
  /// Adds what becomes of anything else between white space and quotes, with its ASCII punctuation already gone.
  void add_mixed(std::string_view chunk, std::string& joined) const;
  /// Adds a chunk whose numbers are spelled out and which holds no white space.
  void add_piece(std::string_view piece, std::string& joined) const;
  /// Adds the lemma of a finished token, unless it is a stop word or not wholly letters.
  void add_token(std::string_view token, std::string& joined) const;
  void add_lemma(std::string_view word, std::string& joined) const;

  WordTable special_;  ///< stop words, and the words that the tokenizer cuts in two
  std::shared_ptr<const WordNet> wordnet_;
};

}  // namespace leitmotif::text
