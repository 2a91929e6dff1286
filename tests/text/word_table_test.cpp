#include "leitmotif/text/word_table.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_map>
#include <utility>

namespace leitmotif::text {
namespace {

TEST(WordTable, EmptyFindsNothing) {
  const WordTable table;
  EXPECT_FALSE(table.find(""));
  EXPECT_FALSE(table.find("word"));
  EXPECT_EQ(table.size(), 0U);
}

TEST(WordTable, AWordSetTwiceHasItsLastValue) {
  WordTable table;
  table.set("sea", 1);
  table.set("sea", 2);
  EXPECT_EQ(table.size(), 1U);
  EXPECT_EQ(table.find("sea")->value, 2U);
  EXPECT_EQ(table.find("sea")->word, "sea");
  EXPECT_FALSE(table.find("se"));
  EXPECT_FALSE(table.find("seas"));
}

TEST(WordTable, HoldsWordsThatAreNoText) {
  WordTable table;
  table.set("", 3);
  table.set(std::string_view("\0", 1), 4);
  EXPECT_EQ(table.find("")->value, 3U);
  EXPECT_EQ(table.find(std::string_view("\0", 1))->value, 4U);
}

TEST(WordTable, AgreesWithAStandardMap) {
  std::mt19937 random(1);
  WordTable table(8, 8);
  std::unordered_map<std::string, std::uint32_t> map;
  std::uniform_int_distribution<std::size_t> length(0, 40);
  std::uniform_int_distribution<int> letter('a', 'c');
  const auto word = [&] {
    std::string text(length(random) % (1 + length(random)), ' ');
    for (char& c : text) c = static_cast<char>(letter(random));
    return text;
  };
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const std::string text = word();
    table.set(text, i);
    map[text] = i;
  }
  EXPECT_EQ(table.size(), map.size());
  const WordTable moved = std::move(table);
  for (const auto& [text, value] : map) {
    const auto found = moved.find(text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(found->word, text);
    EXPECT_EQ(found->value, value);
  }
  for (int i = 0; i < 20000; ++i) {
    const std::string text = word();
    EXPECT_EQ(moved.find(text).has_value(), map.contains(text));
  }
}

}  // namespace
}  // namespace leitmotif::text
