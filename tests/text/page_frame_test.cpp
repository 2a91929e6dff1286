#include "leitmotif/text/page_frame.hpp"

#include <gtest/gtest.h>

#include <string>

#include "leitmotif/text/sung_text.hpp"

namespace leitmotif::text {
namespace {

constexpr std::string_view kVerses =
    "Over the harbour the lanterns are burning\nNobody told me the ships would be gone\n\n"
    "Winter is coming and letters are waiting\nSomebody carries the sorrow along\n";

std::string sung(std::string_view text) { return only_sung(text); }

TEST(Title, AboveALyricInEveryShapeIsNotSung) {
  const std::string clean = sung(kVerses);
  for (const std::string_view head : {"Ann Noon - Blue Door\n",
                                      "Blue Door \u2013 Ann Noon\n\n",
                                      "Ann Noon | Blue Door\n\n",
                                      "Blue Door by Ann Noon\n\n",
                                      "\"Blue Door\" by Ann Noon\n\n",
                                      "ANN NOON - BLUE DOOR\n",
                                      "Ann Noon - Blue Door (Official Video) [HD]\n",
                                      "# Blue Door\n\n",
                                      "# Blue Door\n## Ann Noon\n\n",
                                      "=== Blue Door ===\n\n",
                                      "--- Ann Noon - Blue Door ---\n\n",
                                      "BLUE DOOR\n\n",
                                      "\"Blue Door\"\n\n",
                                      "01. Blue Door\n\n",
                                      "Blue Door (Noon/Dusk)\n\n",
                                      "Blue Door (feat. Ben Dusk)\n\n",
                                      "Ann Noon\nBlue Door\n\n",
                                      "Blue Door\n(Ann Noon)\n\n",
                                      "Blue Door\nAnn Noon\n(1999)\n\n",
                                      "Blue Door Lyrics\nAnn Noon\n\n",
                                      "Blue Door\n\nWords and music by Ann Noon\n\n",
                                      "Artist - Ann Noon\nTitle - Blue Door\n",
                                      "Titel: Blue Door\nInterpret: Ann Noon\n\n",
                                      "Titre : Blue Door\nArtiste : Ann Noon\n\n",
                                      "Artista: Ann Noon\nCanci\u00F3n: Blue Door\n\n"})
    EXPECT_EQ(sung(std::string(head) + std::string(kVerses)), clean) << head;
}

TEST(Title, LinesThatOnlyLookLikeOneAreSung) {
  for (const std::string_view line :
       {"Stand by Me\n\n", "Hallelujah\n\n", "Oh my love\n\n", "Blue door - I see you\n",
        "Goodbye, Goodbye\nMy Love,\n\n", "Na na na\nHey hey\n\n", "over the sea - by the river\n", "Day by Day\n\n"})
    EXPECT_EQ(sung(std::string(line) + std::string(kVerses)).substr(0, 3), line.substr(0, 3)) << line;
  // A lyric Whose Words All Begin So has no title that could be told.
  const std::string_view capitals = "Blue Door\nAnn Noon\n\nOver The Harbour\nNobody Told Me\nWinter Is Coming\n";
  EXPECT_EQ(sung(capitals).substr(0, 9), "Blue Door");
}

TEST(PageBlocks, OfAPageThatWasCopiedWhole) {
  const std::string clean = sung(kVerses);
  const std::string verses(kVerses);
  EXPECT_EQ(
      sung("12 Contributors\nBlue Door Lyrics\nIt tells of a flood, and of those who went.\nRead More\n" + verses),
      clean);
  EXPECT_EQ(sung("Translations\nEspa\u00F1ol\nDeutsch\nBlue Door Lyrics\n" + verses), clean);
  EXPECT_EQ(sung("27ContributorsTranslationsDeutschBlue Door Lyrics" + verses), clean);
  EXPECT_EQ(sung(verses + "\nAbout\nSong Bio\n12 contributors\nCredits\nProducer\nBen Dusk\nComments\n"), clean);
  EXPECT_EQ(
      sung("How to Format Lyrics:\nType out all lyrics\nTo learn more, check out our transcription guide\n" + verses),
      clean);
  const std::size_t middle = verses.find("\n\n") + 2;
  EXPECT_EQ(sung(verses + "EmbedShare Url:CopyEmbed:Copy"), clean);
  for (const std::string_view also :
       {"Das k\u00F6nnte dir auch gefallen", "Vous aimerez aussi", "Tambi\u00E9n te podr\u00EDa gustar",
        "Potrebbe interessarti anche", "Voc\u00EA tamb\u00E9m pode gostar"})
    EXPECT_EQ(sung(verses.substr(0, middle) + std::string(also) + "\n" + verses.substr(middle)), clean) << also;
}

TEST(Headers, InOtherLanguagesAreNotSung) {
  const std::string clean = sung(kVerses);
  for (const std::string_view header : {"Strophe 1",
                                        "Refrain:",
                                        "Estrofa 1",
                                        "Estribillo",
                                        "Puente",
                                        "Primeira Parte",
                                        "Refr\u00E3o",
                                        "Parte 1",
                                        "Ponte",
                                        "Pr\u00E9-refrain :",
                                        "Pont",
                                        "Strofa 1:",
                                        "Ritornello",
                                        "Zwrotka 1:",
                                        "Refren x2",
                                        "Refrein",
                                        "Brug",
                                        "Vers 1:",
                                        "Stick:",
                                        "S\u00E4keist\u00F6 1",
                                        "Kertos\u00E4e",
                                        "Nakarat",
                                        "K\u0131ta 2",
                                        "\u041F\u0440\u0438\u043F\u0435\u0432:",
                                        "1 \u043A\u0443\u043F\u043B\u0435\u0442",
                                        "\u041F\u0440\u0438\u0441\u043F\u0456\u0432",
                                        "Sloka 1",
                                        "Refr\u00E9n",
                                        "1. versszak",
                                        "\u03A1\u03B5\u03C6\u03C1\u03AD\u03BD",
                                        "Omkv\u00E6d",
                                        "Refreng",
                                        "Reff:",
                                        "Bait 2:",
                                        "Tornada",
                                        "Chor.",
                                        "(2 veces)",
                                        "(repite)",
                                        "(Music)"})
    for (const std::string_view behind : {"\n", "\r\n", " \n"})
      EXPECT_EQ(sung(std::string(header) + std::string(behind) + std::string(kVerses)), clean) << header;
}

TEST(Furniture, OfSitesBelowALyricIsNotSung) {
  const std::string clean = sung(kVerses);
  for (const std::string_view line : {"Lyrics powered by LyricFind",
                                      "Writer/s: Ann Noon, Ben Dusk",
                                      "Data from: Musixmatch",
                                      "3 Comments",
                                      "Submitted by Ann on Mon, 2012-05-07 18:02",
                                      "Last edited by Ann on Fri, 01/05/2015",
                                      "Listen to Blue Door on Spotify",
                                      "Meaning of \"Blue Door\"",
                                      "Recorded at Dusk Studios, Lyon",
                                      "From the album: Blue Rooms",
                                      "OP: Dusk Music",
                                      "ASCAP",
                                      "(ASCAP)",
                                      "CCLI Song # 1234567",
                                      "International Copyright Secured",
                                      "(Ann Noon/Ben Dusk)",
                                      "(A. Noon, B. Dusk)",
                                      "All Songs Written By Ann Noon",
                                      "Translator: Ann",
                                      "Tekst dodany przez: ann",
                                      "Enviada por Ann. Viu algum erro? Envie uma revis\u00E3o.",
                                      "\u5409\u4ED6 Guitar\uFF1AAnn Noon",
                                      "\u6B4C\u8BCD\u6765\u81EAQQ\u97F3\u4E50",
                                      "Log in to comment",
                                      "Add your thoughts",
                                      "<!-- MxM banner -->",
                                      "<script>var ad = \"tickets\";</script>",
                                      "{{SongFooter|Blue Door}}"})
    EXPECT_EQ(sung(std::string(kVerses) + "\n" + std::string(line)), clean) << line;
  for (const std::string_view line :
       {"Tweet, sang the bird", "Listen to the rain", "Share it with me", "Recorded in my heart", "We meet at Dawn",
        "(Maria, Maria)", "Print it on my heart"})
    EXPECT_NE(sung(std::string(kVerses) + "\n" + std::string(line)), clean) << line;
}

TEST(Entities, LettersAreReadHoweverOftenTheyWereEscaped) {
  // What is left of the entity takes no room.
  EXPECT_EQ(sung("&#111;ver").front(), 'o');
  EXPECT_NE(sung("&#111;ver").find("ver"), std::string::npos);
  EXPECT_EQ(sung("&quot;harbour&quot;"), "harbour\n");
  EXPECT_NE(sung("caf&eacute; song").find("caf\u00E9"), std::string::npos);
  EXPECT_EQ(sung("&amp;amp;quot;over").find("quot"), std::string::npos);
  const std::string text = "&#104;arbour &amp;#104;arbour";
  EXPECT_EQ(sung_in_place(text).size(), text.size());
}

}  // namespace
}  // namespace leitmotif::text
