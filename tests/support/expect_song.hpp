// Two songs that have to be the same.
#pragma once

#include <gtest/gtest.h>

#include "leitmotif/core/records.hpp"

namespace leitmotif::testing {

/// Expects names, year, genre and lyrics to be the same.
inline void expect_same_song(const Song& song, const Song& expected) {
  EXPECT_EQ(song.artist, expected.artist);
  EXPECT_EQ(song.title, expected.title);
  EXPECT_EQ(song.year, expected.year);
  EXPECT_EQ(song.genre, expected.genre);
  EXPECT_EQ(song.lyrics, expected.lyrics);
}

}  // namespace leitmotif::testing
