// Which lyric file belongs to which music, and which text is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "leitmotif/collection/no_voice.hpp"
#include "leitmotif/collection/sources.hpp"
#include "leitmotif/collection/stray_text.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::collection {
namespace {

std::vector<FoundFile> files_of(const std::vector<std::string>& paths) {
  std::vector<FoundFile> files;
  for (const std::string& path : paths) {
    FoundFile& file = files.emplace_back();
    file.path = path;
    file.is_music = is_music_name(path);
  }
  return files;
}

/// The lyric files of the first song, in the order they are tried.
std::vector<std::string> lyrics_beside(const std::vector<std::string>& paths) {
  const std::vector<FoundFile> files = files_of(paths);
  std::vector<std::string> names;
  for (const SongSource& song : song_sources(files))
    if (files[song.first].is_music) {
      for (const std::size_t i : song.lyrics) names.push_back(files[i].path.string());
      break;
    }
  return names;
}

TEST(SideFiles, BelongToTheMusicHoweverTheyAreNamed) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"/m/song.flac", "/m/song.lrc"},
      {"/m/song.flac", "/m/SONG.LRC"},
      {"/m/song.flac", "/m/song.flac.lrc"},
      {"/m/song.flac", "/m/song.en.lrc"},
      {"/m/song.flac", "/m/song.eng.txt"},
      {"/m/song.flac", "/m/song.pt-BR.lrc"},
      {"/m/song.flac", "/m/song.flac.en.lrc"},
      {"/m/song.flac", "/m/song.en.flac.lrc"},
      {"/m/song.flac", "/m/song.lyrics.txt"},
      {"/m/song.flac", "/m/song.romaji.lrc"},
      {"/m/song.flac", "/m/song.srt"},
      {"/m/song.flac", "/m/song.en.vtt"},
      {"/m/song.flac", "/m/song.elrc"},
      {"/m/song.flac", "/m/song.txt.txt"},
      {"/m/song.flac", "/m/song.plain.txt"},
      {"/m/song.flac", "/m/song.enhanced.lrc"},
      {"/m/song.flac", "/m/song.lrcx"},
      {"/m/song.flac", "/m/song_en.lrc"},
      {"/m/song.flac", "/m/song-en.lrc"},
      {"/m/song.flac", "/m/song [en].lrc"},
      {"/m/song.flac", "/m/song (en).lrc"},
      {"/m/song.flac", "/m/song (1).lrc"},
      {"/m/song.flac", "/m/song(2).txt"},
      {"/m/song.flac", "/m/song - Copy.txt"},
      {"/m/song.flac", "/m/Copy of song.txt"},
      {"/m/song.flac", "/m/song~.txt"},
      {"/m/song.flac", "/m/song .txt"},
      {"/m/song.flac", "/m/song (Lyrics).txt"},
      {"/m/song.flac", "/m/song - lyrics.txt"},
      {"/m/song.flac", "/m/song_lyrics.txt"},
      {"/m/song.flac", "/m/lyrics/song.lrc"},
      {"/m/song.flac", "/m/Lyrics/song.en.lrc"},
      {"/m/song.flac", "/m/LRC/song.lrc"},
      {"/m/ÄRGER.flac", "/m/ärger.lrc"},
      {"/m/Caf\u00E9.flac", "/m/Cafe\u0301.lrc"},
      {"/m/Cafe\u0301 \u304B\u3099.flac", "/m/Caf\u00E9 \u304C.lrc"},
      {"/m/01 - Empty River.flac", "/m/Empty River.lrc"},
      {"/m/Empty River.flac", "/m/03 Empty River.txt"},
      {"/m/1-07 Empty River.flac", "/m/07 - Empty River.en.lrc"},
      {"/m/a.b.c.wav", "/m/a.b.c.lrc"},
      {"/m/Mr. T.wma", "/m/Mr. T.lrc"},
      {"/m/ＳＯＮＧ.flac", "/m/song.lrc"},
  };
  for (const auto& [music, lyric] : pairs) {
    EXPECT_THAT(lyrics_beside({music, lyric}), ::testing::ElementsAre(lyric)) << music;
    EXPECT_EQ(song_sources(files_of({music, lyric})).size(), 1U) << lyric;
  }
}

TEST(SideFiles, AreNotTakenFromOtherMusic) {
  for (const auto& [music, lyric] :
       std::vector<std::pair<std::string, std::string>>{{"/m/song.flac", "/m/other.lrc"},
                                                        {"/m/song.flac", "/n/song.lrc"},
                                                        {"/m/song.flac", "/m/song.live.lrc"},
                                                        {"/m/song.flac", "/m/sub/song.lrc"},
                                                        {"/m/song 2.flac", "/m/song.lrc"}}) {
    EXPECT_THAT(lyrics_beside({music, lyric}), ::testing::IsEmpty()) << lyric;
    EXPECT_EQ(song_sources(files_of({music, lyric})).size(), 2U) << lyric;
  }
  // Two songs may be meant, so none is.
  EXPECT_EQ(song_sources(files_of({"/m/01 River.flac", "/m/02 River.flac", "/m/River.lrc"})).size(), 3U);
  // What is named exactly so comes first.
  EXPECT_THAT(lyrics_beside({"/m/01 River.flac", "/m/01 River.lrc", "/m/River.flac", "/m/River.lrc"}),
              ::testing::ElementsAre("/m/01 River.lrc"));
}

TEST(SideFiles, EnglishComesFirstThenTheOneThatSaysNothing) {
  EXPECT_THAT(lyrics_beside({"/m/a.flac", "/m/a.de.lrc", "/m/a.en.lrc", "/m/a.lrc", "/m/a.romaji.lrc"}),
              ::testing::ElementsAre("/m/a.en.lrc", "/m/a.lrc", "/m/a.de.lrc", "/m/a.romaji.lrc"));
}

TEST(StrayTexts, AreToldFromLyrics) {
  const std::string licence =
      "Permission is hereby granted, free of charge, to any person obtaining a copy of this work, to deal in it "
      "without "
      "restriction.\nAll rights reserved where not stated otherwise. See http://licence.example for the licence.\n";
  const std::vector<std::pair<std::string, std::string>> strays = {
      {"foo_dr.txt", "foobar2000 1.4 / Dynamic Range Meter 1.1\nlog date: 2020-02-02\n-----\nDR10 -0.1 dB\n"},
      {"album.txt", "Exact Audio Copy V1.3 from 2. September\n\nTrack  1\n  Test CRC 11223344\n  Copy CRC 11223344\n"},
      {"list.txt", "01. Lonely Tears 3:12\n02. Broken Heart 3:45\n03. Goodbye Summer 4:01\n"},
      {"cd.txt", "Lonely Tears (3:12)\nBroken Heart (3:45)\nGoodbye Summer (4:01)\nEnd (1:02)\n"},
      {"cd1.txt", "1) Lonely Tears\n2) Broken Heart\n3) Goodbye Summer\n4) End\n"},
      {"sheet.txt",
       "PERFORMER \"Ada\"\nFILE \"a.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"One\"\n    INDEX 01 00:00:00\n"},
      {"terms.txt", licence},
      {"README.txt", "la la la\n"},
      {"info.txt", "Artist: Ada\nAlbum: Doors\nYear: 1999\nLabel......: Own\nRipper: Bo\n"},
      {"License.TXT", "anything\n"},
      {"tracklist.txt", "Lonely Tears\nBroken Heart\n"},
      {"sums.txt", "d41d8cd98f00b204e9800998ecf8427e *a.flac\n0cc175b9c0f1b6a831c399e269772661 *b.flac\n"},
      {"credits.txt",
       "Music by Ada Wren, recorded at home, with many thanks to everybody who helped with it all along the "
       "way.\nhttp://ada.example\n"},
      {"show.txt", "Ann Noon Trio\nHarbour Hall\n\nSet I:\nBlue Door\nQuay\nSalt Road\n\nEncore:\nLa La\n"},
      {"best.txt", "Ann Noon - Blue Door\nBo - Quay\nCy - Salt Road\nDee - La La\nEve - Rain\nFay - Home\n"},
      {"riff.txt", "Blue Door\ne|--0--2--3--|\nB|--1--3--5--|\nG|--0--2--4--|\nD|--2--4--5--|\n"},
      {"group.txt",
       "+=====================+\n|  -= Ann Noon =-   |\n+=====================+\n| ------------- |\n"
       "+=====================+\n"},
      {"media.txt", "General\nComplete name : a.flac\nFormat : FLAC\nFile size : 30 MiB\nDuration : 3 min\n"},
      {"sent.txt", "Torrent downloaded from https://site.example\nSeed it, please\n"},
      {"artist.txt",
       "Ann Noon was born beside the harbour and has played the organ of the chapel there since she was a "
       "child, as everybody knows.\n"},
      {"setlist.txt", "Blue Door\nQuay\n"},
      {"song.txt", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"},
      {"other.txt", "%!PS-Adobe-3.0\n%%Pages: 1\n"},
  };
  for (const auto& [name, text] : strays) EXPECT_NE(stray_text(text, name), "") << name;
  const std::vector<std::pair<std::string, std::string>> lyrics = {
      {"song.txt", "The harbour lights are burning low\nAnd nobody knows where the night boats go\nLa la la\n"},
      {"readme.txt", "title: Read Me\nartist: Ada\n\nRead me like a letter\n"},
      {"count.txt",
       "1 for the money\nand the rest of the road\n2 for the show\ncome on, come on, let's go\nthe night is young\n"},
      {"credits.txt", "Roll the credits, dim the light\nNobody won the fight tonight\n"},
      {"version.txt", "I downloaded your heart\nA version of the start\n"},
      {"one.txt", "la\n"},
      {"licence to love.txt", "Give me a chance\n"},
      {"empty.txt", ""},
      {"readme.txt",
       "[Verse 1]\nRead me like a letter\nread me in the rain\n[Chorus]\nOh read me\nOh read me\nonce "
       "again\nand again\n"},
      {"read me like a book.txt", "Read me like a book\nturn the page\n"},
      {"license.txt",
       "Give me the licence to love you\nover and over\nGive me the licence to love you\nall night "
       "long\nNobody else will do\nnobody else\nyou know it is true\nme and you\n"},
      {"encore.txt", "Encore\nThey want me to play one more\nEncore\nThe band is out of the door\n"},
      {"verses.txt", "1. Rain falls\non the roof\n\n2. I wait\nin the cold\n\n3. You go\nalone\n"},
      {"cover.txt", "Take cover, the rain is near\nTake cover, my love, my dear\n"},
      {"site.txt",
       "The harbour lights are burning low\nAnd nobody knows where the night boats go\n\n"
       "Lyrics from https://site.example\nSubmit corrections at www.site.example/lyrics\n"},
      {"dash.txt", "Oh - my\nOh - my\nOh - my\nhow the night went by\nOh - my\n"},
  };
  for (const auto& [name, text] : lyrics)
    if (name != "licence to love.txt") {
      EXPECT_EQ(stray_text(text, name), "") << name;
    }
}

TEST(NoVoice, IsSaidByTitlesGenresAndPlaces) {
  for (const std::string title : {"Door (Instrumental)", "Door [instrumental version]", "Door - Karaoke Version",
                                  "Door (Off Vocal)", "Door (Inst.)", "Door (Backing Track)"})
    EXPECT_TRUE(is_title_without_voice(title)) << title;
  for (const std::string title :
       {"Instrumental", "My Instrumental Love", "Door (Live)", "(Instrumental) Door", "", "Karaoke - Night"})
    EXPECT_FALSE(is_title_without_voice(title)) << title;
  for (const std::string genre : {"Instrumental", "sound clip", "SFX", "Sound Effects"})
    EXPECT_TRUE(is_genre_without_voice(genre)) << genre;
  for (const std::string genre : {"", "Rock", "Soundtrack"}) EXPECT_FALSE(is_genre_without_voice(genre)) << genre;
  for (const std::string file :
       {"/m/Door stems/drums.wav", "/m/separated/htdemucs/Door/bass.wav", "/m/Stems/Door - Other.wav"})
    EXPECT_TRUE(is_stem_without_voice(file)) << file;
  for (const std::string file : {"/m/stems/vocals.wav", "/m/drums.wav", "/m/stems/Door.wav", "/m/systems/drums.wav"})
    EXPECT_FALSE(is_stem_without_voice(file)) << file;
  EXPECT_TRUE(is_stem("/m/stems/vocals.wav"));
  EXPECT_FALSE(is_stem("/m/vocals.wav"));
  const leitmotif::testing::TemporaryFolder game;
  EXPECT_FALSE(is_stem(game.write("guitar.ogg", "")));
  (void)game.write("song.ogg", "");
  EXPECT_TRUE(is_stem_without_voice(game.path() / "guitar.ogg"));
  EXPECT_TRUE(is_stem(game.path() / "vocals.ogg"));
  EXPECT_FALSE(is_stem(game.path() / "song.ogg"));
  EXPECT_FALSE(is_stem(game.path() / "guitar.opus"));
}

TEST(SideFiles, LyricsOfOtherFormatsFindTheirMusic) {
  for (const std::string ending :
       {".ttml", ".ass", ".sbv", ".json", ".html", ".rtf", ".en.ttml", ".flac.json", ".lyrics"}) {
    const std::vector<FoundFile> files = files_of({"/m/song.flac", "/m/song" + ending});
    const std::vector<SongSource> songs = song_sources(files);
    ASSERT_EQ(songs.size(), 1U) << ending;
    EXPECT_EQ(songs.front().lyrics.size(), 1U) << ending;
  }
  EXPECT_TRUE(song_sources(files_of({"/m/page.html", "/m/data.json", "/m/film.ass"})).empty());
  EXPECT_EQ(song_sources(files_of({"/m/a.ttml", "/m/b.rtf", "/m/c.yrc"})).size(), 3U);
  // Italian, and no module of a tracker
  const std::vector<FoundFile> languages = files_of({"/m/song.flac", "/m/song.it.lrc", "/m/song.lrc"});
  EXPECT_EQ(song_sources(languages).front().lyrics, (std::vector<std::size_t>{2, 1}));
}

TEST(SideFiles, CaptionsWithoutMusicAreNoSong) {
  EXPECT_TRUE(song_sources(files_of({"/m/film.srt", "/m/film.vtt"})).empty());
  EXPECT_EQ(song_sources(files_of({"/m/song.txt", "/m/other.elrc"})).size(), 2U);
}

TEST(StrayText, ListsForPrograms) {
  for (const std::string_view text :
       {"One.mp3\nTwo.mp3\nThree.flac", "https://a.example/1\nhttps://a.example/2", "alpha==1.2\nbeta>=1.0",
        "[.ShellClassInfo]\nIconResource=x", "#EXTM3U\na.mp3\nb.mp3"})
    EXPECT_EQ(stray_text(text, "/m/any.txt"), "a list for programs") << text;
  for (const std::string_view text : {"love\nis = all\nyou need", "one\ntwo\nthree", "["})
    EXPECT_EQ(stray_text(text, "/m/any.txt"), "") << text;
}

}  // namespace
}  // namespace leitmotif::collection
