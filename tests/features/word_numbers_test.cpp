#include "leitmotif/features/word_numbers.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace leitmotif::features {
namespace {

TEST(WordNumbers, EmptyKnowsNothing) {
  const WordNumbers numbers;
  EXPECT_EQ(numbers.size(), 0U);
  EXPECT_EQ(numbers.find("rain"), kNone);
  EXPECT_EQ(numbers.find(""), kNone);
}

TEST(WordNumbers, NumbersWordsInTheOrderOfTheirFirstUse) {
  WordNumbers numbers;
  EXPECT_EQ(numbers.insert("rain"), 0U);
  EXPECT_EQ(numbers.insert("tin"), 1U);
  EXPECT_EQ(numbers.insert("rain"), 0U);
  EXPECT_EQ(numbers.word(1), "tin");
  EXPECT_EQ(numbers.size(), 2U);
}

TEST(WordNumbers, AgreesWithAMapWhileItGrows) {
  std::mt19937 random(7);
  WordNumbers numbers;
  std::map<std::string, std::uint32_t> reference;
  for (int i = 0; i < 20'000; ++i) {
    const std::string word = std::to_string(random() % 9'000);
    const auto [place, added] = reference.emplace(word, static_cast<std::uint32_t>(reference.size()));
    ASSERT_EQ(numbers.insert(word), place->second);
  }
  ASSERT_EQ(numbers.size(), reference.size());
  for (const auto& [word, number] : reference) {
    ASSERT_EQ(numbers.find(word), number);
    ASSERT_EQ(numbers.word(number), word);
  }
  EXPECT_EQ(numbers.find("9001"), kNone);
}

TEST(WordNumbers, KeepsWordsApartThatShareAHash) {
  WordNumbers numbers;
  EXPECT_EQ(numbers.insert("rain", 5), 0U);
  EXPECT_EQ(numbers.insert("tin", 5), 1U);
  EXPECT_EQ(numbers.find("tin", 5), 1U);
  EXPECT_EQ(numbers.find("roof", 5), kNone);
}

TEST(WordNumbers, CopiesAreIndependent) {
  WordNumbers first;
  first.insert("rain");
  WordNumbers second = first;
  second.insert("tin");
  EXPECT_EQ(first.find("tin"), kNone);
  EXPECT_EQ(second.word(0), "rain");
}

}  // namespace
}  // namespace leitmotif::features
