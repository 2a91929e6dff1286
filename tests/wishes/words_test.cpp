// Forms of words, words as sung, and the table of wishes.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/wishes/inflection.hpp"
#include "leitmotif/wishes/sung_words.hpp"
#include "leitmotif/wishes/table.hpp"
#include "support/expect_each.hpp"
#include "support/expect_error.hpp"
#include "support/places.hpp"

namespace leitmotif::wishes {
namespace {

using testing::expect_each;

using testing::expect_refusal;

constexpr const char* kSmallTable =
    "# a comment\n"
    "standard mixture romantic 0.2 0.1\n"
    "standard sound energy 0.5 0.25\n"
    "wish love\nabout being in love\nmixture romantic 1, obscene -0.5\nwords 3 kiss darling\nwords -1 war\n"
    "phrase 2 hold tight | fall love\ntitle 3 love\nsound energy -1\nweigh words 0.5, title 0.4, era 0.1\n"
    "typical 0.5 2\n";

bool has(const std::vector<std::string>& forms, const char* form) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

TEST(Inflections, RegularAndIrregularFormsAreGiven) {
  EXPECT_TRUE(has(inflections("kiss"), "kisses"));
  EXPECT_TRUE(has(inflections("love"), "lovin"));
  EXPECT_TRUE(has(inflections("stop"), "stopped"));
  EXPECT_TRUE(has(inflections("cry"), "cried"));
  EXPECT_TRUE(has(inflections("break"), "broken"));
  EXPECT_TRUE(has(inflections("write"), "wrote"));
  EXPECT_FALSE(has(inflections("show"), "showwed"));
}

TEST(Inflections, TheWordComesFirstAndNothingTwice) {
  for (const char* word : {"a", "see", "child", "zzz", "\xC3\xA9t\xC3\xA9", ""}) {
    const std::vector<std::string> forms = inflections(word);
    ASSERT_FALSE(forms.empty());
    EXPECT_EQ(forms.front(), word);
    EXPECT_EQ(std::set<std::string>(forms.begin(), forms.end()).size(), forms.size()) << word;
  }
}

TEST(SungWords, ApostrophesJoinUnlessAVerbFollows) {
  expect_each(sung_words, {{"Don't stop lovin' me", "dont stop lovin me"},
                           {"He'll be there, she's GONE", "he be there she gone"},
                           {"don\xE2\x80\x99t \xE2\x80\x9Cgo\xE2\x80\x9D", "dont go"},
                           {"  12, 13!  ", ""},
                           {"\xC3\xA9t\xC3\xA9 ends'", "\xC3\xA9t\xC3\xA9 ends"}});
}

TEST(WishTable, APartIsReadForWhatItIs) {
  const WishTable table = parse_wishes(kSmallTable, "small");
  ASSERT_EQ(table.wishes.size(), 1U);
  const Wish& love = table.wishes[0];
  EXPECT_EQ(love.about, "being in love");
  EXPECT_EQ(love.words.size(), 3U);
  EXPECT_EQ(love.words[2].text, "war");
  EXPECT_DOUBLE_EQ(love.words[2].strength, -1);
  ASSERT_EQ(love.phrases.size(), 2U);
  EXPECT_EQ(love.phrases[1].text, "fall love");
  EXPECT_DOUBLE_EQ(love.mixture[6], 1);
  EXPECT_DOUBLE_EQ(love.mixture[8], -0.5);
  EXPECT_DOUBLE_EQ(love.weights.era, 0.1);
  EXPECT_DOUBLE_EQ(love.typical.spread, 2);
  EXPECT_DOUBLE_EQ(table.sound[5].spread, 0.25);
  EXPECT_EQ(table.digest.size(), 64U);
}

TEST(WishTable, AFaultIsNamedWithItsLine) {
  struct Case {
    const char* text;
    const char* message;
  };
  const Case cases[] = {
      {"wish a\nwords 1 x\nmixtur romantic 1\n", "t line 3: unknown part 'mixtur'"},
      {"wish a\nmixture romance 1\n", "unknown part of the mixture 'romance'"},
      {"wish a\nsound loud 1\n", "unknown audio feature 'loud'"},
      {"wish a\nweigh luck 1\n", "unknown kind of evidence 'luck'"},
      {"wish a\nwords many x\n", "t line 2: 'many' is not a number"},
      {"wish a\nwords nan x\n", "'nan' is not a number"},
      {"wish a\nwords 1 x\nwish a\n", "the wish 'a' is there already"},
      {"wish a\nwish b\nwords 1 x\n", "the wish 'a' ends without any words"},
      {"wish A\n", "small letters"},
      {"words 1 x\n", "'words' stands before the first wish"},
      {"wish a\nwords 1 x\ntypical 0 0\n", "a spread is above 0"},
      {"wish\n", "nothing follows 'wish'"},
      {"", "holds no wish"},
  };
  for (const Case& one : cases)
    expect_refusal([&] { static_cast<void>(parse_wishes(one.text, "t")); }, ErrorKind::corrupt_data, one.message);
}

TEST(WishTable, AnUnknownWishOffersTheNearest) {
  const WishTable table = load_wishes(testing::source_folder() / "data/wishes/wishes.txt");
  EXPECT_EQ(nearest_names("luve", {"war", "love", "hope"}).front(), "love");
  expect_refusal([&] { static_cast<void>(table.index_of("partty")); }, ErrorKind::invalid_argument, "party");
  EXPECT_EQ(table.wishes[table.index_of("calm")].name, "calm");
}

TEST(WishTable, TheShippedOneHasThirtyWishesAndAllThatOthersRelyOn) {
  const WishTable table = load_wishes(testing::source_folder() / "data/wishes/wishes.txt");
  EXPECT_GE(table.wishes.size(), 30U);
  for (const char* name : {"love", "heartbreak", "sad", "happy", "calm", "angry", "party", "protest", "night"})
    EXPECT_TRUE(table.find(name)) << name;
  for (const Wish& wish : table.wishes) {
    EXPECT_FALSE(wish.about.empty()) << wish.name;
    EXPECT_GE(wish.words.size(), 15U) << wish.name;
    EXPECT_FALSE(wish.title.empty()) << wish.name;
  }
}

}  // namespace
}  // namespace leitmotif::wishes
