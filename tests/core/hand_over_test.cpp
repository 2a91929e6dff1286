#include "leitmotif/core/hand_over.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace leitmotif {
namespace {

TEST(HandOver, KeepsTheOrderAndEnds) {
  HandOver<int> items(2);
  std::jthread giver([&] {
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(items.give(i));
    items.end();
  });
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(items.take(), i);
  EXPECT_EQ(items.take(), std::nullopt);
}

TEST(HandOver, AbandonedByEitherSideStopsBoth) {
  HandOver<int> items(1);
  std::jthread giver([&] {
    while (items.give(1)) {
    }
  });
  EXPECT_EQ(items.take(), 1);
  items.abandon();
  EXPECT_EQ(items.take(), std::nullopt) << "what waited is dropped";
  EXPECT_FALSE(items.give(2));
}

}  // namespace
}  // namespace leitmotif
