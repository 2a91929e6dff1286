// Values of rows, worked out once.
#include "leitmotif/library/row_cache.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace leitmotif::library {
namespace {

TEST(RowCache, WorksOutEachRowOnce) {
  const RowCache<int> cache(10);
  int made = 0;
  const auto value_of = [&](std::size_t row) {
    return cache.of(row, [&] {
      ++made;
      return static_cast<int>(100 + row);
    });
  };
  EXPECT_EQ(cache.find(3), std::nullopt);
  for (int round = 0; round < 3; ++round)
    for (const std::size_t row : {3U, 5U}) EXPECT_EQ(value_of(row), static_cast<int>(100 + row));
  EXPECT_EQ(made, 2);
  EXPECT_EQ(cache.find(3), 103);
}

TEST(RowCache, KeepsWhatWasKeptFirst) {
  const RowCache<int> cache(10);
  cache.keep(1, 7);
  cache.keep(1, 8);
  EXPECT_EQ(cache.find(1), 7);
}

TEST(RowCache, BeyondItsRoomValuesAreWorkedOutEachTime) {
  const RowCache<int> cache(2);
  for (std::size_t row = 0; row < 5; ++row) EXPECT_EQ(cache.of(row, [&] { return static_cast<int>(row); }), row);
  EXPECT_EQ(cache.find(1), 1);
  EXPECT_EQ(cache.find(2), std::nullopt);
  EXPECT_EQ(cache.of(2, [] { return 9; }), 9);
}

TEST(RowCache, ManyThreadsSeeTheSameValues) {
  const RowCache<std::size_t> cache(500);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (std::size_t row = 0; row < 1000; ++row)
        if (cache.of(row, [&] { return row * row; }) != row * row) ++wrong;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace leitmotif::library
