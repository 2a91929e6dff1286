#include "leitmotif/text/mojibake.hpp"

#include <gtest/gtest.h>

#include <string>

#include "leitmotif/text/encoding.hpp"

namespace leitmotif::text {
namespace {

/// UTF-8 read as Windows-1252, as many times.
std::string misread(std::string text, int times) {
  for (int i = 0; i < times; ++i) text = converted(text, "windows-1252").value();
  return text;
}

TEST(Mojibake, IsUndoneOnceAndTwiceAndThrice) {
  for (const std::string text :
       {"I don’t know “x” – naïve", "café", "naïve", "où est l’été", "¿dónde?", "Пустая река и туман", "日本語の歌",
        "♪ la la ♪", "żółty liść na ścianie", "50 € – 20 £"})
    for (const int times : {1, 2, 3}) {
      EXPECT_TRUE(has_mojibake(misread(text, times))) << text << times;
      EXPECT_EQ(without_mojibake(misread(text, times)), text) << times;
    }
}

TEST(Mojibake, WhatPeopleWriteStays) {
  for (const std::string text :
       {"", "plain", "café", "NÃO, MAÇÃ", "ÂME", "Âge d’or", "l’été « à la mer »", "Ångström", "Größe: „Spaß“",
        "Пустая река", "日本語", "àéîõü ÀÉÎÕÜ", "¡Olé!", "naïve – “yes”", "smörgåsbord"}) {
    EXPECT_FALSE(has_mojibake(text)) << text;
    EXPECT_EQ(without_mojibake(text), text);
  }
}

TEST(Mojibake, PaddedRepairsKeepTheLength) {
  for (const std::string text : {"I don’t know “x” – naïve at all", "the café, où es-tu"})
    for (const int times : {1, 2, 3}) {
      const std::string wrong = misread(text, times);
      const std::string padded = without_mojibake(wrong, Padding::invisible);
      EXPECT_EQ(padded.size(), wrong.size());
      std::string bare = padded;
      for (const std::string invisible : {"\u00AD", "\u2060"})
        for (std::size_t at = bare.find(invisible); at != std::string::npos; at = bare.find(invisible))
          bare.erase(at, invisible.size());
      EXPECT_EQ(bare, text);
    }
}

}  // namespace
}  // namespace leitmotif::text
