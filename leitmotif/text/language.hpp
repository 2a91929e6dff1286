// Which language a text is in. The door to CLD2.
// Flow: a lyric -> language -> whether a model that was made from English lyrics has anything to say about it.
// Source: Compact Language Detector 2; how it does on lyrics is in docs/own-songs.md.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::text {

/// What a text is written in.
struct Language {
  std::string code;      ///< ISO 639 in lower case (`en`, `fr`, `zh`); empty when it cannot be told
  std::string name;      ///< English name in capitals and small letters (`French`); empty with the code
  bool certain = false;  ///< far more likely than the next
  int percent = 0;       ///< how much of the text is in it, 0..100
};

/// The language that most of the text is in. Safe to call from several threads. Cost: some microseconds a kilobyte.
/// The text must be well-formed UTF-8; what is not gives no language.
[[nodiscard]] Language language_of(std::string_view text);

/// Whether a text is certainly in another language than English: a text that may be either (syllables, names, two
/// lines) is not.
[[nodiscard]] bool is_not_english(const Language& language);

}  // namespace leitmotif::text
