// In which languages the lines of a lyric are sung.
// Flow: lyric -> common words of six languages, CLD2 -> LyricLanguages -> carry.
// Source: docs/languages.md says how it does on short texts and mixed ones.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/languages/grammar.hpp"
#include "leitmotif/languages/letters.hpp"
#include "leitmotif/text/language.hpp"
#include "leitmotif/text/word_table.hpp"

namespace leitmotif::languages {

/// A line of a lyric.
struct SungLine {
  std::size_t begin = 0;        ///< byte
  std::size_t end = 0;          ///< byte behind it, the end of line not included
  std::vector<SungWord> words;  ///< places counted from the lyric's begin
  std::size_t language = 0;     ///< place among the grammars
};

/// What languages a lyric is in.
struct LyricLanguages {
  text::Language language;      ///< that of most words; code empty when it cannot be told
  std::vector<SungLine> lines;  ///< those that hold words, each with its language; empty when none of the grammars' is
};

/// Tells English and the bridged languages apart. Immutable; const methods are thread-safe.
class LineLanguages {
 public:
  /// Throws corrupt_data when English is not among the grammars.
  explicit LineLanguages(std::span<const Grammar> grammars);
  /// The place of English among the grammars.
  [[nodiscard]] std::size_t english() const noexcept { return english_; }
  /// `lyric` is well-formed UTF-8 without what is not sung.
  [[nodiscard]] LyricLanguages read(std::string_view lyric) const;

 private:
  /// [grammars] how many of the words are common ones of each language; a word that several have counts less.
  [[nodiscard]] std::vector<double> evidence(std::span<const SungWord> words) const;
  /// What is found in all lines together.
  struct Found {
    std::vector<double> evidence;  ///< [grammars]
    std::vector<int> different;    ///< [grammars] different common words
    std::size_t words = 0;
  };
  [[nodiscard]] Found found_in(std::span<const SungLine> lines) const;
  [[nodiscard]] std::optional<std::size_t> main_language(const Found& found, const text::Language& told) const;
  [[nodiscard]] std::size_t place_of(std::string_view code) const noexcept;

  std::vector<std::string> codes_;
  std::vector<std::string> names_;
  text::WordTable common_;  ///< word -> a bit for each language that has it
  std::size_t english_ = 0;
};

/// Whether a lyric is so plainly English that nothing else has to be looked at. Any bytes. Cost: it reads at most some
/// hundred bytes.
[[nodiscard]] bool is_plainly_english(std::string_view lyric) noexcept;

}  // namespace leitmotif::languages
