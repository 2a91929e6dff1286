// What own words are understood as.
#include "leitmotif/wishes/asked.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/places.hpp"

namespace leitmotif::wishes {
namespace {

const AskedNames& shipped() {
  static const std::vector<std::string> genres = {"", "Jazz", "hip hop", "dance"};
  static const AskedNames names = {
      asked_names(load_wishes(testing::source_folder() / "data/wishes/wishes.txt"), {"kitchen-songs"}, genres),
      [](std::string_view name) {
        return name == "The Kettles" || name == "Kettles" || name == "Ann O'Dyne" || name == "johnny plank" ||
               name == "Vesper";
      }};
  return names;
}

/// "sad+rain|text|1980-1989", with genres and artist behind, where there are any.
std::string told(const char* words) {
  const Asked asked = asked_for(words, shipped());
  std::string text;
  for (const std::string& wish : asked.wishes) text += (text.empty() ? "" : "+") + wish;
  text += '|' + asked.text + '|';
  if (asked.years) text += std::to_string(asked.years->first) + "-" + std::to_string(asked.years->second);
  for (const std::string& genre : asked.genres) text += " genre:" + genre;
  if (!asked.artist.empty()) text += " by:" + asked.artist;
  if (!asked.strong_words.empty()) text += " explicit:" + asked.strong_words;
  if (!asked.instrumental.empty()) text += " instrumental:" + asked.instrumental;
  return text;
}

TEST(AskedWords, NamesAreWishesWhereSongsAreSaidToBeSo) {
  EXPECT_EQ(told("sad songs"), "sad||");
  EXPECT_EQ(told("Play me some SAD songs, please!"), "sad||");
  EXPECT_EQ(told("sad songs about trains"), "sad|trains|");
  EXPECT_EQ(told("\xe2\x80\x9csad\xe2\x80\x9d\xc2\xa0songs \xe2\x80\x94 about trains\xe2\x80\xa6"), "sad|trains|");
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

TEST(AskedWords, WhatSongsShouldNotBeIsNoWish) {
  for (const char* words :
       {"no sad songs", "songs that are not very sad", "happy but not sad songs", "party without sad music"}) {
    const Asked asked = asked_for(words, shipped());
    EXPECT_EQ(asked.denied, "sad") << words;
    EXPECT_EQ(std::ranges::count(asked.wishes, "sad"), 0) << words;
  }
  EXPECT_EQ(asked_for("sad songs", shipped()).denied, "");
  EXPECT_EQ(told("no rain tonight on the river"), "|no rain tonight on the river|") << "a text like any other";
}

TEST(AskedWords, WhoShouldNotSingIsNoFilter) {
  for (const char* words : {"sad songs but not by Ann O'Dyne", "sad songs, not by Ann O'Dyne please"}) {
    const Asked asked = asked_for(words, shipped());
    EXPECT_EQ(asked.denied, "by Ann O'Dyne") << words;
    EXPECT_EQ(asked.artist, "") << words;
    EXPECT_EQ(asked.text, "") << words;
  }
  const Asked both = asked_for("songs by The Kettles and not by Vesper", shipped());
  EXPECT_EQ(both.artist, "The Kettles");
  EXPECT_EQ(both.denied, "by Vesper");
}

TEST(AskedWords, DecadesAreYears) {
  EXPECT_EQ(told("love songs from the 80s"), "love||1980-1989");
  EXPECT_EQ(told("party songs of the nineties"), "party||1990-1999");
  EXPECT_EQ(told("1970s protest songs"), "protest||1970-1979");
  EXPECT_EQ(told("happy songs from the 00s"), "happy||2000-2009");
  EXPECT_EQ(told("85s 12345 1985s songs"), "|85s 12345 1985s|");
}

TEST(AskedWords, GenresAndArtistsOfTheLibraryAreFilters) {
  EXPECT_EQ(told("sad jazz songs about trains"), "sad|trains| genre:Jazz");
  EXPECT_EQ(told("some jazz"), "|| genre:Jazz");
  EXPECT_EQ(told("hip-hop for a party"), "party|| genre:hip hop");
  EXPECT_EQ(told("dance songs"), "party||") << "the wish of that name";
  EXPECT_EQ(told("the age of jazz and gin"), "|age of jazz and gin|");
  EXPECT_EQ(told("love songs by The Kettles"), "love|| by:The Kettles");
  EXPECT_EQ(told("sad songs by Ann O'Dyne from the 90s"), "sad||1990-1999 by:Ann O'Dyne");
  EXPECT_EQ(told("songs by The Kettles about leaving"), "|leaving| by:The Kettles");
  EXPECT_EQ(told("calm songs by the sea"), "calm|by the sea|") << "nobody of that name";
}

TEST(AskedWords, FiltersAloneAreAQuestion) {
  EXPECT_EQ(told("jazz of the 50s"), "||1950-1959 genre:Jazz");
  EXPECT_EQ(told("songs by Ann O'Dyne"), "|| by:Ann O'Dyne");
  EXPECT_EQ(told("explicit hip hop 1994"), "||1994-1994 genre:hip hop explicit:only");
  EXPECT_EQ(told("instrumental jazz"), "|| genre:Jazz instrumental:only");
  EXPECT_EQ(told("rap from 1994"), "||1994-1994 genre:hip hop");
  EXPECT_EQ(told("clean hip-hop, please"), "|| genre:hip hop explicit:none");
  EXPECT_EQ(told("hip hop without swearing"), "|| genre:hip hop explicit:mild");
  EXPECT_EQ(told("jazz but not instrumental"), "|| genre:Jazz instrumental:avoid");
  EXPECT_EQ(told("hip hop about buses"), "|buses| genre:hip hop");
}

TEST(AskedWords, ArtistsNeedNoBy) {
  EXPECT_EQ(told("johnny plank songs of the sixties"), "||1960-1969 by:johnny plank");
  EXPECT_EQ(told("The Kettles"), "|| by:The Kettles");
  EXPECT_EQ(told("sad johnny plank"), "sad|| by:johnny plank");
  EXPECT_EQ(told("something by Vesper"), "|| by:Vesper");
  EXPECT_EQ(told("songs about Vesper"), "|Vesper|") << "what they are about is no artist";
  EXPECT_EQ(told("Vesper in the kitchen"), "|Vesper in the kitchen|");
}

TEST(AskedWords, YearsAreSaidInManyWays) {
  EXPECT_EQ(told("songs from 1994"), "||1994-1994");
  EXPECT_EQ(told("1994"), "||1994-1994");
  EXPECT_EQ(told("sad songs 1990-1994"), "sad||1990-1994");
  EXPECT_EQ(told("love songs from 1990 to 1994"), "love||1990-1994");
  EXPECT_EQ(told("jazz between 1955 and 1959"), "||1955-1959 genre:Jazz");
  EXPECT_EQ(told("songs from the 60s and 70s"), "||1960-1979");
  EXPECT_EQ(told("jazz before 1960"), "||1900-1959 genre:Jazz");
  EXPECT_EQ(told("jazz before the sixties"), "||1900-1959 genre:Jazz");
  EXPECT_EQ(told("songs since 2010"), "||2010-2099");
  EXPECT_EQ(told("songs after 2010"), "||2011-2099");
  EXPECT_EQ(told("songs until 1970"), "||1900-1970");
  EXPECT_EQ(told("songs about the bus strike of 1969"), "|bus strike of 1969|") << "the text says it";
  EXPECT_EQ(told("songs about rain from 1994"), "rain||1994-1994");
  EXPECT_EQ(told("a house with 1999 windows"), "|house with 1999 windows|");
}

TEST(AskedWords, SomethingIsAlwaysAskedFor) {
  EXPECT_EQ(told("music"), "|music|");
  EXPECT_EQ(told("songs about music"), "music||");
  EXPECT_EQ(told("80s music"), "||1980-1989");
  EXPECT_EQ(told("some songs, please"), "|some songs, please|");
  EXPECT_EQ(told("  "), "||");
  EXPECT_EQ(told("\xc3\xa9t\xc3\xa9 songs"), "|\xc3\xa9t\xc3\xa9|");
}

}  // namespace
}  // namespace leitmotif::wishes
