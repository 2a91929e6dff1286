#include "leitmotif/text/no_lyric.hpp"

#include <gtest/gtest.h>

#include <string>

namespace leitmotif::text {
namespace {

TEST(NoLyric, WhatSitesAndProgramsWriteInItsPlaceInEveryDress) {
  for (const std::string_view said :
       {"Lyrics not found", "Lyrics unavailable", "Could not retrieve lyrics", "API rate limit exceeded",
        "Paroles non trouv\u00E9es", "Letra no encontrada", "Letra n\u00E3o encontrada", "Testo non trovato",
        "Songtext nicht gefunden", "\u6B4C\u8A5E\u304C\u898B\u3064\u304B\u308A\u307E\u305B\u3093",
        "\u672A\u627E\u5230\u6B4C\u8BCD",
        "\u0422\u0435\u043A\u0441\u0442 \u043D\u0435 \u043D\u0430\u0439\u0434\u0435\u043D", "Too Many Requests",
        "You have been blocked", "Lyrics removed", "[object Object]", "HTTPError 403"})
    for (const std::string_view before : {"", "Sorry: ", "(", "*** "})
      for (const std::string_view behind : {"", ".", "!\n", " ***"}) {
        const std::string text = std::string(before) + std::string(said) + std::string(behind);
        EXPECT_TRUE(is_placeholder(text)) << text;
      }
  for (const std::string_view whole : {"unknown", "N/A", "#N/A", "error", "ERROR: 404", "Loading...", "Not available",
                                       "Add lyrics", "timeout", "Just a moment..."})
    EXPECT_TRUE(is_placeholder(whole)) << whole;
}

TEST(NoLyric, TheSameWordsInASongAreSung) {
  for (const std::string_view lyric :
       {"unknown roads", "just a moment\nand I was gone", "error of my ways", "not available for love tonight",
        "loading up the car", "add it up", "searching for you"})
    EXPECT_FALSE(is_placeholder(lyric)) << lyric;
  // A page of many lines has a lyric.
  std::string long_lyric = "lyrics not found\n";
  for (int line = 0; line < 10; ++line) long_lyric += "over the harbour\n";
  EXPECT_FALSE(is_placeholder(long_lyric));
}

TEST(NoLyric, ThatNobodySingsInEveryLanguageAndDress) {
  for (const std::string_view word :
       {"Instrumental", "instrumentale", "Strumentale", "Instrumentaal", "Instrument\u00E1ln\u00ED",
        "\u0418\u043D\u0441\u0442\u0440\u0443\u043C\u0435\u043D\u0442\u0430\u043B", "M\u00FAsica instrumental",
        "\u30A4\u30F3\u30B9\u30C8\u30A5\u30EB\u30E1\u30F3\u30BF\u30EB", "\uC5F0\uC8FC\uACE1",
        "\u7EAF\u97F3\u4E50\uFF0C\u8BF7\u6B23\u8D4F", "\u7D14\u97F3\u6A02", "This song is an instrumental",
        "No lyrics (instrumental)", "Instrumental / no lyrics", "Instrumental break"})
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"", ""},
                                      {"[", "]"},
                                      {"(", ")"},
                                      {"*** ", " ***"},
                                      {"\u266A ", " \u266A"},
                                      {"{", "}\n"}}) {
      const std::string text = std::string(open) + std::string(word) + std::string(close);
      EXPECT_TRUE(says_instrumental(text)) << text;
    }
  EXPECT_TRUE(says_instrumental("[Intro]\n[Instrumental]\n[Outro]\n"));
  EXPECT_TRUE(says_instrumental("[Instrumental Break]\n[Instrumental Outro]"));
}

TEST(NoLyric, ASongThatSpeaksOfInstrumentsIsSung) {
  for (const std::string_view lyric : {"", "you were instrumental to my plan", "instrumental\nI hear the winter",
                                       "the music only plays for you", "[Intro]\n[Outro]"})
    EXPECT_FALSE(says_instrumental(lyric)) << lyric;
}

}  // namespace
}  // namespace leitmotif::text
