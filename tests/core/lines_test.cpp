#include "leitmotif/core/lines.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/matchers.hpp"

namespace leitmotif {
namespace {

std::vector<std::string> lines_in(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : each_line(text)) lines.emplace_back(line);
  return lines;
}

TEST(Lines, WhatIsBehindTheLastLineFeedIsALineWhenItHoldsAnything) {
  EXPECT_THAT(lines_in(""), IsEmpty());
  EXPECT_THAT(lines_in("one"), ElementsAre("one"));
  EXPECT_THAT(lines_in("one\n"), ElementsAre("one"));
  EXPECT_THAT(lines_in("\n"), ElementsAre(""));
  EXPECT_THAT(lines_in("one\n\n two\r\nthree"), ElementsAre("one", "", " two\r", "three"));
}

}  // namespace
}  // namespace leitmotif
