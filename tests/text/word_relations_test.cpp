// Words near a word, by WordNet.
#include "leitmotif/text/word_relations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "leitmotif/core/error.hpp"
#include "leitmotif/text/wordnet.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::text {
namespace {

std::map<std::string, double> related(const std::string& word, std::size_t n = 100) {
  static const WordRelations kRelations = WordRelations::load(WordNet::default_folder());
  std::map<std::string, double> shares;
  for (const WordRelations::Related& other : kRelations.related(word, n)) shares[other.word] = other.share;
  return shares;
}

TEST(WordRelations, SynonymsKindsAndWhatAWordIsAKindOf) {
  EXPECT_EQ(related("bus").at("coach"), 1);
  EXPECT_GT(related("child").at("kid"), related("child").at("orphan"));
  EXPECT_GT(related("sad").at("melancholy"), 0);
  EXPECT_GT(related("spaniel").at("cocker") + related("landlord").at("landlady"), 0.5);
}

TEST(WordRelations, NearestFirstAndNoMoreThanAsked) {
  const auto list = WordRelations::load(WordNet::default_folder()).related("kiss", 7);
  ASSERT_EQ(list.size(), 7U);
  for (std::size_t i = 1; i < list.size(); ++i) EXPECT_GE(list[i - 1].share, list[i].share);
  for (const auto& other : list) EXPECT_NE(other.word, "kiss");
}

TEST(WordRelations, TheFirstAndLastWordsOfTheIndexAreFound) {
  EXPECT_FALSE(related("zymosis").empty());
  EXPECT_FALSE(related("aardvark").empty());
}

TEST(WordRelations, WhatIsNoWordHasNone) {
  for (const char* word : {"", " ", "zzzz", "Dog", "the of", "\xff\xfe", "  1 This software"})
    EXPECT_TRUE(related(word).empty()) << word;
}

TEST(WordRelations, BrokenFilesSayNothing) {
  const testing::TemporaryFolder folder;
  EXPECT_EQ(testing::error_of([&] { (void)WordRelations::load(folder.path()); }).kind(), ErrorKind::not_found);
  for (const char* part : {"noun", "verb", "adj", "adv"}) {
    folder.write(std::string("index.") + part, "dog n 3 1 @ 3 1 00000099 00000000 99999999999999999999\ncat n");
    folder.write(std::string("data.") + part, "00000000 05 n ff dog 0 cat 0 zz @ 1 n 0\n");
  }
  const WordRelations broken = WordRelations::load(folder.path());
  EXPECT_LE(broken.related("dog", 5).size(), 5U);
  EXPECT_TRUE(broken.related("cat", 5).empty());
}

}  // namespace
}  // namespace leitmotif::text
