// Songs of few lists taken out of a Gram matrix, and its inverse.
#include "leitmotif/taste/elimination.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/taste/ease.hpp"
#include "support/expect_error.hpp"
#include "taste/small_lists.hpp"

namespace leitmotif::testing {
namespace {

using taste::Elimination;
using taste::Item;
using taste::Square;

constexpr std::size_t kSongs = 120;

SparseMatrix lists_of_few_and_many() { return taste::lists_of(drawn_lists(90, kSongs, 7), kSongs); }

/// The Gram matrix with a penalty, in an order of songs.
Square gram_in_order(const SparseMatrix& lists, const std::vector<Item>& songs, float penalty) {
  const Square plain = taste::gram_of(lists, 0);
  Square gram(songs.size());
  for (std::size_t i = 0; i < songs.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j)
      gram.row(i)[j] = plain.row(std::max(songs[i], songs[j]))[std::min(songs[i], songs[j])] + (i == j ? penalty : 0);
  return gram;
}

TEST(Elimination, OrdersEverySongOnceAndBindsItToEarlierOnes) {
  const SparseMatrix lists = lists_of_few_and_many();
  std::size_t before = kSongs + 1;
  for (const std::size_t most : {0U, 4U, 12U, 200U}) {
    const Elimination order = taste::eliminate_loose_songs(lists, most);
    std::vector<Item> sorted = order.songs;
    std::ranges::sort(sorted);
    std::vector<Item> all(kSongs);
    std::iota(all.begin(), all.end(), Item{0});
    EXPECT_EQ(sorted, all);
    EXPECT_TRUE(std::is_sorted(order.songs.begin(), order.songs.begin() + static_cast<std::ptrdiff_t>(order.core)));
    ASSERT_EQ(order.bound.size(), kSongs - order.core);
    for (std::size_t k = 0; k < order.bound.size(); ++k) {
      EXPECT_LE(order.bound[k].size(), most);
      for (const std::uint32_t place : order.bound[k]) EXPECT_LT(place, order.core + k);
    }
    EXPECT_LE(order.core, before) << "more bonds allowed, more songs taken out";
    before = order.core;
  }
  EXPECT_EQ(before, 0U) << "all songs are bound to fewer than 200";
}

TEST(Elimination, TheInverseIsThatOfAPlainReference) {
  const SparseMatrix lists = lists_of_few_and_many();
  for (const std::size_t most : {0U, 4U, 12U, 200U}) {
    const Elimination order = taste::eliminate_loose_songs(lists, most);
    Square gram = gram_in_order(lists, order.songs, 2);
    Dense whole(kSongs, kSongs);
    for (std::size_t i = 0; i < kSongs; ++i)
      for (std::size_t j = 0; j <= i; ++j) whole.at(i, j) = whole.at(j, i) = static_cast<double>(gram.row(i)[j]);
    const Dense expected = inverse_of(whole);
    taste::invert_by_elimination(gram, order, 2);
    for (std::size_t i = 0; i < kSongs; ++i)
      for (std::size_t j = 0; j < kSongs; ++j)
        ASSERT_NEAR(static_cast<double>(gram.row(i)[j]), expected.at(i, j), 1e-5) << most << ": " << i << ", " << j;
  }
}

TEST(Elimination, WhatIsNotPositiveDefiniteIsRefused) {
  const SparseMatrix lists = lists_of_few_and_many();
  const Elimination order = taste::eliminate_loose_songs(lists, 12);
  Square gram = gram_in_order(lists, order.songs, -3);
  expect_refusal([&] { taste::invert_by_elimination(gram, order, 1); }, ErrorKind::invalid_argument,
                 "positive definite");
}

}  // namespace
}  // namespace leitmotif::testing
