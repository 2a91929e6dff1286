// Turns the words of lyrics into rows of numbers: term frequency times inverse document frequency, length 1.
// Flow: Tokens -> SparseMatrix, which the models read.
// Source: scikit-learn 1.2.1, TfidfVectorizer(ngram_range=(1, 2), max_features=5000).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/features/word_numbers.hpp"

namespace leitmotif::features {

/// How the vocabulary is chosen.
struct TfidfOptions {
  /// How many terms the vocabulary keeps at most: those that occur most often in the whole corpus. At least 1.
  std::size_t max_features = 5000;
  /// 1: terms are single words; 2: also pairs of neighbouring words, as "long time".
  int max_words = 2;
  /// Words of fewer characters are passed over before pairs are made, so a pair may bridge them. At least 1.
  std::size_t min_letters = 2;

  friend bool operator==(const TfidfOptions&, const TfidfOptions&) = default;
};

/// A fitted vectorizer. Immutable; all methods are const and thread-safe.
///
/// Terms are what scikit-learn finds, with three differences that the text pipelines never meet: words are not
/// lower-cased here, signs beyond ASCII do not end a word (see for_each_word), and ties at the cut of `max_features`,
/// which scikit-learn breaks arbitrarily, go to the term that is first in code point order.
///
/// Example: const auto tfidf = Tfidf::fit(lyrics, {}); const SparseMatrix rows = tfidf.transform(lyrics);
class Tfidf {
 public:
  /// Learns vocabulary and weights. The result does not depend on the order of the documents or on `threads`
  /// (0: all). Throws invalid_argument (an option out of range; no word in any document), resource_limit (4 GiB of
  /// text or more). Cost: linear in the text; 12 bytes of memory for each word of it.
  [[nodiscard]] static Tfidf fit(std::span<const Tokens> documents, const TfidfOptions& options, unsigned threads = 0);

  /// Puts a vectorizer together from what terms(), idf() and options() gave, as a model file keeps them.
  /// Shape: terms[n], strictly ascending by code point; idf[n], positive.
  /// Throws corrupt_data naming the first term that is not as described; invalid_argument for the options.
  [[nodiscard]] static Tfidf from_parts(std::vector<std::string> terms, std::vector<double> idf,
                                        const TfidfOptions& options);

  /// Shape: documents[n] -> [n x size()]. Each row has length 1, or is empty when no term of it is known.
  [[nodiscard]] SparseMatrix transform(std::span<const Tokens> documents, unsigned threads = 0) const;

  /// Appends the row of one document to both vectors: columns ascending, values of length 1 (nothing when no term is
  /// known). Cost: a few microseconds for a lyric.
  void transform_one(const Tokens& document, std::vector<std::uint32_t>& column, std::vector<float>& value) const;

  /// How often each known term stands in a document.
  struct TermCount {
    std::uint32_t column = 0;
    std::uint32_t count = 0;
    friend bool operator==(const TermCount&, const TermCount&) = default;
  };
  /// The known terms of one document, columns ascending; for explanations.
  [[nodiscard]] std::vector<TermCount> count_terms(const Tokens& document) const;

  /// Shape: [size()], ascending by code point; the index of a term is its column.
  [[nodiscard]] std::span<const std::string> terms() const noexcept { return terms_; }
  /// Shape: [size()]. ln((1 + documents) / (1 + documents with the term)) + 1.
  [[nodiscard]] std::span<const double> idf() const noexcept { return idf_; }
  [[nodiscard]] std::size_t size() const noexcept { return terms_.size(); }
  [[nodiscard]] const TfidfOptions& options() const noexcept { return options_; }

 private:
  /// What is known of a vocabulary word. Terms are sorted, so the pairs that begin with a word are neighbours: pair
  /// number p of the word has the column pair_column + (p - pair_begin).
  struct Word {
    std::uint32_t column = kNone;  // kNone: stands only in pairs
    std::uint32_t pair_begin = 0;  // into second_words_
    std::uint32_t pair_end = 0;
    std::uint32_t pair_column = 0;
  };

  Tfidf(std::vector<std::string> terms, std::vector<double> idf, const TfidfOptions& options);
  [[nodiscard]] std::uint32_t pair_column(const Word& first, std::uint32_t second) const noexcept;
  /// Working memory, used again from row to row.
  struct Scratch {
    std::vector<std::uint32_t> columns;  // one entry for each occurrence of a term
    std::vector<TermCount> counts;
  };
  void collect_columns(std::string_view text, std::vector<std::uint32_t>& columns) const;
  void count_terms(std::string_view text, Scratch& scratch) const;
  void append_row(std::string_view text, Scratch& scratch, std::vector<std::uint32_t>& column,
                  std::vector<float>& value) const;

  TfidfOptions options_;
  std::vector<std::string> terms_;
  std::vector<double> idf_;
  WordNumbers word_numbers_;                 // every word of every term, numbered in code point order
  std::vector<Word> words_;                  // by word number
  std::vector<std::uint32_t> second_words_;  // word numbers, ascending among the pairs of one first word
};

}  // namespace leitmotif::features
