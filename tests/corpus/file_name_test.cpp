// Names of files that name a song, in the ways programs write them.
#include "leitmotif/corpus/file_name.hpp"

#include <gtest/gtest.h>

#include "support/expect_each.hpp"

namespace leitmotif::corpus {
namespace {

using testing::expect_each;

std::string named(const std::string& name) {
  const SongReference song = named_song(name, "here");
  return song.artist + "|" + song.title + (song.year ? "|" + std::to_string(*song.year) : "");
}

TEST(SongOfFileName, LeavesOutEveryPlaceOnARecord) {
  for (const std::string place :
       {"",      "03 - ",     "3 - ",        "03. ",          "03 ",          "03-",         "03.",
        "1-03 ", "1.03. ",    "(03) ",       "[03] ",         "03) ",         "Track 03 - ", "track 3 - ",
        "#3 - ", "No. 03 - ", "CD1 - 03 - ", "Disc 2 - 03 ",  "(Disc 1) 03 ", "cd2-03. ",    "A1. ",
        "B2) ",  "C3 - ",     "[A2] ",       "Side A - 01. ", "007 - ",       "[1999] ",     "(2001) - "}) {
    const std::string year = place == "[1999] " ? "|1999" : place == "(2001) - " ? "|2001" : "";
    EXPECT_EQ(named(place + "Ann Noon - Blue Door.mp3"), "Ann Noon|Blue Door" + year) << place;
    EXPECT_EQ(named(place + "Blue Door.flac"), "|Blue Door" + year) << place;
  }
}

TEST(SongOfFileName, ReadsEveryDash) {
  for (const std::string dash : {" - ", " – ", " — ", " ‐ ", " − ", " ― ", " -- ", "_-_", " -", "- "}) {
    EXPECT_EQ(named("Ann Noon" + dash + "Blue Door.txt"), "Ann Noon|Blue Door") << dash;
    EXPECT_EQ(named("01" + dash + "Ann Noon" + dash + "Blue Door.txt"), "Ann Noon|Blue Door") << dash;
  }
  EXPECT_EQ(named("01_-_Ann_Noon_-_Blue_Door.mp3"), "Ann Noon|Blue Door");
  EXPECT_EQ(named("Ann_Noon_-_Blue_Door_(live).mp3"), "Ann Noon|Blue Door (live)");
}

TEST(SongOfFileName, AHyphenPartsOnlyWithEvidence) {
  expect_each(named, {{"Ann Noon-Blue Door.mp3", "Ann Noon|Blue Door"},
                      {"Ann_Noon-Blue_Door.mp3", "Ann Noon|Blue Door"},
                      {"01-ann_noon-blue_door-grp.mp3", "ann noon|blue door"},
                      {"01-Noon-Door.mp3", "Noon|Door"},
                      {"music/Noon/Noon-Door.mp3", "Noon|Door"},
                      {"music/Noon/Quay/Noon-Door.mp3", "Noon|Door"}});
  for (const std::string whole :
       {"Semi-Detached", "A Semi-Detached Life", "The Half-Light Prince", "Uh-Oh", "Re-Entry", "My Twenty-One Days",
        "Song for Jean-Paul", "hip-hop nights", "Noon-Door", "The First-Class Ticket-Holder", "I Love Rock-n-Roll"})
    EXPECT_EQ(named(whole + ".mp3"), "|" + whole);
}

TEST(SongOfFileName, LeavesOutWhatOthersAdded) {
  for (const std::string end : {" (Official Video)", " [dQw4w9WgXcQ]", " (320 kbps)", " (somesite.com)",
                                " - mp3site.net", ".mp3", ".flac.lrc", " (Lyrics) [HD]"})
    EXPECT_EQ(named("Ann Noon - Blue Door" + end + ".txt"), "Ann Noon|Blue Door") << end;
  for (const std::string begin : {"[www.site.com] ", "site.io - ", "(music.site.ru) "})
    EXPECT_EQ(named(begin + "Ann Noon - Blue Door.txt"), "Ann Noon|Blue Door") << begin;
  EXPECT_EQ(named("Ann Noon \"Blue Door\" (Official Audio).mp4"), "Ann Noon|Blue Door");
  EXPECT_EQ(named("will.i.am - Door.mp3"), "will.i.am|Door");
  EXPECT_EQ(named("Mr. Noon - Door.mp3"), "Mr. Noon|Door");
}

TEST(SongOfFileName, ADiscsFolderMakesNumbersSure) {
  expect_each(named, {{"Album/CD 2/11 Blue Door.mp3", "|Blue Door"},
                      {"Album/Disc 1/1 Blue Door.mp3", "|Blue Door"},
                      {"Album/Disco/11 Doors.mp3", "|11 Doors"},
                      {"Album/99 Doors.mp3", "|99 Doors"}});
}

TEST(SongOfFileName, NamesThatLookLikePlacesStay) {
  for (const std::string whole : {"99 Doors", "7 Days", "#1 Door", "03", "Beat.it", "1999", "B12", "Track 03", "CD",
                                  "Side Effects", "Disco Door", "U2"})
    EXPECT_EQ(named(whole + ".mp3"), "|" + whole);
  expect_each(named, {{"311 - Door.mp3", "311|Door"},
                      {"U2 - Door.mp3", "U2|Door"},
                      {"M83 - Door.mp3", "M83|Door"},
                      {"Ann - Quay - 03. Door.mp3", "Ann|Door"}});
}

TEST(SongOfFileName, FillsOnlyWhatIsMissing) {
  Song song;
  song.title = "Mine";
  song.year = 1980;
  fill_from_file_name("[1999] Ann - Door.mp3", "here", song);
  EXPECT_EQ(song.artist + "|" + song.title, "Ann|Mine");
  EXPECT_EQ(song.year, 1980);
}

TEST(SongOfFileName, LeavesOutWhatSystemsAndProgramsAddWithoutBrackets) {
  for (const std::string end : {" (1)", " (2)", " (Copy)", " - Copy", " 320kbps", " (128k)", " [1080p]", "-dQw4w9WgXcQ",
                                " _ Official Music Video", " | Official Video", " (Official Music Video) (1080p)"})
    EXPECT_EQ(named("Ann Noon - Blue Door" + end + ".mp3"), "Ann Noon|Blue Door") << end;
  expect_each(named, {{"Ann Noon - Blue Door (1999).mp3", "Ann Noon|Blue Door|1999"},
                      {"Copy of Ann Noon - Blue Door.mp3", "Ann Noon|Blue Door"},
                      {"Ann Noon - Topic - Blue Door.mp3", "Ann Noon|Blue Door"},
                      {"Ann Noon - [Rooms #03] - Blue Door.mp3", "Ann Noon|Blue Door"},
                      {"001_Ann Noon - Blue Door.mp3", "Ann Noon|Blue Door"}});
  for (const std::string kept :
       {"Blue Door (Part 2)", "Blue Door (12)", "Copy Cat", "Door 320", "1999", "Blue Door (3000)"})
    EXPECT_EQ(named("Ann Noon - " + kept + ".mp3"), "Ann Noon|" + kept);
}

TEST(SongOfFileName, OtherSignsForBlanksAndDashes) {
  for (const std::string name : {"Ann.Noon.-.Blue.Door", "Ann+Noon+-+Blue+Door", "Ann Noon _ Blue Door",
                                 "Ann Noon ~ Blue Door", "Ann Noon \uFF5C Blue Door", "Ann%20Noon%20-%20Blue%20Door"})
    EXPECT_EQ(named(name + ".mp3"), "Ann Noon|Blue Door") << name;
  EXPECT_EQ(named("Ann Noon - Blue ~ Door.mp3"), "Ann Noon|Blue ~ Door");
}

}  // namespace
}  // namespace leitmotif::corpus
