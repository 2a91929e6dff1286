#include "leitmotif/core/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace leitmotif {
namespace {

TEST(ParallelFor, VisitsEveryItemOnce) {
  for (const std::size_t count : {0U, 1U, 7U, 100U, 1001U}) {
    for (const unsigned threads : {1U, 2U, 5U}) {
      std::vector<std::atomic<int>> visits(count);
      parallel_for(count, 10, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) ++visits[i];
      });
      for (const auto& visit : visits) EXPECT_EQ(visit, 1);
    }
  }
}

TEST(ParallelFor, RethrowsTheEarliestFailure) {
  try {
    parallel_for(100, 1, 4, [](std::size_t begin, std::size_t) {
      if (begin >= 20) throw std::runtime_error(std::to_string(begin));
    });
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "20");
  }
}

}  // namespace
}  // namespace leitmotif
