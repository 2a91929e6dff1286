// Languages as tags and file names give them.
// Flow: "eng", "pt-BR", "Deutsch" -> "en", "pt", "de".
// Source: ISO 639-1, 639-2 (both kinds), English and own names of the languages that lyrics are most often in.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::text {

/// The two-letter code of a language that is named by a code of two or three letters, with or without a country
/// ("pt-BR", "zh_Hans"), or by its English or own name, in any letter case. Empty: no language that is known.
[[nodiscard]] std::string language_code(std::string_view name);

/// How useful a lyric in a language is, 0 best: English, then not said ("", "xxx", "und"), then another, then what is
/// no language of its own (romaji, a translation).
[[nodiscard]] int language_rank(std::string_view name);

}  // namespace leitmotif::text
