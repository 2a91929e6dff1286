// The `corpus` pipeline: from lyrics as sung to the cleaned form of the music data set.
// Flow: lyric -> without what is not sung -> lower case -> runs of letters -> no stop words and names -> verb lemmas.
// Source: found by comparing 3,282 songs' words as sung with the data set's; docs/text-pipeline.md.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "leitmotif/text/word_table.hpp"
#include "leitmotif/text/wordnet.hpp"

namespace leitmotif::text {

/// Immutable, const methods are thread-safe.
class CorpusPipeline {
 public:
  explicit CorpusPipeline(std::shared_ptr<const WordNet> wordnet);

  /// The words of a lyric, joined by single blanks. The lyric must be well-formed UTF-8.
  [[nodiscard]] std::string words_of(std::string_view lyric) const;

 private:
  /// Adds the lemma of a word of so many letters, unless the data set leaves it out.
  void add_word(std::string_view word, std::size_t letters, std::string& joined) const;

  WordTable dropped_;  ///< stop words and first names
  std::shared_ptr<const WordNet> wordnet_;
};

}  // namespace leitmotif::text
