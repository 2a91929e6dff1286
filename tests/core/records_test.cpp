#include "leitmotif/core/records.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace leitmotif {
namespace {

TEST(Tokens, EmptyHasNoWords) {
  const Tokens tokens;
  EXPECT_TRUE(tokens.empty());
  EXPECT_EQ(tokens.size(), 0U);
  EXPECT_EQ(tokens.begin(), tokens.end());
}

TEST(Tokens, KeepsWordsInOrder) {
  Tokens tokens;
  for (const char* word : {"rain", "on", "tin"}) tokens.push_back(word);
  EXPECT_EQ(tokens.joined(), "rain on tin");
  EXPECT_EQ(tokens.size(), 3U);
  EXPECT_EQ(std::vector<std::string>(tokens.begin(), tokens.end()), (std::vector<std::string>{"rain", "on", "tin"}));
}

TEST(Topics, AreAllMixtureParts) {
  for (const std::string_view topic : kTopics) EXPECT_EQ(std::ranges::count(kMixtureParts, topic), 1) << topic;
  EXPECT_TRUE(std::ranges::is_sorted(kTopics));
}

}  // namespace
}  // namespace leitmotif
