// What own words are understood as.
#include "leitmotif/wishes/asked.hpp"

#include <gtest/gtest.h>

#include "support/places.hpp"

namespace leitmotif::wishes {
namespace {

const std::vector<AskedName>& shipped() {
  static const std::vector<AskedName> names =
      asked_names(load_wishes(testing::source_folder() / "data/wishes/wishes.txt"), {"kitchen-songs"});
  return names;
}

/// "sad+rain | text | 1980".
std::string told(const char* words) {
  const Asked asked = asked_for(words, shipped());
  std::string text;
  for (const std::string& wish : asked.wishes) text += (text.empty() ? "" : "+") + wish;
  text += '|' + asked.text + '|';
  if (asked.years) text += std::to_string(asked.years->first) + "-" + std::to_string(asked.years->second);
  return text;
}

TEST(AskedWords, NamesAreWishesWhereSongsAreSaidToBeSo) {
  EXPECT_EQ(told("sad songs"), "sad||");
  EXPECT_EQ(told("Play me some SAD songs, please!"), "sad||");
  EXPECT_EQ(told("sad songs about trains"), "sad|trains|");
  EXPECT_EQ(told("something calm for the evening"), "calm|evening|");
  EXPECT_EQ(told("happy and romantic music for a picnic"), "happy+love|picnic|");
  EXPECT_EQ(told("dance music for a wedding reception"), "party|wedding reception|");
}

TEST(AskedWords, NothingButNamesIsNothingButWishes) {
  EXPECT_EQ(told("love"), "love||");
  EXPECT_EQ(told("songs about love and war"), "love+war||");
  EXPECT_EQ(told("growing up"), "growing-up||");
  EXPECT_EQ(told("kitchen songs"), "kitchen-songs||");
  EXPECT_EQ(told("break up songs"), "heartbreak||");
}

TEST(AskedWords, OtherwiseWordsStayTogether) {
  EXPECT_EQ(told("a rainy evening"), "|rainy evening|");
  EXPECT_EQ(told("losing a friend"), "|losing a friend|");
  EXPECT_EQ(told("songs about leaving a small town"), "|leaving a small town|");
  EXPECT_EQ(told("sad songs for a rainy evening"), "sad|rainy evening|");
  EXPECT_EQ(told("my love is a burning house"), "|love is a burning house|");
}

TEST(AskedWords, DecadesAreYears) {
  EXPECT_EQ(told("love songs from the 80s"), "love||1980-1989");
  EXPECT_EQ(told("party songs of the nineties"), "party||1990-1999");
  EXPECT_EQ(told("1970s protest songs"), "protest||1970-1979");
  EXPECT_EQ(told("happy songs from the 00s"), "happy||2000-2009");
  EXPECT_EQ(told("85s 12345 1985s songs"), "|85s 12345 1985s|");
}

TEST(AskedWords, SomethingIsAlwaysAskedFor) {
  EXPECT_EQ(told("music"), "|music|");
  EXPECT_EQ(told("songs about music"), "music||");
  EXPECT_EQ(told("80s music"), "|80s music|1980-1989");
  EXPECT_EQ(told("some songs, please"), "|some songs, please|");
  EXPECT_EQ(told("  "), "||");
  EXPECT_EQ(told("\xc3\xa9t\xc3\xa9 songs"), "|\xc3\xa9t\xc3\xa9|");
}

}  // namespace
}  // namespace leitmotif::wishes
