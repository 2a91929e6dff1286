// The words of artists' and titles' names, as names are compared.
// Flow: a name -> plain_name -> words -> key; song_names.hpp reads artists, titles and editions out of them.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::text {

/// A name in one case and without accents, its signs as those of ASCII. Any bytes.
[[nodiscard]] std::string plain_name(std::string_view name);

/// The words of a plain name: initials joined, signs inside a word as the letters they stand for, `&` and `+` as "and".
[[nodiscard]] std::vector<std::string> words_in_name(std::string_view plain);

/// One word for all spellings: "The Wrens" and "Wrens, The", "Pt. II" and "Part 2". Empty for no words.
[[nodiscard]] std::string key_of_words(std::vector<std::string> words);
/// The key of a plain name; of one that is signs alone, its signs.
[[nodiscard]] std::string key_of_plain(std::string_view plain);

/// Whether it is a number as names have it: 3, 70s, 25th.
[[nodiscard]] bool is_number_word(std::string_view word);

/// Whether a word is one of some.
[[nodiscard]] inline bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace leitmotif::text
