// What own words are understood as.
#include "leitmotif/wishes/asked.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/expect_each.hpp"
#include "support/places.hpp"

namespace leitmotif::wishes {
namespace {

using testing::expect_each;

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
  expect_each(told, {{"sad songs", "sad||"},
                     {"Play me some SAD songs, please!", "sad||"},
                     {"sad songs about trains", "sad|trains|"},
                     {"\xe2\x80\x9csad\xe2\x80\x9d\xc2\xa0songs \xe2\x80\x94 about trains\xe2\x80\xa6", "sad|trains|"},
                     {"something calm for the evening", "calm|evening|"},
                     {"happy and romantic music for a picnic", "happy+love|picnic|"},
                     {"dance music for a wedding reception", "party|wedding reception|"}});
}

TEST(AskedWords, NothingButNamesIsNothingButWishes) {
  expect_each(told, {{"love", "love||"},
                     {"songs about love and war", "love+war||"},
                     {"growing up", "growing-up||"},
                     {"kitchen songs", "kitchen-songs||"},
                     {"break up songs", "heartbreak||"}});
}

TEST(AskedWords, OtherwiseWordsStayTogether) {
  expect_each(told, {{"a rainy evening", "|rainy evening|"},
                     {"losing a friend", "|losing a friend|"},
                     {"songs about leaving a small town", "|leaving a small town|"},
                     {"sad songs for a rainy evening", "sad|rainy evening|"},
                     {"my love is a burning house", "|love is a burning house|"}});
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
  expect_each(told, {{"love songs from the 80s", "love||1980-1989"},
                     {"party songs of the nineties", "party||1990-1999"},
                     {"1970s protest songs", "protest||1970-1979"},
                     {"happy songs from the 00s", "happy||2000-2009"},
                     {"85s 12345 1985s songs", "|85s 12345 1985s|"}});
}

TEST(AskedWords, GenresAndArtistsOfTheLibraryAreFilters) {
  expect_each(told, {
                        {"sad jazz songs about trains", "sad|trains| genre:Jazz"},
                        {"some jazz", "|| genre:Jazz"},
                        {"hip-hop for a party", "party|| genre:hip hop"},
                        {"dance songs", "party||"},  // the wish of that name
                        {"the age of jazz and gin", "|age of jazz and gin|"},
                        {"love songs by The Kettles", "love|| by:The Kettles"},
                        {"sad songs by Ann O'Dyne from the 90s", "sad||1990-1999 by:Ann O'Dyne"},
                        {"songs by The Kettles about leaving", "|leaving| by:The Kettles"},
                        {"calm songs by the sea", "calm|by the sea|"},  // nobody of that name
                    });
}

TEST(AskedWords, FiltersAloneAreAQuestion) {
  expect_each(told, {{"jazz of the 50s", "||1950-1959 genre:Jazz"},
                     {"songs by Ann O'Dyne", "|| by:Ann O'Dyne"},
                     {"explicit hip hop 1994", "||1994-1994 genre:hip hop explicit:only"},
                     {"instrumental jazz", "|| genre:Jazz instrumental:only"},
                     {"rap from 1994", "||1994-1994 genre:hip hop"},
                     {"clean hip-hop, please", "|| genre:hip hop explicit:none"},
                     {"hip hop without swearing", "|| genre:hip hop explicit:mild"},
                     {"jazz but not instrumental", "|| genre:Jazz instrumental:avoid"},
                     {"hip hop about buses", "|buses| genre:hip hop"}});
}

TEST(AskedWords, ArtistsNeedNoBy) {
  expect_each(told, {{"johnny plank songs of the sixties", "||1960-1969 by:johnny plank"},
                     {"The Kettles", "|| by:The Kettles"},
                     {"sad johnny plank", "sad|| by:johnny plank"},
                     {"something by Vesper", "|| by:Vesper"},
                     {"songs about Vesper", "|Vesper|"},  // what they are about is no artist
                     {"Vesper in the kitchen", "|Vesper in the kitchen|"}});
}

TEST(AskedWords, YearsAreSaidInManyWays) {
  expect_each(told, {{"songs from 1994", "||1994-1994"},
                     {"1994", "||1994-1994"},
                     {"sad songs 1990-1994", "sad||1990-1994"},
                     {"love songs from 1990 to 1994", "love||1990-1994"},
                     {"jazz between 1955 and 1959", "||1955-1959 genre:Jazz"},
                     {"songs from the 60s and 70s", "||1960-1979"},
                     {"jazz before 1960", "||1900-1959 genre:Jazz"},
                     {"jazz before the sixties", "||1900-1959 genre:Jazz"},
                     {"songs since 2010", "||2010-2099"},
                     {"songs after 2010", "||2011-2099"},
                     {"songs until 1970", "||1900-1970"},
                     {"songs about the bus strike of 1969", "|bus strike of 1969|"},  // the text says it
                     {"songs about rain from 1994", "rain||1994-1994"},
                     {"a house with 1999 windows", "|house with 1999 windows|"}});
}

TEST(AskedWords, SomethingIsAlwaysAskedFor) {
  expect_each(told, {{"music", "|music|"},
                     {"songs about music", "music||"},
                     {"80s music", "||1980-1989"},
                     {"some songs, please", "|some songs, please|"},
                     {"  ", "||"},
                     {"\xc3\xa9t\xc3\xa9 songs", "|\xc3\xa9t\xc3\xa9|"}});
}

}  // namespace
}  // namespace leitmotif::wishes
