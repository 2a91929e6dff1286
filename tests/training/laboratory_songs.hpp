// Made-up songs of three moods with artists, for the tests of training: each mood has words of its own, and all share
// others.
#pragma once

#include <array>
#include <string>

#include "leitmotif/core/random_source.hpp"

namespace leitmotif::testing {

/// Songs as a TSV file with columns of its own: band, name, words, mood. One in `missing_every` has no mood; 0: each
/// has one. The same seed gives the same bytes.
inline std::string made_up_moods(std::size_t songs, std::uint64_t seed, std::size_t missing_every = 0) {
  constexpr std::array<const char*, 3> kMoods = {"calm", "wild", "wistful"};
  constexpr std::array<std::array<const char*, 8>, 3> kOwn = {
      {{"harbour", "lantern", "meadow", "slumber", "willow", "candle", "feather", "linen"},
       {"engine", "thunder", "gallop", "sparks", "riot", "cymbal", "wildfire", "siren"},
       {"attic", "postcard", "autumn", "goodbye", "ember", "station", "photograph", "rain"}}};
  constexpr std::array<const char*, 12> kShared = {"river", "window", "morning", "city",  "voice",  "road",
                                                   "stone", "garden", "winter",  "table", "mirror", "bridge"};
  RandomSource random(seed);
  std::string tsv = "band\tname\twords\tmood\n";
  for (std::size_t song = 0; song < songs; ++song) {
    const std::size_t mood = random.below(kMoods.size());
    // The artists of a mood are not those of another, but for a few.
    const std::size_t band = random.below(40) + (random.uniform() < 0.8 ? 40 * mood : 120);
    tsv += "Band " + std::to_string(band) + "\tSong " + std::to_string(song) + "\t";
    for (int word = 0; word < 24; ++word) {
      const bool own = random.uniform() < 0.12;
      const bool astray = random.uniform() < 0.25;
      const std::size_t from = astray ? random.below(kMoods.size()) : mood;
      tsv += std::string(word > 0 ? " " : "") + (own ? kOwn[from][random.below(8)] : kShared[random.below(12)]);
    }
    tsv += "\t";
    if (missing_every == 0 || song % missing_every != missing_every - 1) tsv += kMoods[mood];
    tsv += "\n";
  }
  return tsv;
}

}  // namespace leitmotif::testing
