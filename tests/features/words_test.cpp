#include "leitmotif/features/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leitmotif::features {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> words_of(std::string_view text, std::size_t min_letters = 2) {
  std::vector<std::string> words;
  for_each_word(text, min_letters, [&](std::string_view word, std::uint32_t hash) {
    EXPECT_EQ(hash, word_hash(word)) << word;
    words.emplace_back(word);
  });
  return words;
}

TEST(Words, ComeInOrderWithoutShortOnes) {
  EXPECT_THAT(words_of("rain a on tin i roof"), ElementsAre("rain", "on", "tin", "roof"));
  EXPECT_THAT(words_of("rain a on", 1), ElementsAre("rain", "a", "on"));
  EXPECT_THAT(words_of("rain on tin", 4), ElementsAre("rain"));
}

TEST(Words, NothingGivesNothing) {
  EXPECT_THAT(words_of(""), IsEmpty());
  EXPECT_THAT(words_of("   "), IsEmpty());
  EXPECT_THAT(words_of("- ' !"), IsEmpty());
}

TEST(Words, EndAtSignsThatAreNotWordCharacters) {
  EXPECT_THAT(words_of("twenty-one don't under_score 24h"), ElementsAre("twenty", "one", "don", "under_score", "24h"));
}

TEST(Words, CountCharactersNotBytes) { EXPECT_THAT(words_of("é né 夜 夜空"), ElementsAre("né", "夜空")); }

TEST(Words, SurviveBrokenUtf8) { EXPECT_THAT(words_of("\x80\x80 ab\xff \xc3"), ElementsAre("ab\xff")); }

}  // namespace
}  // namespace leitmotif::features
