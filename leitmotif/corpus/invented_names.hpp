// Names and words that nobody has: syllables put together by number.
// Flow: numbers of artists and words -> song_generator.cpp.
#pragma once

#include <cstddef>
#include <string>

namespace leitmotif::corpus {

/// At least `least_syllables` syllables of two letters, such as `tovaku`. Different numbers give different words.
[[nodiscard]] std::string invented_word(std::size_t number, std::size_t least_syllables);

/// Two words, such as `miro kelasu`. Different numbers give different names; neighbouring numbers look nothing alike.
[[nodiscard]] std::string invented_artist(std::size_t number);

}  // namespace leitmotif::corpus
