#include "leitmotif/text/left_overs.hpp"

#include <gtest/gtest.h>

#include <string>

namespace leitmotif::text {
namespace {

TEST(IsLeftOver, WebPagesLeaveThese) {
  for (const std::string_view line :
       {"You might also like", "you might also like", "Embed", "Submit Corrections", "All rights reserved.",
        "Get tickets as low as $53", "******* This Lyrics is NOT for Commercial use *******",
        "Lyrics powered by a site", "Lyrics licensed & provided by a site", "(C) 1971 Some Music", "\u00A9 Some Music",
        "\u2117 1999", "Copyright 1983 Some Music", "Copyright (c) Some Music", "Lyrics \u00A9 Some Music",
        "Written by: Anna Noon", "Songwriters: A. Noon, B. Dusk", "Produced by : someone", "songwriter(s): x"}) {
    EXPECT_TRUE(is_left_over(line, false)) << line;
    EXPECT_TRUE(is_left_over(line, true)) << line;
  }
}

TEST(IsLeftOver, CreditsWithoutAColonCountNearTheEdgeOnly) {
  for (const std::string_view line :
       {"Written by Anna Noon", "Lyrics by Anna Noon and B. Dusk", "Artist: Noon", "Words and music by A. Noon/B. Dusk",
        "Title: The Harbour", "Written by \u00C9ric"}) {
    EXPECT_TRUE(is_left_over(line, true)) << line;
    EXPECT_FALSE(is_left_over(line, false)) << line;
  }
}

TEST(IsLeftOver, LeavesWhatMayBeSung) {
  for (const std::string_view line :
       {"You might also like to know", "Embedded in my heart", "Written by the sea", "Written by",
        "Written by Anna on the wall", "Produced by nobody", "Copyright my love", "Music by moonlight", "Share",
        "All right", "Lyrics on the wall", "Album of our days", "See you live", "Music: the only thing"})
    for (const bool edge : {false, true}) EXPECT_FALSE(is_left_over(line, edge)) << line;
}

TEST(IsLeftOver, CreditsInOtherWordsAndLanguages) {
  for (const std::string_view line :
       {"Lyricist: Anna Noon", "Composer: B. Dusk", "Arranger: C. Dawn", "Published by: Noon Music Ltd.", "Mixed by: D",
        "Tekst piosenki:", "Historia edycji tekstu", "Lyrics from Some Site, www.example.com",
        "\u4F5C\u8BCD : Anna Noon", "\u4F5C\u66F2\uFF1AB. Dusk", "\u5236\u4F5C\u4EBA : C. Dawn", "\u7F16\u66F2: D"})
    for (const bool edge : {false, true}) EXPECT_TRUE(is_left_over(line, edge)) << line;
  for (const std::string_view line : {"Source: LyricFind", "(Source: Genius)", "Label: Noon", "Musik: Anna Noon",
                                      "Letra: Ana", "Thanks to Anna Noon for these lyrics", "Paroles: Anne Midi"}) {
    EXPECT_TRUE(is_left_over(line, true)) << line;
    EXPECT_FALSE(is_left_over(line, false)) << line;
  }
}

TEST(IsLeftOver, SungLinesThatBeginAlike) {
  for (const std::string_view line : {"Thanks to you I see", "Music: it takes me home", "Composer of my days",
                                      "Bass: the drum", "Publish me", "Text me later", "Words: I have none"})
    EXPECT_FALSE(is_left_over(line, true)) << line;
}

TEST(PageTitle, IsLeftOut) {
  for (const std::string_view line : {"Some Harbour Lyrics", "Some Harbour lyrics by Anna Noon",
                                      "Lyrics to Some Harbour", "Anna Noon Lyrics - Some Harbour"})
    EXPECT_EQ(without_page_title(line), "") << line;
  for (const std::string_view line : {"I wrote lyrics by the sea", "lyrics of love", "my lyrics"})
    EXPECT_FALSE(is_page_title(line)) << line;
}

TEST(Placeholder, IsNoLyric) {
  for (const std::string_view text :
       {"Unfortunately, we are not licensed to display the full lyrics for this song at the moment.",
        "Lyrics not found.", "Sorry, we don't have the lyrics yet", "Lyrics for this song have yet to be released."})
    EXPECT_TRUE(is_placeholder(text)) << text;
  EXPECT_FALSE(is_placeholder("we were not found\nby the river"));
  EXPECT_FALSE(is_placeholder("lyrics not found\n" + std::string(600, 'x')));
}

TEST(GluedStart, IsCutOff) {
  EXPECT_EQ(without_glued_start("You might also likeOver the harbour"), "Over the harbour");
  EXPECT_EQ(without_glued_start("See Anna Noon LiveGet tickets as low as $53You might also likeOver"), "Over");
  EXPECT_EQ(without_glued_start("See Anna Noon LiveGet tickets as low as $1,053"), "");
  for (const std::string_view line : {"You might also like to stay", "You might also like", "See you live", ""})
    EXPECT_EQ(without_glued_start(line), line);
}

TEST(PageTitle, IsCutOffTheFirstLine) {
  EXPECT_EQ(without_page_title("12 ContributorsThe Harbour Lyrics"), "");
  EXPECT_EQ(without_page_title("1 ContributorThe Harbour LyricsOver the sea"), "Over the sea");
  EXPECT_EQ(without_page_title("3 ContributorsTranslationsDeutschHarbour LyricsA song about boats... Read More"), "");
  EXPECT_EQ(without_page_title("9 Contributors"), "");
  EXPECT_EQ(without_page_title("The Harbour Lyrics"), "");
  for (const std::string_view line : {"", "12 boats", "Lyrics", "all these lyrics", "Contributors"})
    EXPECT_EQ(without_page_title(line), line);
}

TEST(Button, IsCutOffTheLastLine) {
  EXPECT_EQ(without_button("over the sea45Embed"), "over the sea");
  EXPECT_EQ(without_button("over the seaEmbed"), "over the sea");
  EXPECT_EQ(without_button("over the sea1.2KEmbed"), "over the sea");
  EXPECT_EQ(without_button("over the sea!3EmbedShare URLCopyEmbedCopy"), "over the sea!");
  EXPECT_EQ(without_button("123Embed"), "");
  EXPECT_EQ(without_button("Embed"), "");
  for (const std::string_view line : {"", "over the sea", "what you Embed", "embed"})
    EXPECT_EQ(without_button(line), line);
}

}  // namespace
}  // namespace leitmotif::text
