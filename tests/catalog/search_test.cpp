#include "leitmotif/catalog/search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "catalog/library_files.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::catalog {
namespace {

using leitmotif::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Search : public ::testing::Test {
 protected:
  void SetUp() override {
    catalog_.add(std::array{
        song_of("Beyonc\xC3\xA9", "Harbour Lights", "the boats are coming home"),
        song_of("Sigur R\xC3\xB3s", "Gl\xC3\xB3s\xC3\xB3li", "nothing but the sun"),
        song_of("The Quiet Boats", "Sundown", "we walked along the shore until the evening came and nobody spoke"),
        song_of("Lena Marsh", "Don't Stop", "don't stop the rain, coming down on the roof"),
        song_of("AC/DC-ish", "R.O.C.K.", "loud \"very loud\" music"),
        song_of("Lena Marsh", "42", "home is where the coming tide is"),
    });
  }

  std::vector<std::string> titles(std::string_view words, std::size_t limit = 100, std::size_t offset = 0) const {
    std::vector<std::string> result;
    for (const SongHead& song : catalog_.search(words, limit, offset)) result.push_back(song.title);
    return result;
  }

  const TemporaryFolder folder_;
  Catalog catalog_ = Catalog::open(folder_.path() / "library.db");
};

TEST_F(Search, FoldsAccentsAndCase) {
  EXPECT_THAT(titles("beyonce"), ElementsAre("Harbour Lights"));
  EXPECT_THAT(titles("BEYONC\xC3\x89"), ElementsAre("Harbour Lights"));
  EXPECT_THAT(titles("glosoli ros"), ElementsAre("Gl\xC3\xB3s\xC3\xB3li"));
  EXPECT_THAT(titles("gl\xC3\xB3soli"), ElementsAre("Gl\xC3\xB3s\xC3\xB3li"));
}

TEST_F(Search, EveryWordMustBeThereInAnyField) {
  EXPECT_THAT(titles("lena rain"), ElementsAre("Don't Stop"));
  EXPECT_THAT(titles("lena sun "), IsEmpty());
}

TEST_F(Search, ArtistAndTitleWeighMoreThanLyrics) {
  EXPECT_THAT(titles("boats"), ElementsAre("Sundown", "Harbour Lights"));
}

TEST_F(Search, TheLastWordAndStarredWordsMatchByTheirBeginning) {
  EXPECT_THAT(titles("sun"), UnorderedElementsAre("Sundown", "Gl\xC3\xB3s\xC3\xB3li"));
  EXPECT_THAT(titles("wal* sho"), ElementsAre("Sundown"));
  EXPECT_THAT(titles("wal shore"), IsEmpty()) << "other words are whole words";
  EXPECT_THAT(titles("\"sun\""), ElementsAre("Gl\xC3\xB3s\xC3\xB3li")) << "a quoted word is a whole word";
}

TEST_F(Search, QuotesMakeAPhrase) {
  EXPECT_THAT(titles("coming home"), UnorderedElementsAre("Harbour Lights", "42"));
  EXPECT_THAT(titles("\"coming home\""), ElementsAre("Harbour Lights"));
  EXPECT_THAT(titles("\"coming home"), ElementsAre("Harbour Lights"))
      << "a quote that is not closed reaches to the end";
  EXPECT_THAT(titles("lena \"coming\ttide\""), ElementsAre("42"));
}

TEST_F(Search, WhatLooksLikeSyntaxIsPlainText) {
  EXPECT_THAT(titles("don't"), ElementsAre("Don't Stop"));
  EXPECT_THAT(titles("AC/DC"), ElementsAre("R.O.C.K."));
  EXPECT_THAT(titles("r.o.c.k."), ElementsAre("R.O.C.K."));
  EXPECT_THAT(titles("title:sundown"), IsEmpty());
  EXPECT_THAT(titles("lena AND rain"), IsEmpty()) << "AND is a word";
  EXPECT_THAT(titles("NOT"), UnorderedElementsAre("Gl\xC3\xB3s\xC3\xB3li")) << "by its beginning: nothing";
  EXPECT_THAT(titles("( ^lena - } rain"), ElementsAre("Don't Stop"));
}

TEST_F(Search, NoWordsListAllSongs) {
  EXPECT_EQ(titles("").size(), 6U);
  EXPECT_THAT(titles(" \t\" ", 2), ElementsAre("Harbour Lights", "Gl\xC3\xB3s\xC3\xB3li"));
  EXPECT_THAT(titles("", 2, 4), ElementsAre("R.O.C.K.", "42"));
}

TEST_F(Search, SignsAloneFindNothing) {
  EXPECT_THAT(titles("?!"), IsEmpty());
  EXPECT_THAT(titles("\"...\""), IsEmpty());
  EXPECT_THAT(titles("*"), IsEmpty());
}

TEST_F(Search, PagesFollowOneAnother) {
  const std::vector<std::string> all = titles("the");
  ASSERT_GE(all.size(), 4U);
  std::vector<std::string> paged;
  for (std::size_t offset = 0; offset < all.size() + 2; offset += 2) {
    for (const std::string& title : titles("the", 2, offset)) paged.push_back(title);
  }
  EXPECT_EQ(paged, all);
  EXPECT_THAT(titles("the", 0), IsEmpty());
  EXPECT_EQ(titles("the", std::numeric_limits<std::size_t>::max()).size(), all.size());
  EXPECT_THAT(titles("the", 10, std::numeric_limits<std::size_t>::max()), IsEmpty());
}

TEST_F(Search, AnythingMayBeTyped) {
  static constexpr std::string_view kPieces[] = {
      "\"",   "*",        " ",    "(",   ")",    "^",   ":",  "-",   "+",      "{",
      "}",    ",",        "'",    ";",   "NEAR", "AND", "OR", "NOT", "lyrics", "a",
      "\xC3", "\xC3\xA9", "\xFF", "sun", "\\",   "%",   "_",  ".",   "\n",     std::string_view("\0", 1),
      "rank"};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string words;
    for (std::size_t i = random() % 12; i > 0; --i) words += kPieces[random() % std::size(kPieces)];
    EXPECT_NO_THROW((void)catalog_.search(words, 5)) << words;
  }
}

TEST_F(Search, LongTextsAreReadOrRefused) {
  std::string words;
  while (words.size() + 2 <= kMostSearchBytes) words += "a ";
  EXPECT_NO_THROW((void)catalog_.search(words, 5));
  EXPECT_NO_THROW((void)catalog_.search(std::string(kMostSearchBytes, 'x'), 5));
  EXPECT_EQ(kind_of([&] { (void)catalog_.search(std::string(kMostSearchBytes + 1, 'x'), 5); }),
            ErrorKind::resource_limit);
}

TEST(QueryFrom, QuotesEveryWord) {
  EXPECT_EQ(query_from("one two"), "\"one\" \"two\"*");
  EXPECT_EQ(query_from("one* \"a b\""), "\"one*\"* \"a b\"");
  EXPECT_EQ(query_from("  "), "");
}

}  // namespace
}  // namespace leitmotif::catalog
