#include "leitmotif/text/sung_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/expect_each.hpp"

namespace leitmotif::text {
namespace {

using testing::expect_each;

/// What is sung, with one blank for each run of them.
std::string squeezed(std::string_view lyric) {
  std::string text;
  for (const char c : only_sung(lyric))
    if (c != ' ' || text.empty() || text.back() != ' ') text += c;
  return text;
}

TEST(OnlySung, LeavesLyricsAlone) {
  const std::string lyric =
      "Lanterns (oh lanterns) over the bay,\nI <3 you > the sea & sand; 5 < 6\nBreak! Written by the tide.\nwe.wait @ "
      "noon\n";
  EXPECT_EQ(only_sung(lyric), lyric);
  EXPECT_EQ(only_sung(""), "");
}

TEST(OnlySung, DropsEmptyLinesAndBlanksAround) { EXPECT_EQ(only_sung("  sea \r\n\r\n\n\tshore  "), "sea\nshore\n"); }

TEST(OnlySung, CutsBracketsOnALine) {
  expect_each(squeezed, {{"[Chorus]\nsea\n[Verse 2: Anna & B.]\nshore [x4]\n", "sea\nshore\n"},
                         {"[ar:Anna]\n[00:12.34]sea\n[00:15][01:20.5] shore", "sea\nshore\n"},
                         {"<00:12.34>sea <00:13.00>shore", "sea shore\n"},
                         {"<i>sea</i><br/>shore <Outro>", "sea\nshore\n"},
                         {"sea [open\nshore] sand", "sea [open\nshore] sand\n"},
                         {"a ] b [ c", "a ] b [ c\n"},
                         {"\uFEFF[Intro]\nsea", "sea\n"}});
}

TEST(OnlySung, CutsLinesOfChords) {
  for (const char* line : {"Am        G", "Gsus4 Cmaj7 F#m7b5 Bbadd9", "C/E  G7/B  (Dsus2)", "| Am | G | F | x2", "E",
                           "N.C.   Edim", "Intro: Gsus4 Cmaj7 x4", "Chorus: Asus2", "C6/9 - D9(b5) / G+"})
    EXPECT_EQ(only_sung(std::string(line) + "\nsea shore\n"), "sea shore\n") << line;
  for (const char* line : {"A sea", "Am I here", "BAGGAGE", "Go", "Dead", "Face to face", "BAD CABBAGE", "Every day",
                           "Add a flame", "Dust: A", "x2 the sea", "E la nave va"})
    EXPECT_EQ(only_sung(std::string(line) + "\nsea shore\n"), std::string(line) + "\nsea shore\n") << line;
}

TEST(OnlySung, CutsHtmlEntities) {
  EXPECT_EQ(squeezed("don&#39;t &quot;sail&quot; rock&nbsp;boat"), "don t sail rock boat\n");
  EXPECT_EQ(squeezed("you & me; R&B; a&"), "you & me; R&B; a&\n");
}

TEST(OnlySung, CutsAddresses) {
  expect_each(squeezed, {{"sea https://a.example/sea?x=1 shore", "sea shore\n"},
                         {"www.example.org", "\n"},
                         {"mail anna@example.net, (example.com) now", "mail now\n"},
                         {"wait...come. .com @noon a.net.b net.work", "wait...come. .com @noon a.net.b net.work\n"}});
}

TEST(OnlySung, CutsDirections) {
  EXPECT_EQ(squeezed("Verse 1:\nsea (x2)\nshore (repeat chorus) sand (oh) (2 times)\nChorus\n"),
            "sea\nshore sand (oh)\n");
  EXPECT_EQ(squeezed("(Chorus)\n((x2))\nsea (open"), "sea (open\n");
}

TEST(OnlySung, CutsWhatAWebPageLeaves) {
  EXPECT_EQ(squeezed("12 ContributorsThe Harbour Lyrics[Verse 1]\nOver the sea\nSee Anna LiveGet tickets as low as $53"
                     "You might also like[Chorus]\nover the shore\nWritten by Anna Noon\nlonging45Embed"),
            "Over the sea\nover the shore\nlonging\n");
  EXPECT_EQ(squeezed("The Harbour Lyrics\nsea\nSee Anna Noon Live\nGet tickets as low as $53\nshore\nEmbed"),
            "sea\nshore\n");
  EXPECT_EQ(squeezed("sea\nSee Anna Noon Live\nshore"), "sea\nSee Anna Noon Live\nshore\n");
}

TEST(OnlySung, CreditsInTheMiddleMayBeSung) {
  std::string lyric = "sea\nsea\nsea\nsea\nWritten by Anna\nsea\nsea\nsea\nsea\n";
  EXPECT_EQ(squeezed(lyric), lyric);
  EXPECT_EQ(squeezed("sea\nWritten by Anna\n"), "sea\n");
}

TEST(SungInPlace, KeepsEveryByteWhereItStands) {
  const std::string lyric =
      "\uFEFF12 ContributorsSea Lyrics[Verse 1]\nsea (x2) &amp; shore\n\n  www.example.org  sand\nVerse "
      "2:\nwaves45Embed";
  const std::string sung = sung_in_place(lyric);
  ASSERT_EQ(sung.size(), lyric.size());
  for (std::size_t i = 0; i < sung.size(); ++i) EXPECT_TRUE(sung[i] == ' ' || sung[i] == lyric[i]) << i;
  for (const std::string_view word : {"sea (", "shore", "sand", "waves"})
    EXPECT_EQ(sung.find(word.substr(0, 3)), lyric.find(word)) << word;
  EXPECT_EQ(sung.find("Verse"), std::string::npos);
  EXPECT_EQ(sung_in_place(""), "");
}

TEST(OnlySung, ManyOpenBracketsCostLittle) {
  for (const char c : {'[', '(', '<', '&'}) EXPECT_FALSE(squeezed(std::string(200'000, c)).empty());
  std::string parens;
  for (int i = 0; i < 50'000; ++i) parens += "(x2)";
  EXPECT_EQ(squeezed(parens), "");
}

}  // namespace
}  // namespace leitmotif::text
