#include "leitmotif/text/left_overs.hpp"

#include <gtest/gtest.h>

namespace leitmotif::text {
namespace {

TEST(IsDirection, SectionHeadersAndRepeatMarks) {
  for (const std::string_view text : {"Chorus",
                                      "CHORUS:",
                                      "Verse 2",
                                      "Verse 2:",
                                      "verse ii",
                                      "Pre-Chorus",
                                      "Pre-Chorus:",
                                      "Post-Chorus 1",
                                      "-- Bridge --",
                                      "Outro",
                                      "Chorus x2",
                                      "Chorus (2x)",
                                      "2x",
                                      "x4",
                                      "X 4",
                                      "repeat x2",
                                      "Repeat Chorus",
                                      "repeat chorus 2 times",
                                      "Repeat to fade",
                                      "Hook:",
                                      "Hook 2",
                                      "Part 2",
                                      "Solo:",
                                      "3 times"})
    EXPECT_TRUE(is_direction(text)) << text;
}

TEST(IsDirection, LeavesWhatMayBeSung) {
  for (const std::string_view text :
       {"", "...", "Break", "Drop", "repeat", "repeat, repeat", "repeat and repeat", "Solo", "to the bridge", "and out",
        "Verse of my heart", "Chorus of angels", "the chorus", "pre", "x", "fade out", "two times",
        "take it to the bridge", "bridges"})
    EXPECT_FALSE(is_direction(text)) << text;
}

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
