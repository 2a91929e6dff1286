// The forms an English word is sung in: plural, past, -ing, and -in' of songs.
// Flow: words of the tables and of questions -> all their forms -> what a lyric's words are looked up in, as sung or
// cleaned.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::wishes {

/// The word and its regular and irregular forms, each once, the word first. Forms that do not exist ("goed") do no
/// harm: nobody sings them. Lower-case ASCII only; anything else gives the word alone.
[[nodiscard]] std::vector<std::string> inflections(std::string_view word);

/// The same and further irregular forms ("laid", "sat", "quitting"). What libraries have kept of their songs was read
/// with `inflections`, which therefore stays as it is; questions take all.
[[nodiscard]] std::vector<std::string> all_inflections(std::string_view word);

/// The word that an irregular form is of ("lost" is "lose", "laid" is "lay"); any other word as it is. Forms that are
/// words of their own ("broke", "rose") are not meant.
[[nodiscard]] std::string irregular_base(std::string_view form);

}  // namespace leitmotif::wishes
