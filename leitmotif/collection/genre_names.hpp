// Genres as tags write them. A door to TagLib's table of ID3v1's genres.
// Flow: values of a genre's field -> one genre.
// Source: ID3v1 with Winamp's extensions; ID3v2.3 TCON ("(4)Eurodisco", "(RX)"), ID3v2.4 TCON (several texts).
#pragma once

#include <span>
#include <string>

namespace leitmotif::collection {

/// The genre that a file is filed under, in lower case: the first of the values that says anything. A number is its
/// name in ID3v1 ("17", "(17)"), a text behind numbers in brackets goes before them, and of a list in one value
/// ("Rock; Pop") the first is taken. `refined`: a second value is what the first says more exactly, as ID3v2.3 has it
/// and TagLib takes apart. Empty when none says anything.
[[nodiscard]] std::string genre_of(std::span<const std::string> values, bool refined);

}  // namespace leitmotif::collection
