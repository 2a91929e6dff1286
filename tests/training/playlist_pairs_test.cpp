#include "leitmotif/training/playlist_pairs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace leitmotif::testing {
namespace {

using training::PlaylistPair;

/// Two lists of the seventies, two of the nineties, one of songs whose years are not known.
struct ListsOfTwoTimes {
  std::vector<std::vector<std::uint32_t>> lists = {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {8, 9}};
  std::vector<std::int32_t> years = {1970, 1972, 1974, 1971, 1990, 1993, 1991, 1994, kNoYear, kNoYear};
};

TEST(PlaylistPairs, NeighboursShareAListAndOthersOnlyTheTime) {
  const ListsOfTwoTimes of;
  training::PlaylistPairs pairs({of.lists, of.years}, 6, 1);
  const std::vector<PlaylistPair> drawn = pairs.drawn();
  ASSERT_EQ(drawn.size(), 10U) << "each song of each list once";
  std::set<std::uint32_t> first;
  for (const PlaylistPair& pair : drawn) {
    first.insert(pair.song);
    EXPECT_EQ(pair.song / 2, pair.neighbour / 2) << "the other of its list";
    EXPECT_NE(pair.song, pair.neighbour);
    ASSERT_EQ(pair.others.size(), 6U);
    for (const std::uint32_t other : pair.others) {
      EXPECT_NE(other / 2, pair.song / 2);
      if (of.years[pair.song] == kNoYear) continue;
      EXPECT_LE(std::abs(of.years[other] - of.years[pair.song]), 5);
    }
  }
  EXPECT_EQ(first.size(), 10U);
}

TEST(PlaylistPairs, OthersAreDrawnAsOftenAsListsHaveThem) {
  std::vector<std::vector<std::uint32_t>> lists = {{0, 1}};
  for (int k = 0; k < 9; ++k) lists.push_back({2, 3});
  lists.push_back({4, 5});
  const std::vector<std::int32_t> years(6, 2000);
  training::PlaylistPairs pairs({lists, years}, 4000, 1);
  const std::vector<PlaylistPair> drawn = pairs.drawn();
  const auto pair = std::ranges::find(drawn, 0U, &PlaylistPair::song);
  ASSERT_NE(pair, drawn.end());
  const auto famous = std::ranges::count_if(pair->others, [](std::uint32_t other) { return other == 2 || other == 3; });
  EXPECT_NEAR(static_cast<double>(famous) / 4000, 0.9, 0.03);
}

TEST(PlaylistPairs, SameSeedSamePairsAndNoListsNone) {
  const ListsOfTwoTimes of;
  const auto songs_of = [&](std::uint64_t seed) {
    std::vector<std::uint32_t> all;
    for (const PlaylistPair& pair : training::PlaylistPairs({of.lists, of.years}, 3, seed).drawn())
      all.insert(all.end(), pair.others.begin(), pair.others.end());
    return all;
  };
  EXPECT_EQ(songs_of(1), songs_of(1));
  EXPECT_NE(songs_of(1), songs_of(2));
  EXPECT_TRUE(training::PlaylistPairs({{}, of.years}, 3, 1).drawn().empty());
}

}  // namespace
}  // namespace leitmotif::testing
