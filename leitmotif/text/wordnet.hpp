// Dictionary forms of English words.
// Flow: words of a lyric -> this -> lemmas. Both pipelines of preprocessor.hpp use it.
// Source: WordNet 3.0's index and exception files; the rules of NLTK 3.8's WordNetLemmatizer.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/text/word_table.hpp"

namespace leitmotif::text {

/// Which of WordNet's dictionaries is meant.
enum class PartOfSpeech { noun, verb };

/// WordNet's nouns and verbs, held in memory. Immutable; const methods are thread-safe.
class WordNet {
 public:
  WordNet(WordNet&&) noexcept = default;
  WordNet& operator=(WordNet&&) noexcept = default;
  // A copy would point into the original.
  WordNet(const WordNet&) = delete;
  WordNet& operator=(const WordNet&) = delete;
  ~WordNet() = default;

  /// Reads index.noun, index.verb, noun.exc and verb.exc of `folder`; takes about 13 ms and 6 MB.
  /// Throws not_found when one is missing, corrupt_data when one is cut or is something else.
  [[nodiscard]] static WordNet load(const std::filesystem::path& folder);

  /// The folder of the environment variable WNSEARCHDIR when it is set, else where Debian's wordnet-base lies.
  [[nodiscard]] static std::filesystem::path default_folder();

  /// The dictionary form of a lower-case word, exactly as NLTK's WordNetLemmatizer gives it ("wolves" as a noun is
  /// "wolf", "shining" as a verb is "shin"); the word itself when WordNet does not know it.
  /// Lifetime: what is returned lies in this object or is `word`.
  [[nodiscard]] std::string_view lemma(std::string_view word, PartOfSpeech part) const noexcept;

 private:
  /// What is known of one part of speech.
  struct Lexicon {
    WordTable lemmas;
    WordTable exceptions;                            ///< irregular form -> position in `exception_lemmas`
    std::vector<std::string_view> exception_lemmas;  ///< they lie in `lemmas`; empty: the form stays as it is
  };

  WordNet() = default;
  static Lexicon read_lexicon(const std::filesystem::path& folder, const std::string& name, std::string_view letter);
  std::array<Lexicon, 2> lexicons_;
};

}  // namespace leitmotif::text
