#include "leitmotif/models/word_rows.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "leitmotif/core/error.hpp"

namespace leitmotif::models {
namespace {

TEST(WordRows, FindsWordsOfEveryLength) {
  std::vector<std::string> words;
  for (std::size_t length = 1; length <= 40; ++length) words.push_back(std::string(length, 'a'));
  const WordRows rows(words);
  for (std::uint32_t row = 0; row < words.size(); ++row) EXPECT_EQ(rows.find(words[row]), row);
  EXPECT_EQ(rows.find(std::string(41, 'a')), std::nullopt);
  EXPECT_EQ(rows.find(""), std::nullopt);
  EXPECT_EQ(rows.find("a a"), std::nullopt);
}

TEST(WordRows, TellsLongWordsWithTheSameBeginningApart) {
  const std::vector<std::string> words = {"incomprehensibilities", "incomprehensibilityes"};
  const WordRows rows(words);
  EXPECT_EQ(rows.find(words[0]), 0U);
  EXPECT_EQ(rows.find(words[1]), 1U);
  EXPECT_EQ(rows.find("incomprehensibilitiez"), std::nullopt);
}

TEST(WordRows, AnEmptyTableKnowsNothing) {
  EXPECT_EQ(WordRows().find("night"), std::nullopt);
  EXPECT_TRUE(WordRows().count(Tokens::from_joined("night after night")).empty());
}

TEST(WordRows, CountsRepeatsOnceInTheOrderOfAppearance) {
  const std::vector<std::string> words = {"night", "river", "stone"};
  const WordRows rows(words);
  EXPECT_EQ(rows.count(Tokens::from_joined("stone night mist stone stone night")),
            (std::vector<RowCount>{{2, 3}, {0, 2}}));
  EXPECT_TRUE(rows.count(Tokens()).empty());
  EXPECT_TRUE(rows.count(Tokens::from_joined("nigh nights nightriver")).empty());
}

TEST(WordRows, AgreesWithAMap) {
  std::mt19937_64 random(3);
  const auto word = [&] {
    std::string letters;
    for (std::size_t n = 1 + random() % 24; n > 0; --n) letters += static_cast<char>('a' + random() % 2);
    return letters;
  };
  std::map<std::string, std::uint32_t> known;
  std::vector<std::string> words;
  while (words.size() < 500)
    if (const std::string next = word(); known.try_emplace(next, static_cast<std::uint32_t>(words.size())).second)
      words.push_back(next);
  const WordRows rows(words);
  for (int text = 0; text < 200; ++text) {
    Tokens tokens;
    std::map<std::uint32_t, std::uint32_t> expected;
    for (std::size_t n = random() % 80; n > 0; --n) {
      const std::string next = random() % 2 == 0 ? words[random() % words.size()] : word();
      tokens.push_back(next);
      if (const auto found = known.find(next); found != known.end()) ++expected[found->second];
    }
    std::map<std::uint32_t, std::uint32_t> counted;
    for (const RowCount& row : rows.count(tokens)) counted[row.row] = row.count;
    EXPECT_EQ(counted, expected);
  }
}

TEST(WordRows, RefusesWordsThatCannotBeFound) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{""}, {"two words"}, {"night", "night"}, {"ends "}})
    EXPECT_THROW(WordRows{words}, Error);
}

}  // namespace
}  // namespace leitmotif::models
