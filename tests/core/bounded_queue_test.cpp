#include "leitmotif/core/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace leitmotif {
namespace {

TEST(BoundedQueue, KeepsTheOrderAndCloses) {
  BoundedQueue<int> items(2);
  std::jthread giver([&] {
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(items.push(i));
    items.close();
  });
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(items.pop(), i);
  EXPECT_EQ(items.pop(), std::nullopt);
}

TEST(BoundedQueue, CancelledByEitherSideStopsBoth) {
  BoundedQueue<int> items(1);
  std::jthread giver([&] {
    while (items.push(1)) {
    }
  });
  EXPECT_EQ(items.pop(), 1);
  items.cancel();
  EXPECT_EQ(items.pop(), std::nullopt) << "what waited is dropped";
  EXPECT_FALSE(items.push(2));
}

}  // namespace
}  // namespace leitmotif
