// The forms an English word is sung in: plural, past, -ing, and -in' of songs.
// Flow: words of the tables -> all their forms -> what a lyric's words are looked up in, as sung or cleaned.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::wishes {

/// The word and its regular and irregular forms, each once, the word first. Forms that do not exist ("goed") do no
/// harm: nobody sings them. Lower-case ASCII only; anything else gives the word alone.
[[nodiscard]] std::vector<std::string> inflections(std::string_view word);

}  // namespace leitmotif::wishes
