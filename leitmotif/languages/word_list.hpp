// What words of other languages say in English.
// Flow: data/languages/words.txt -> WordList -> Bridge.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::languages {

/// A word of another language, as the list has it.
struct ForeignWord {
  std::string lemma;               ///< words as joined_words gives them; several: a phrase, which is not inflected
  std::vector<std::string> stems;  ///< other stems of a verb; plural endings of a noun
  std::vector<std::string> past_stems;
  std::vector<std::string> forms;  ///< single forms
};

/// One line of the list.
struct ListedWord {
  char part = 'n';  ///< n noun, v verb, a adjective, x as it is written
  std::string english;
  float weight = 1;                               ///< above 0, at most 1
  std::vector<std::vector<ForeignWord>> foreign;  ///< [languages of the list]
};

/// The list.
struct WordList {
  std::vector<std::string> languages;  ///< codes, in the order of the columns
  std::vector<ListedWord> words;
};

/// The codes of the languages that a list has, in the order of its columns.
[[nodiscard]] const std::vector<std::string>& listed_languages();

/// Reads a list in the format that data/languages/words.txt explains. Throws corrupt_data with `where` and the line.
[[nodiscard]] WordList parse_words(std::string_view text, const std::string& where);

}  // namespace leitmotif::languages
