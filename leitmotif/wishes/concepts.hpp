// Everyday knowledge: which words people sing when they sing about a thing ("a funeral": coffin, hearse, bell, gone).
// Flow: data/wishes/concepts.txt -> Concepts; words of a question -> the concepts it names -> Question.
// Source: written from an understanding of language; docs/wishes.md says how it was measured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/text/word_table.hpp"

namespace leitmotif::wishes {

/// What is sung of a concept.
struct SungOf {
  std::string text;     ///< lower case; a phrase has single blanks between its words
  bool strong = false;  ///< it tells strongly
};

/// A concept: what it is called and what is sung of it. Its names of one word are sung of it too.
struct Concept {
  std::vector<std::string> names;
  std::vector<SungOf> sung;
};

/// One of the names of a concept as it is looked for.
struct ConceptName {
  std::size_t number = 0;            ///< of the concept, in Concepts::all
  std::vector<std::uint32_t> words;  ///< its telling words, in Concepts::name_words; all words where none tells
  std::vector<std::string> turning;  ///< what must be said too where one word tells: "up", "away", "not"
};

/// Immutable; const methods are thread-safe.
class Concepts {
 public:
  /// None.
  Concepts() = default;
  /// The file's form stands at its head. `where` names it in messages. Throws corrupt_data with the line and what was
  /// expected: a line without a colon, a concept without names or without words, a sign that no word has, a file
  /// without concepts.
  [[nodiscard]] static Concepts parse(std::string_view text, const std::string& where);
  /// Throws as read_file and parse.
  [[nodiscard]] static Concepts load(const std::filesystem::path& file);

  /// In the order of the file. Lifetime: that of this object.
  [[nodiscard]] const std::vector<Concept>& all() const noexcept { return concepts_; }
  /// In the order of the file; every word of them stands once in `name_words`. Lifetime: that of this object.
  [[nodiscard]] const std::vector<ConceptName>& names() const noexcept { return names_; }
  [[nodiscard]] const std::vector<std::string>& name_words() const noexcept { return words_; }
  /// A word's place in `name_words`, or nothing.
  [[nodiscard]] std::optional<std::uint32_t> name_word(std::string_view word) const noexcept {
    const auto known = numbers_.find(word);
    return known ? std::optional(known->value) : std::nullopt;
  }

 private:
  void add_line(std::string_view line, const std::string& where);
  void add_name(const std::string& name, const std::string& where);

  std::vector<Concept> concepts_;
  std::vector<ConceptName> names_;
  std::vector<std::string> words_;
  text::WordTable numbers_;  ///< word of a name -> its place in `words_`
};

}  // namespace leitmotif::wishes
