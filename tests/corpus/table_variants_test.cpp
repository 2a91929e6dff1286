// The same two songs as tables of every shape, and what stands around tables.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/text/no_lyric.hpp"

namespace leitmotif::corpus {
namespace {

struct Shape {
  const char* what;
  const char* bytes;
};

constexpr Shape kShapes[] = {
    {"a list of objects",
     R"([{"artist":"Ann","title":"Blue","lyrics":"I love the rain"},{"artist":"Ben","title":"Wet","lyrics":"We dance all night"}])"},
    {"a list over lines",
     "[\n {\"artist\": \"Ann\",\n  \"title\": \"Blue\", \"lyrics\": \"I love the rain\"},\n"
     " {\"artist\": \"Ben\", \"title\": \"Wet\", \"lyrics\": \"We dance all night\"}\n]\n"},
    {"a list under a key", R"({"count":2,"songs":[{"artist":"Ann","title":"Blue","lyrics":"I love the rain"},)"
                           R"({"artist":"Ben","title":"Wet","lyrics":"We dance all night"}]})"},
    {"columns of rows by number",
     R"({"artist":{"0":"Ann","1":"Ben"},"title":{"0":"Blue","1":"Wet"},"lyrics":{"0":"I love the rain","1":"We dance all night"}})"},
    {"columns as lists",
     R"({"artist":["Ann","Ben"],"title":["Blue","Wet"],"lyrics":["I love the rain","We dance all night"]})"},
    {"rows under keys",
     R"({"7":{"artist":"Ann","title":"Blue","lyrics":"I love the rain"},"9":{"artist":"Ben","title":"Wet","lyrics":"We dance all night"}})"},
    {"a split table",
     R"({"columns":["artist","title","lyrics"],"index":[0,1],"data":[["Ann","Blue","I love the rain"],["Ben","Wet","We dance all night"]]})"},
    {"objects inside",
     "{\"track\":{\"name\":\"Blue\",\"artists\":[{\"name\":\"Ann\"}]},\"lyrics\":\"I love the rain\"}\n"
     "{\"track\":{\"name\":\"Wet\",\"artists\":[{\"name\":\"Ben\"}]},\"lyrics\":\"We dance all night\"}\n"},
    {"a service's attributes",
     R"({"data":[{"attributes":{"name":"Blue","artistName":"Ann","lyrics":"I love the rain"}},)"
     R"({"attributes":{"name":"Wet","artistName":"Ben","lyrics":"We dance all night"}}]})"},
    {"lines with commas",
     "{\"artist\":\"Ann\",\"title\":\"Blue\",\"lyrics\":\"I love the rain\"},\n"
     "{\"artist\":\"Ben\",\"title\":\"Wet\",\"lyrics\":\"We dance all night\"}\n"},
    {"comments above",
     "# exported\n# by me\nartist,title,lyrics\nAnn,Blue,I love the rain\nBen,Wet,We dance all night\n"},
    {"joined files",
     "\xEF\xBB\xBF"
     "artist,title,lyrics\nAnn,Blue,I love the rain\n\xEF\xBB\xBF"
     "artist,title,lyrics\n\"Ben\",Wet,We dance all night\n"},
    {"a drawn table",
     "| artist | title | lyrics |\n|---|:---:|---|\n| Ann | Blue | I love the rain |\n| Ben | Wet | We dance all night "
     "|\n"},
    {"formulas", "artist,title,lyrics\n=\"Ann\",=\"Blue\",I love the rain\n=\"Ben\",=\"Wet\",We dance all night\n"},
    {"invisible signs in the header",
     "\u00A0artist,title\u200B,\u2060lyrics\u00A0\nAnn,Blue,I love the rain\nBen,Wet,We dance all night\n"},
};

TEST(TableVariants, EveryShapeHasTheSameSongs) {
  for (const Shape& shape : kShapes) {
    std::vector<std::string> songs;
    std::vector<Rejected> rejected;
    DatasetOptions options;
    options.lyrics_needed = false;
    (void)parse_dataset(
        shape.bytes, "x",
        {[&](LabelledSong&& row) { songs.push_back(row.song.artist + "|" + row.song.title + "|" + row.song.lyrics); },
         [&](Rejected&& one) { rejected.push_back(std::move(one)); }},
        options);
    EXPECT_THAT(songs, ::testing::ElementsAre("Ann|Blue|I love the rain", "Ben|Wet|We dance all night")) << shape.what;
    EXPECT_TRUE(rejected.empty()) << shape.what << ": " << (rejected.empty() ? "" : rejected[0].reason);
  }
}

TEST(TableVariants, AServicesFactsAreFoundInsideOfObjects) {
  LabelledSong song;
  (void)parse_dataset(
      R"([{"track":{"name":"Blue","explicit":true,"duration_ms":201000,"artists":[{"name":"Ann"},{"name":"Bob"}],)"
      R"("album":{"name":"Doors","release_date":"1999-05-01"},"external_ids":{"isrc":"USABC9912345"}},"lyrics":"I love"}])",
      "x", {[&](LabelledSong&& row) { song = std::move(row); }, [](Rejected&&) {}});
  EXPECT_EQ(song.song.artist, "Ann, Bob");
  EXPECT_EQ(song.song.title, "Blue");
  EXPECT_EQ(song.song.year, 1999);
  EXPECT_EQ(song.song.flagged_explicit, 1);
  EXPECT_EQ(song.album, "Doors");
  EXPECT_EQ(song.ids.isrc, "USABC9912345");
  EXPECT_EQ(song.length_ms, 201'000);
}

TEST(TableVariants, LengthsAreReadAsPeopleWriteThem) {
  EXPECT_EQ(length_in("3:45"), 225'000);
  EXPECT_EQ(length_in("1:02:03.5"), 3'723'500);
  EXPECT_EQ(length_in("225"), 225'000);
  EXPECT_EQ(length_in("225000"), 225'000);
  for (const char* none : {"", "0", "-3", "x", "1:2:3:4", "1e300", "nan"})
    EXPECT_EQ(length_in(none), std::nullopt) << none;
}

TEST(TableVariants, WhatStandsForALyricIsNone) {
  for (const char* text :
       {"Lyrics not available.", "No lyrics available", "N/A", "null", "-", "\u266A", "[TBD]", "404 Not Found",
        "Sin letra", "Paroles non disponibles", "Letra no disponible", "Songtext nicht verf\u00FCgbar",
        "Testo non disponibile", "Sorry, we have no lyrics for this song at the moment", "\u6682\u65E0\u6B4C\u8BCD",
        "<empty>", "Lyrics coming soon!"})
    EXPECT_TRUE(text::is_placeholder(text)) << text;
  for (const char* text : {"love", "I was not found\nI was lost", "Nothing, none of it\nunknown to me", "Let me go"})
    EXPECT_FALSE(text::is_placeholder(text)) << text;
}

TEST(TableVariants, AHeadBetweenFencesIsAHead) {
  const LabelledSong song =
      parse_lyric_file("---\ntitle: \"Blue Door\"\nartist: Ann Noon\nyear: 1999\n---\nI walk alone\n", "x.txt");
  EXPECT_EQ(song.song.title, "Blue Door");
  EXPECT_EQ(song.song.artist, "Ann Noon");
  EXPECT_EQ(song.song.lyrics, "I walk alone");
  EXPECT_EQ(parse_lyric_file("---\nI walk alone\n---\nand on\n", "x.txt").song.lyrics,
            "---\nI walk alone\n---\nand on");
}

TEST(TableVariants, StampsOfDoubleWidthAreStamps) {
  EXPECT_EQ(
      parse_lyric_file("\uFF3B00\uFF1A01.00\uFF3DI walk\n\uFF3B00\uFF1A02.00\uFF3Dalone\n[00:03.00]in rain\n", "x.lrc")
          .song.lyrics,
      "I walk\nalone\nin rain");
}

}  // namespace
}  // namespace leitmotif::corpus
