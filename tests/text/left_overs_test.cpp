#include "leitmotif/text/left_overs.hpp"

#include <gtest/gtest.h>

#include <string>

#include "leitmotif/text/no_lyric.hpp"
#include "support/expect_each.hpp"

namespace leitmotif::text {
namespace {

using testing::expect_each;

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
  for (const std::string_view line :
       {"Paroles de la chanson Blue Door par Ann Noon", "Letra de la canci\u00F3n Blue Door de Ann Noon",
        "Testo della canzone Blue Door di Ann Noon", "Songtext von Ann Noon - Blue Door",
        "Songtekst van Ann Noon - Blue Door"})
    EXPECT_TRUE(is_page_title(line)) << line;
  for (const std::string_view line :
       {"I wrote lyrics by the sea", "lyrics of love", "my lyrics", "Paroles de mon c\u0153ur", "Letra da minha vida"})
    EXPECT_FALSE(is_page_title(line)) << line;
}

TEST(Placeholder, IsNoLyric) {
  for (const std::string_view text :
       {"Unfortunately, we are not licensed to display the full lyrics for this song at the moment.",
        "Lyrics not found.", "Sorry, we don't have the lyrics yet", "Lyrics for this song have yet to be released."})
    EXPECT_TRUE(is_placeholder(text)) << text;
  for (const std::string_view text : {"N/A", "null", "---", "(No lyrics)", "Paroles non disponibles", "404 Not Found",
                                      "\u6682\u65E0\u6B4C\u8BCD", "\u266A", "..."})
    EXPECT_TRUE(is_placeholder(text)) << text;
  for (const std::string_view text : {"Unknown\nroads call my name", "la", "empty rooms", "none of your tears"})
    EXPECT_FALSE(is_placeholder(text)) << text;
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
  expect_each(without_page_title,
              {{"12 ContributorsThe Harbour Lyrics", ""},
               {"1 ContributorThe Harbour LyricsOver the sea", "Over the sea"},
               {"3 ContributorsTranslationsDeutschHarbour LyricsA song about boats... Read More", ""},
               {"9 Contributors", ""},
               {"The Harbour Lyrics", ""}});
  for (const std::string_view line : {"", "12 boats", "Lyrics", "all these lyrics", "Contributors"})
    EXPECT_EQ(without_page_title(line), line);
}

TEST(Button, IsCutOffTheLastLine) {
  expect_each(without_button, {{"over the sea45Embed", "over the sea"},
                               {"over the seaEmbed", "over the sea"},
                               {"over the sea1.2KEmbed", "over the sea"},
                               {"over the sea!3EmbedShare URLCopyEmbedCopy", "over the sea!"},
                               {"123Embed", ""},
                               {"Embed", ""}});
  for (const std::string_view line : {"", "over the sea", "what you Embed", "embed"})
    EXPECT_EQ(without_button(line), line);
}

TEST(Credits, EveryRoleInEveryDressNearTheEdge) {
  for (const std::string_view role : {"Lyrics",
                                      "Lyric",
                                      "Lyricist",
                                      "Composer",
                                      "Lyrics & Music",
                                      "Words and Music",
                                      "Music/Lyrics",
                                      "Lead vocals",
                                      "Backing vocals",
                                      "Guitars",
                                      "Keyboards",
                                      "Text und Musik",
                                      "Paroles et musique",
                                      "Auteurs",
                                      "Letra y m\u00FAsica",
                                      "Composi\u00E7\u00E3o",
                                      "Testo e musica",
                                      "\u0421\u043B\u043E\u0432\u0430",
                                      "\u041C\u0443\u0437\u044B\u043A\u0430",
                                      "\u0421\u043B\u043E\u0432\u0430 \u0438 \u043C\u0443\u0437\u044B\u043A\u0430"}) {
    for (const std::string_view between : {": ", " : ", ":"})
      for (const std::string_view names : {"Anna Noon", "Anna Noon & Ben Dusk", "A. Noon, B. Dusk"}) {
        const std::string line = std::string(role) + std::string(between) + std::string(names);
        EXPECT_TRUE(is_left_over(line, true)) << line;
      }
    const std::string sung = std::string(role) + " of my heart, you were falling";
    EXPECT_FALSE(is_left_over(sung, true)) << sung;
  }
  for (const std::string_view deed : {"Arranged by", "Mixed by", "Prod. by", "Performed by", "Sung by",
                                      "Transcribed by", "Music & lyrics by", "Synced by"}) {
    const std::string line = std::string(deed) + " Anna Noon";
    EXPECT_TRUE(is_left_over(line, true)) << line;
    const std::string sung = std::string(deed) + " the light of every morning";
    EXPECT_FALSE(is_left_over(sung, true)) << sung;
  }
}

TEST(Credits, FactsOfARecordAndWordsOfASite) {
  for (const std::string_view line : {"Year: 1999",
                                      "Released: 1999",
                                      "Genre: Folk",
                                      "Track #5",
                                      "Track 05",
                                      "Length: 3:45",
                                      "BPM: 120",
                                      "Capo 2nd fret",
                                      "Capo: 2",
                                      "Language: English",
                                      "Edit lyrics",
                                      "Correct these lyrics",
                                      "12 Contributors",
                                      "Harbour Lights Lyrics",
                                      "Lyrics to \"Harbour Lights\"",
                                      "All lyrics are property and copyright of their owners.",
                                      "feat. Ben Dusk",
                                      "Lyrics submitted by anna99",
                                      "Follow Anna Noon on a site: @anna",
                                      "\u53D1\u884C\uFF1ANoon",
                                      "\u6B4C\u540D : Harbour"})
    EXPECT_TRUE(is_left_over(line, true)) << line;
  for (const std::string_view line :
       {"Year after year", "Year: after year", "Track the fox", "Key to my heart", "Time: it flies", "Edit my heart",
        "I sing the lyrics", "Length of days", "Views of mountains", "Follow me", "By the river", "12 drummers",
        "1 ContributorThe Harbour LyricsOver the sea"})
    EXPECT_FALSE(is_left_over(line, true)) << line;
}

}  // namespace
}  // namespace leitmotif::text
