// From the words of one language to English ones.
// Flow: WordList, Grammar -> Bridge -> what a lyric's words are looked up in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/languages/grammar.hpp"
#include "leitmotif/languages/word_list.hpp"
#include "leitmotif/text/word_table.hpp"

namespace leitmotif::languages {

/// What a word says in English. Lifetime: the bridge's.
struct EnglishWord {
  std::string_view text;    ///< as it would be sung
  float weight = 1;         ///< how much an occurrence counts
  std::uint32_t entry = 0;  ///< the English word whatever its form; below Bridge::entries()
};

/// The words of one language, in all their forms. Immutable; const methods are thread-safe.
class Bridge {
 public:
  /// `language` is the place of the language's column in the list.
  /// Throws corrupt_data when the grammar has no rule for a verb of the list.
  Bridge(const WordList& list, std::size_t language, const Grammar& grammar);

  /// What a word in lower case says. Words as they are written come first, then inflected ones, those with a pronoun
  /// behind them, and the same without accents. Nothing for the language's common words.
  [[nodiscard]] std::optional<EnglishWord> find(std::string_view word) const;
  /// What words joined by single blanks say together.
  [[nodiscard]] std::optional<EnglishWord> find_phrase(std::string_view words) const;
  /// How many words the longest phrase that begins with `word` may have; 0 when none does.
  [[nodiscard]] std::size_t longest_phrase(std::string_view word) const;
  /// How many English words there are.
  [[nodiscard]] std::size_t entries() const noexcept { return entries_.size(); }
  /// How many forms are known.
  [[nodiscard]] std::size_t forms() const noexcept { return exact_.size(); }

 private:
  struct Entry {
    std::vector<std::string> forms;  ///< [kFormKinds]
    float weight = 1;
  };
  struct Form {
    std::uint32_t entry = 0;
    FormKind kind = FormKind::base;
    bool takes_clitics = false;
  };

  void add_written(const WordList& list, std::size_t language);
  void add_inflected(const WordList& list, std::size_t language, const Grammar& grammar);
  void add_forms(std::uint32_t entry, char part, const ForeignWord& word, const Grammar& grammar);
  void add_stem(std::uint32_t entry, std::string_view stem, const InflectionRule& rule, bool is_past);
  void add_plurals(std::uint32_t entry, const ForeignWord& word);
  void add(const std::string& form, const Form& meant, bool is_written);
  void add_plain(const std::string& plain, const std::string& form, std::uint32_t value);
  [[nodiscard]] EnglishWord word_of(std::uint32_t value) const;
  [[nodiscard]] std::optional<std::uint32_t> value_of(std::string_view word) const;

  std::vector<Entry> entries_;
  text::WordTable exact_;
  text::WordTable plain_;    ///< the same without accents
  text::WordTable phrases_;  ///< words joined by blanks
  text::WordTable begins_;   ///< first words of phrases, with the most words one has
  text::WordTable common_;
  std::vector<std::string> clitics_;
};

}  // namespace leitmotif::languages
