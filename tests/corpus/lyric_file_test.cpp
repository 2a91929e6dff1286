#include "leitmotif/corpus/lyric_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

#include "leitmotif/corpus/file_name.hpp"
#include "support/expect_each.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

std::string lyrics_of(std::string_view lrc) { return parse_lyric_file(lrc, "a.lrc").song.lyrics; }

std::string message_for(std::string_view text, const char* name) {
  const Error error = error_of([&] { (void)parse_lyric_file(text, name); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  return error.what();
}

TEST(TextFile, ReadsTheHead) {
  const LabelledSong song = parse_lyric_file(
      "\nartist: The Slow Ferries\nTitle:  Salt Road\nyear: 1974\ngenre: Jazz\ntopic: night/time\n"
      "danceability: 0.41\nenergy: 0.28\nnote: made up\n\n[Verse 1]\nGulls above the road\n\nnote: sung too\n",
      "x.txt");
  EXPECT_EQ(song.song.artist, "The Slow Ferries");
  EXPECT_EQ(song.song.title, "Salt Road");
  EXPECT_EQ(song.song.year, 1974);
  EXPECT_EQ(song.song.genre, "jazz");
  EXPECT_EQ(song.labels.topic, "night/time");
  EXPECT_EQ(song.song.audio[0], 0.41);
  EXPECT_EQ(song.song.audio[5], 0.28);
  EXPECT_TRUE(std::isnan(song.song.audio[1]));
  EXPECT_EQ(song.song.lyrics, "[Verse 1]\nGulls above the road\n\nnote: sung too");
  EXPECT_EQ(song.song.form, LyricsForm::sung);
  EXPECT_EQ(song.line, 0U);
}

TEST(TextFile, WithoutAHeadAllOfItIsLyrics) {
  const LabelledSong song = parse_lyric_file("artist: me\nand you said: go\n\nmore\n", "Ann Lee - Go: Now.txt");
  EXPECT_EQ(song.song.lyrics, "artist: me\nand you said: go\n\nmore");
  EXPECT_EQ(song.song.artist, "Ann Lee");
  EXPECT_EQ(song.song.title, "Go: Now");
  EXPECT_FALSE(song.song.year);
  EXPECT_EQ(song.labels.topic, "");
}

TEST(TextFile, AHeadAloneIsASongWithoutLyrics) {
  const LabelledSong song = parse_lyric_file("title: Interlude\nartist: Quiet Four", "x.txt");
  EXPECT_EQ(song.song.title, "Interlude");
  EXPECT_EQ(song.song.lyrics, "");
}

TEST(FileName, GivesWhatTheFileDoesNot) {
  const auto named = [](const char* name) {
    const Song song = parse_lyric_file("la", name).song;
    return song.artist + "|" + song.title;
  };
  expect_each(named, {{"music/Ann Lee - Blue Door.txt", "Ann Lee|Blue Door"},
                      {"Blue Door.txt", "|Blue Door"},
                      {"03 - Blue Door.txt", "|Blue Door"},
                      {"03. Ann Lee - Blue Door - Live.TXT", "Ann Lee|Blue Door - Live"},
                      {"311 - Door.txt", "311|Door"},
                      {"Jos\xE9 - Caf\xE9.txt", "Jos\xC3\xA9|Caf\xC3\xA9"},
                      {"1-03 Blue Door.txt", "|Blue Door"},
                      {"1.03. Ann Lee - Blue Door.txt", "Ann Lee|Blue Door"},
                      {"03 Blue Door.txt", "|Blue Door"},
                      {"03.Blue Door.txt", "|Blue Door"},
                      {"99 Doors.txt", "|99 Doors"},
                      {"7 Doors.txt", "|7 Doors"},
                      {"03.txt", "|03"},
                      {"Ann_Lee_-_Blue_Door.txt", "Ann Lee|Blue Door"},
                      {"03_-_Ann_Lee_-_Blue_Door.txt", "Ann Lee|Blue Door"},
                      {"Ann_Lee - Blue Door.txt", "Ann_Lee|Blue Door"},
                      {"Ann Lee \u2013 Blue Door.txt", "Ann Lee|Blue Door"},
                      {"Ann Lee - 03 - Blue Door.txt", "Ann Lee|Blue Door"},
                      {"Ann Lee - Quay - 03 - Blue Door.txt", "Ann Lee|Blue Door"},
                      {"-", "|"}});
  EXPECT_EQ(parse_lyric_file("title: Other\n\nla", "Ann - Blue.txt").song.title, "Other");
  EXPECT_EQ(parse_lyric_file("title: Other\n\nla", "Ann - Blue.txt").song.artist, "Ann");
}

TEST(LyricFile, SaysWhatIsWrong) {
  EXPECT_EQ(message_for("", "s.txt"), "s.txt: is empty, expected lyrics");
  EXPECT_EQ(message_for(" \r\n\t", "s.lrc"), "s.lrc: is empty, expected lyrics");
  EXPECT_EQ(message_for(std::string_view("a\0b", 3), "s.txt"), "s.txt: is not text: NUL byte at byte 2");
}

TEST(LyricFile, AnOddValueRefusesNoLyric) {
  const LabelledSong head =
      parse_lyric_file("artist: A\nyear: soon\nenergy: 2\ntopic: " + std::string(101, 'x') + "\n\nla", "s.txt");
  EXPECT_EQ(head.song.artist, "A");
  EXPECT_EQ(head.song.lyrics, "la");
  EXPECT_FALSE(head.song.year);
  EXPECT_TRUE(std::isnan(head.song.audio[5]));
  EXPECT_EQ(head.labels.topic, "");
  for (const std::string date : {"2003-05-01", "01.05.2003", "May 2003", "2003"})
    EXPECT_EQ(parse_lyric_file("[year:" + date + "]\n[00:01.00]la", "s.lrc").song.year, 2003) << date;
  EXPECT_EQ(parse_lyric_file("[energy:high]\n[00:01.00]la", "s.lrc").song.lyrics, "la");
}

TEST(LyricFile, KnowsHeadsOfOthers) {
  const auto named = [](std::string_view text) {
    const Song song = parse_lyric_file(text, "x.txt").song;
    return song.artist + "|" + song.title + "|" + song.lyrics;
  };
  expect_each(named, {
                         {"Title: Salt\nArtist: Ann\nAlbum: Quay\n\nla la", "Ann|Salt|la la"},
                         {"Title: Salt\nArtist: Ann\nLabel: Quay Records\nISRC: none\n\nla la", "Ann|Salt|la la"},
                         {"Titel: Salz\nInterpret: Ann\nJahr: 1987\n\nla", "Ann|Salz|la"},
                         {"T\u00EDtulo: Sal\nArtista: Ann\nG\u00E9nero: pop\n\nla", "Ann|Sal|la"},
                         {"Titre: Sel\nArtiste: Ann\nAnn\u00E9e: 1987\n\nla", "Ann|Sel|la"},
                         {"Artist: Ann\nTitle: Salt\nla la\nla", "Ann|Salt|la la\nla"},  // without a blank line
                         {"Chorus: la\nAnn: lo\n\nla", "|x|Chorus: la\nAnn: lo\n\nla"},  // who sings is no head
                     });
}

TEST(LyricFile, ReadsCaptions) {
  const std::string sung = "la la\nlo <3 lo\n\nli";
  for (const char* name : {"x.txt", "x.lrc", "x.vtt", "x.srt"}) {
    EXPECT_EQ(
        parse_lyric_file("WEBVTT\nKind: captions\n\nNOTE by me\nand more\n\n1\n00:01.000 --> 00:02.000 align:start\n"
                         "<v Ann>la <c.red>la</c>\nlo <3 <00:01.500>lo\n\n00:03.000 --> 00:04.000\nli\n",
                         name)
            .song.lyrics,
        sung)
        << name;
    EXPECT_EQ(parse_lyric_file("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>la</i> la\nlo <3 lo\n\n2\n"
                               "00:00:03,000 --> 00:00:04,000\nli\n",
                               name)
                  .song.lyrics,
              sung)
        << name;
  }
  EXPECT_EQ(parse_lyric_file("7 --> 8\nla", "x.txt").song.lyrics, "7 --> 8\nla");
}

TEST(LyricFile, SaysThatNobodySings) {
  for (const std::string_view text :
       {"[au: instrumental]", "[ti:Salt]\n[au: Instrumental ]\n", "[instrumental:true]", "[la:Instrumental]"}) {
    EXPECT_EQ(parse_lyric_file(text, "x.lrc").song.lyrics, "[instrumental]") << text;
    EXPECT_EQ(parse_lyric_file(text, "x.txt").song.lyrics, "[instrumental]") << text;
  }
  EXPECT_EQ(lyrics_of("[au: instrumental]\n[00:01.00]la"), "la");
  EXPECT_EQ(lyrics_of("[instrumental:false]\n[ti:x]"), "");
}

TEST(LyricFile, HasALimit) {
  const TemporaryFolder folder;
  const auto kind = [&](const std::string& text) {
    return error_of([&] { (void)read_lyric_file(folder.write("x.txt", text)); }).kind();
  };
  EXPECT_EQ(read_lyric_file(folder.write("x.txt", std::string(kMaxLyricFileBytes, 'a'))).song.lyrics.size(),
            kMaxLyricFileBytes);
  EXPECT_EQ(kind(std::string(kMaxLyricFileBytes + 1, 'a')), ErrorKind::resource_limit);
  EXPECT_EQ(error_of([&] { (void)parse_lyric_file(std::string(kMaxLyricFileBytes + 1, 'a'), "x.txt"); }).kind(),
            ErrorKind::resource_limit);
  EXPECT_EQ(error_of([&] { (void)read_lyric_file(folder.path() / "none.txt"); }).kind(), ErrorKind::not_found);
  EXPECT_EQ(error_of([&] { (void)read_lyric_file(folder.path()); }).kind(), ErrorKind::io);
}

TEST(LrcFile, ReadsTagsAndLines) {
  const LabelledSong song = parse_lyric_file(
      "\xEF\xBB\xBF[ar: Ann Lee][ti:Blue [Live]]\r\n[al:Doors]\r\n[year:1987]\r\n[genre:rock]\r\n[topic:sadness]\r\n"
      "[valence:0.2]\r\n[by:somebody]\r\n[offset:+200]\r\n[length:03:12]\r\n\r\n"
      "[00:12.00]First line\r\n[00:15.30]Second line\r\n",
      "x.LRC");
  EXPECT_EQ(song.song.artist, "Ann Lee");
  EXPECT_EQ(song.song.year, 1987);
  EXPECT_EQ(song.song.genre, "rock");
  EXPECT_EQ(song.labels.topic, "sadness");
  EXPECT_EQ(song.song.audio[4], 0.2);
  EXPECT_EQ(song.song.lyrics, "First line\nSecond line");
  EXPECT_EQ(song.song.form, LyricsForm::sung);
}

TEST(LrcFile, ATagMayHoldBrackets) {
  EXPECT_EQ(parse_lyric_file("[ti:Blue [Live]]\n[00:01.00]la", "x.lrc").song.title, "Blue [Live]");
  EXPECT_EQ(parse_lyric_file("[ti:Blue][ar:Ann]\n[00:01.00]la", "x.lrc").song.artist, "Ann");
}

TEST(LrcFile, RepeatedLinesStandWhereTheyAreSung) {
  EXPECT_EQ(lyrics_of("[00:10.00]one\n[00:20.00][00:40.00]chorus\n[00:30.00]two\n"), "one\nchorus\ntwo\nchorus");
  EXPECT_EQ(lyrics_of("[00:40.00] [00:20.00] chorus\n[00:30]two"), "chorus\ntwo\nchorus");
}

TEST(LrcFile, TakesEveryFormOfStamp) {
  EXPECT_EQ(lyrics_of("[00:03]c\n[00:02:50]b\n[0:2.4]a\n[100:00.000]e\n[00:03.001]d"), "a\nb\nc\nd\ne");
  EXPECT_EQ(lyrics_of("[00:12.00]<00:12.00> Walk <00:12.50>on <00:13.00> by [00:13.50]now <3 you\n"),
            "Walk on by now <3 you");
}

TEST(LrcFile, LinesWithoutAStampStayWithTheLineBefore) {
  EXPECT_EQ(lyrics_of("before\n[00:20.00]b\nmore of b\n[00:10.00]a\n[Chorus]\n"), "before\na\n[Chorus]\nb\nmore of b");
  EXPECT_EQ(lyrics_of("plain words\n\nwithout any stamp\n"), "plain words\nwithout any stamp");
  EXPECT_EQ(lyrics_of("[00:01.00]a\n[00:02.00]\n[00:03.00]b\n"), "a\n\nb") << "an empty stamp is a pause";
}

TEST(LrcFile, WhatIsNeitherTagNorStampIsSung) {
  EXPECT_EQ(lyrics_of("[Verse 2: Ann]\n[12:x] hm\n[00:01.00"), "[Verse 2: Ann]\n[12:x] hm\n[00:01.00");
}

TEST(LrcFile, ManyRepeatsAreALimitAndNotAllTheMemory) {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += "[00:01]";
  text += std::string(500'000, 'x');
  EXPECT_EQ(error_of([&] { (void)parse_lyric_file(text, "x.lrc"); }).kind(), ErrorKind::resource_limit);
}

TEST(Songbook, ReadsAFolderInOrder) {
  const TemporaryFolder folder;
  folder.write("b/2.txt", "title: Second\n\nla");
  folder.write("b/1.LRC", "[ti:First]\n[00:01.00]la");
  folder.write("a.txt", "title: Zero\n\nla");
  folder.write("c/bad.txt", std::string_view("\0", 1));
  folder.write("c/cover.jpg", "x");
  folder.write("c/._3.txt", "x");
  folder.write(".hidden/4.txt", "x");
  ::mkfifo((folder.path() / "c" / "pipe.txt").c_str(), 0600);
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "b" / "round");
  const Songbook book = read_songbook(folder.path());
  ASSERT_EQ(book.songs.size(), 3U);
  EXPECT_EQ(book.songs[0].song.title, "Zero");
  EXPECT_EQ(book.songs[1].song.title, "First");
  EXPECT_EQ(book.songs[2].song.title, "Second");
  EXPECT_EQ(book.files[2], folder.path() / "b/2.txt");
  ASSERT_EQ(book.rejected.size(), 2U);
  EXPECT_EQ(book.rejected[0].source, folder.path() / "c/bad.txt");
  EXPECT_THAT(book.rejected[0].reason, HasSubstr("is not text"));
  EXPECT_THAT(book.rejected[1].reason, HasSubstr("is not a plain file"));
}

TEST(Songbook, SaysWhatIsWrong) {
  const TemporaryFolder folder;
  EXPECT_EQ(error_of([&] { (void)read_songbook(folder.path() / "none"); }).kind(), ErrorKind::not_found);
  EXPECT_EQ(error_of([&] { (void)read_songbook(folder.write("x", "")); }).kind(), ErrorKind::io);
  std::filesystem::remove(folder.path() / "x");
  EXPECT_TRUE(read_songbook(folder.path()).songs.empty());
}

std::size_t sung_words(const std::string& lyrics) {
  std::istringstream lines(lyrics);
  std::size_t words = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.substr(0, 1) == "[") continue;
    std::istringstream text(line);
    for (std::string word; text >> word;) ++words;
  }
  return words;
}

TEST(Songbook, EverySongOfTheProjectIsComplete) {
  const std::filesystem::path folder = testing::source_folder() / "data" / "songbook";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no songbook here";
  const Songbook book = read_songbook(folder);
  for (const Rejected& rejected : book.rejected) ADD_FAILURE() << rejected.source << ": " << rejected.reason;
  std::set<std::string> names;
  for (std::size_t i = 0; i < book.songs.size(); ++i) {
    const Song& song = book.songs[i].song;
    const Labels& labels = book.songs[i].labels;
    EXPECT_TRUE(names.insert(song.artist + "\n" + song.title).second) << book.files[i];
    EXPECT_FALSE(song.artist.empty() || song.title.empty() || song.genre.empty()) << book.files[i];
    EXPECT_TRUE(song.year) << book.files[i];
    EXPECT_FALSE(labels.topic.empty()) << book.files[i];
    for (const double value : song.audio) EXPECT_FALSE(std::isnan(value)) << book.files[i];
    // 60 to 200 words as written; a synchronised file repeats its chorus.
    const std::size_t most = book.files[i].extension() == ".lrc" ? 400 : 200;
    EXPECT_THAT(sung_words(song.lyrics), ::testing::AllOf(::testing::Ge(60U), ::testing::Le(most))) << book.files[i];
  }
}

TEST(FillFromFileName, WhatVideosAndNumbersLeaveInNames) {
  const auto names = [](const std::string& stem) {
    Song song;
    fill_from_file_name(stem + ".txt", "here", song);
    return song.artist + "|" + song.title;
  };
  for (const std::string mark : {"(Official Video)", "[Official Music Video]", "(Lyrics)", "[dQw4w9WgXcQ]", "(HQ)",
                                 "(320 kbps)", "lyrics", "(Official Audio) [HD]"})
    EXPECT_EQ(names("Ann Noon - Empty River " + mark), "Ann Noon|Empty River") << mark;
  for (const std::string number : {"(01) ", "[01] ", "01) ", "01 - ", "01. "})
    EXPECT_EQ(names(number + "Ann Noon - Empty River"), "Ann Noon|Empty River") << number;
  EXPECT_EQ(names("Ann Noon - Harbour - 01 Empty River"), "Ann Noon|Empty River");
  EXPECT_EQ(names("Ann%20Noon%20-%20Empty%20River"), "Ann Noon|Empty River");
  EXPECT_EQ(names("Ann Noon - \"Empty River\""), "Ann Noon|Empty River");
  for (const std::string title : {"Empty River (Live)", "Interlude (2)", "River [Explicit]", "Video", "99 Red Rivers"})
    EXPECT_EQ(names("Ann Noon - " + title), "Ann Noon|" + title);
}

}  // namespace
}  // namespace leitmotif::corpus
