// The `corpus` pipeline: from lyrics as sung to the cleaned form of the music data set.
// Flow: lyric -> without what is not sung -> lower case -> runs of letters -> no stop words and names -> verb lemmas.
// Source: found by comparing 3,282 songs' words as sung with the data set's; docs/text-pipeline.md.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "leitmotif/text/located_word.hpp"
#include "leitmotif/text/word_table.hpp"
#include "leitmotif/text/wordnet.hpp"

namespace leitmotif::text {

/// Immutable, const methods are thread-safe.
class CorpusPipeline {
 public:
  explicit CorpusPipeline(std::shared_ptr<const WordNet> wordnet);

  /// The words of a lyric, joined by single blanks. The lyric must be well-formed UTF-8.
  [[nodiscard]] std::string words_of(std::string_view lyric) const;
  /// The same words with where they stand in the lyric.
  [[nodiscard]] LocatedWords locate(std::string_view lyric) const;

 private:
  /// The lemma of a word of so many letters; empty when the data set leaves it out. Lifetime: as WordNet::lemma.
  [[nodiscard]] std::string_view kept(std::string_view word, std::size_t letters) const;

  WordTable dropped_;  ///< stop words and first names
  std::shared_ptr<const WordNet> wordnet_;
};

}  // namespace leitmotif::text
