// How words of a language are inflected, and its commonest words.
// Flow: data/languages/grammar.txt -> Grammar -> forms of the word list, languages told apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/languages/english_form.hpp"

namespace leitmotif::languages {

/// One form that an ending is replaced by.
struct Ending {
  std::string before;  ///< in front of the stem: the "ge" of German participles
  std::string behind;
  FormKind kind = FormKind::base;
  bool takes_clitics = false;  ///< a pronoun may be written together with it
};

/// What becomes of the words of a part of speech with an ending.
struct InflectionRule {
  char part = 'n';     ///< n noun, v verb, a adjective
  std::string ending;  ///< what is taken off; "*": a verb's other stems
  std::vector<Ending> forms;
};

/// What is known of a language.
struct Grammar {
  std::string code;                 ///< ISO 639, lower case
  std::string name;                 ///< in English
  std::vector<std::string> common;  ///< words found in every text of it
  std::vector<std::string> clitics;
  std::vector<InflectionRule> rules;

  /// The rule of the longest ending that fits a word; nullptr when there is none. Lifetime: the grammar's.
  [[nodiscard]] const InflectionRule* rule_for(char part, std::string_view word) const noexcept;
  /// The rule for a verb's other stems; nullptr when there is none.
  [[nodiscard]] const InflectionRule* stem_rule() const noexcept;
};

/// Reads all languages of a text in the format that data/languages/grammar.txt explains. Throws corrupt_data with
/// `where` and the line.
[[nodiscard]] std::vector<Grammar> parse_grammars(std::string_view text, const std::string& where);

}  // namespace leitmotif::languages
