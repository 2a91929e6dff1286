// Words of a text in any language that is written in letters, and letters without their accents.
// Flow: lyric -> SungWord -> language, bridge.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::languages {

/// A word where it stands in a text.
struct SungWord {
  std::size_t begin = 0;  ///< byte
  std::size_t end = 0;    ///< byte behind it
  std::string text;       ///< lower case, composed

  friend bool operator==(const SungWord&, const SungWord&) = default;
};

/// The runs of letters of a text, in order; anything else (apostrophes and hyphens too) separates them. Well-formed
/// UTF-8 only.
[[nodiscard]] std::vector<SungWord> sung_words_of(std::string_view text);

/// The same joined by single blanks, as tables keep what they were given: "Quelqu'un" is "quelqu un".
[[nodiscard]] std::string joined_words(std::string_view text);

/// A word in lower case without the accents of Western Europe: "corazón" is "corazon", "cœur" "coeur", "süß" "suss".
[[nodiscard]] std::string without_accents(std::string_view word);

/// Umlauts as two letters, as German is typed without them: "süß" is "suess". The word itself when it has none.
[[nodiscard]] std::string with_spelled_umlauts(std::string_view word);

}  // namespace leitmotif::languages
