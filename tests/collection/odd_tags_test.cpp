// Tags as other programs leave them: other formats, other encodings, several tags in one file, broken texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "leitmotif/collection/id3_frames.hpp"
#include "leitmotif/collection/mood_tag.hpp"
#include "leitmotif/collection/odd_dates.hpp"
#include "leitmotif/collection/tag_inventory.hpp"
#include "leitmotif/collection/tags.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/music_names.hpp"
#include "leitmotif/text/encoding.hpp"
#include "support/collection_files.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/silent_music.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::collection {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

/// A number as so many bytes.
std::string bytes_of(std::uint64_t value, std::size_t count, bool big_endian = false) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * (big_endian ? count - 1 - i : i)));
  return bytes;
}

std::string riff_chunk(const std::string& name, const std::string& data, bool big_endian = false) {
  return name + bytes_of(data.size(), 4, big_endian) + data + (data.size() % 2 == 1 ? std::string(1, '\0') : "");
}

std::string wav(const std::string& tags) {
  const std::string format =
      bytes_of(1, 2) + bytes_of(1, 2) + bytes_of(8000, 4) + bytes_of(16000, 4) + bytes_of(2, 2) + bytes_of(16, 2);
  return riff_chunk("RIFF", "WAVE" + riff_chunk("fmt ", format) + riff_chunk("data", std::string(16000, '\0')) + tags);
}

std::string info_list(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string list = "INFO";
  for (const auto& [name, text] : fields) list += riff_chunk(name, text + std::string(1, '\0'));
  return riff_chunk("LIST", list);
}

std::string aiff(const std::string& tags) {
  const std::string rate("\x40\x0B\xFA\x00\x00\x00\x00\x00\x00\x00", 10);
  const std::string common = bytes_of(1, 2, true) + bytes_of(8000, 4, true) + bytes_of(16, 2, true) + rate;
  return riff_chunk(
      "FORM", "AIFF" + riff_chunk("COMM", common, true) + riff_chunk("SSND", std::string(16008, '\0'), true) + tags,
      true);
}

std::string dsf(const std::string& tag) {
  const std::string format = "fmt " + bytes_of(52, 8) + bytes_of(1, 4) + bytes_of(0, 4) + bytes_of(2, 4) +
                             bytes_of(2, 4) + bytes_of(2822400, 4) + bytes_of(1, 4) + bytes_of(2822400, 8) +
                             bytes_of(4096, 4) + bytes_of(0, 4);
  const std::string data = "data" + bytes_of(12 + 64, 8) + std::string(64, '\0');
  const std::uint64_t end = 28 + format.size() + data.size();
  return "DSD " + bytes_of(28, 8) + bytes_of(end + tag.size(), 8) + bytes_of(end, 8) + format + data + tag;
}

/// An APE tag for the end of a file.
std::string ape_tag(const testing::TagFields& fields) {
  std::string items;
  for (const auto& [name, text] : fields)
    items += bytes_of(text.size(), 4) + bytes_of(0, 4) + name + std::string(1, '\0') + text;
  return items + "APETAGEX" + bytes_of(2000, 4) + bytes_of(items.size() + 32, 4) + bytes_of(fields.size(), 4) +
         bytes_of(0, 4) + bytes_of(0, 8);
}

std::string id3v1(std::string title, std::string artist, const std::string& year) {
  title.resize(30);
  artist.resize(30);
  return "TAG" + title + artist + std::string(30, '\0') + year + std::string(30, '\0') + std::string(1, '\x11');
}

std::string names_of(const std::string& bytes, const std::string& name) {
  const MusicTags tags = parse_tags(bytes, name);
  return tags.artist + "|" + tags.title + "|" + (tags.year ? std::to_string(*tags.year) : "") + "|" +
         (tags.lyrics.empty() ? "" : tags.lyrics.front().text);
}

std::string usual_id3() {
  return id3v2(
      {id3_text("TIT2", "One"), id3_text("TPE1", "Ada"), id3_text("TDRC", "1999"), testing::id3_lyric("la\nla")});
}

std::string dff_chunk(const std::string& id, const std::string& data) {
  return id + bytes_of(data.size(), 8, true) + data + std::string(data.size() % 2, '\0');
}

std::string dff_text(const std::string& id, const std::string& text) {
  return dff_chunk(id, bytes_of(text.size(), 4, true) + text);
}

std::string dff(const std::string& more) {
  const std::string properties =
      "SND " + dff_chunk("FS  ", bytes_of(2822400, 4, true)) + dff_chunk("CHNL", bytes_of(2, 2, true) + "SLFTSRGT");
  const std::string form = "DSD " + dff_chunk("FVER", bytes_of(0x01050000, 4, true)) + dff_chunk("PROP", properties) +
                           dff_chunk("DSD ", std::string(705600 / 10, '\x69')) + more;
  return dff_chunk("FRM8", form);
}

TEST(OddTags, DsdiffIsRead) {
  EXPECT_EQ(names_of(dff(dff_chunk("ID3 ", usual_id3())), "a.dff"), "Ada|One|1999|la\nla");
  EXPECT_EQ(names_of(dff(dff_chunk("DIIN", dff_text("DIAR", "Ada") + dff_text("DITI", "One"))), "a.dff"), "Ada|One||");
  EXPECT_EQ(parse_tags(dff(""), "a.dff").length_ms, 100);
  const std::string whole = dff(dff_chunk("ID3 ", usual_id3()));
  for (std::size_t size = 0; size < whole.size(); size += 997) {
    try {
      (void)parse_tags(whole.substr(0, size), "a.dff");
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::corrupt_data) << size;
    }
  }
}

/// A module of the Amiga: title, 31 samples, an order list, its mark, one pattern.
std::string amiga_module(std::string title) {
  title.resize(20);
  return title + std::string(30 * 31, '\0') + "\x01\x7F" + std::string(128, '\0') + "M.K." + std::string(1024, '\0');
}

TEST(OddTags, ModulesGiveTheirTitle) { EXPECT_EQ(names_of(amiga_module("blue door"), "a.mod"), "|blue door||"); }

TEST(OddTags, AGenreIsFoundInEveryNotation) {
  const auto genre = [](const std::string& text, int version) {
    const std::string tag = id3v2({id3_text("TCON", text, 0, version)}, version);
    return parse_tags(wav(riff_chunk("id3 ", tag)), "a.wav").genre;
  };
  for (const std::string rock : {"17", "(17)", "(17)Rock", "Rock", " rock ", "Rock; Pop", "Rock|Pop"})
    for (const int version : {3, 4}) EXPECT_EQ(genre(rock, version), "rock") << rock << " " << version;
  EXPECT_EQ(genre("(4)Eurodisco", 3), "eurodisco");
  EXPECT_EQ(genre(std::string("Disco\0Eurodisco", 15), 4), "disco");
  EXPECT_EQ(genre(std::string("17\0"
                              "13",
                              5),
                  4),
            "rock");
  EXPECT_EQ(genre("(255)", 3), "");
  EXPECT_EQ(genre("Pop/Funk", 4), "pop/funk");
}

TEST(OddTags, WavAiffAndDsfAreRead) {
  EXPECT_EQ(names_of(wav(riff_chunk("id3 ", usual_id3())), "a.wav"), "Ada|One|1999|la\nla");
  EXPECT_EQ(names_of(wav(info_list({{"INAM", "One"}, {"IART", "Ada"}, {"ICRD", "1999"}})), "a.wav"), "Ada|One|1999|");
  EXPECT_EQ(names_of(wav(info_list({{"INAM", "\xCF\xF3\xF1\xF2\xE0\xFF \xF0\xE5\xEA\xE0"}, {"IART", "Ada"}})), "a.wav"),
            "Ada|Пустая река||");
  EXPECT_EQ(names_of(wav(riff_chunk("id3 ", id3v2({id3_text("TIT2", "One")})) + info_list({{"IART", "Ada"}})), "a.wav"),
            "Ada|One||");
  EXPECT_EQ(names_of(aiff(riff_chunk("ID3 ", usual_id3(), true)), "a.aiff"), "Ada|One|1999|la\nla");
  EXPECT_EQ(names_of(dsf(usual_id3()), "a.dsf"), "Ada|One|1999|la\nla");
  EXPECT_EQ(parse_tags(dsf(usual_id3()), "a.dsf").length_ms, 1000);
  EXPECT_EQ(parse_tags(wav(""), "a.wav").length_ms, 1000);
}

TEST(OddTags, EveryEndingIsInOneTable) {
  using corpus::MusicEnding;
  for (const char* name :
       {"a.mp3", "b/c.FLAC", "x.wv", "y.Ape", "z.wma", "a.b.aiff", "d.dsf", "e.m4a", "f.oga", "g.mpc"})
    EXPECT_EQ(corpus::music_ending_of(name), MusicEnding::read) << name;
  for (const char* name : {"a.aac", "b.mid", "c.mka"}) EXPECT_EQ(corpus::music_ending_of(name), MusicEnding::unread);
  for (const char* name : {"mp3", ".mp3", "a/.flac", "a.txt", "a.mp3.part", "", "a."})
    EXPECT_EQ(corpus::music_ending_of(name), MusicEnding::none) << name;
  // ux 23: what is read can be handed out, under a media type.
  for (const char* name : {"a.mp3", "b/c.FLAC", "x.wv", "y.Ape", "z.wma", "a.wav", "d.dsf", "e.m4a", "f.s3m"})
    EXPECT_TRUE(corpus::music_media_type_of(name).starts_with("audio/")) << name;
  EXPECT_EQ(corpus::music_media_type_of("Z.WMA"), "audio/x-ms-wma");
  for (const char* name : {"a.aac", "a.txt", "a.lrc", ""}) EXPECT_EQ(corpus::music_media_type_of(name), "") << name;
}

TEST(OddTags, Utf16WithoutAMarkIsReadInBothOrders) {
  for (const bool big_endian : {false, true})
    for (const std::string title : {"Empty River", "Пустая река", "夜の川"}) {
      const std::string zero(2, '\0');
      const std::string lyric = std::string(
                                    "\x01"
                                    "eng",
                                    4) +
                                zero + utf16("la la\nla", big_endian);
      const std::string tag = id3v2(
          {id3_frame("TIT2", "\x01" + utf16(title, big_endian), 3),
           id3_frame("TPE1", std::string("\x01\xFF\xFE", 3) + utf16("Ada", false), 3), id3_frame("USLT", lyric, 3)},
          3);
      EXPECT_EQ(names_of(silent_mp3(tag), "a.mp3"), "Ada|" + title + "||la la\nla") << big_endian << title;
    }
}

TEST(OddTags, WhatSaysLatin1IsReadTogetherInItsEncoding) {
  struct Case {
    const char* encoding;
    const char* artist;
    const char* title;
  };
  for (const Case& one :
       {Case{"windows-1251", "Осень и туман", "Пустая река"},
        Case{"Shift_JIS", "夜の川のほとりで", "朝の光を待っている"}, Case{"GBK", "空河边的灯笼", "我听见冬天在哭泣"},
        Case{"windows-1250", "Žluťoučký kůň", "Příliš tichá řeka"}, Case{"windows-1252", "Björk Öst", "Café crème"}}) {
    const auto encoded = [&](const char* text) {
      // The other way round by the decoder itself: bytes whose reading is the text.
      std::string bytes;
      for (std::size_t at = 0; at < std::string_view(text).size();) {
        std::size_t size = 1;
        while ((static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U) ++size;
        const std::string character(text + at, size);
        at += size;
        if (size == 1) {
          bytes += character;
          continue;
        }
        bool found = false;
        for (int first = 0x80; first < 0x100 && !found; ++first) {
          for (int second = -1; second < 0x100 && !found; second = second < 0 ? 0x40 : second + 1) {
            std::string tried(1, static_cast<char>(first));
            if (second >= 0) tried += static_cast<char>(second);
            if (text::converted(tried, one.encoding) != character) continue;
            bytes += tried;
            found = true;
          }
        }
        EXPECT_TRUE(found) << character;
      }
      return bytes;
    };
    const std::string tag = id3v2({id3_text("TIT2", encoded(one.title), 0), id3_text("TPE1", encoded(one.artist), 0),
                                   testing::id3_lyric(encoded(one.title) + "\n" + encoded(one.artist), 0)});
    const MusicTags tags = parse_tags(silent_mp3(tag), "a.mp3");
    EXPECT_EQ(tags.title, one.title);
    EXPECT_EQ(tags.artist, one.artist);
    EXPECT_EQ(tags.lyrics.at(0).text, std::string(one.title) + "\n" + one.artist);
    EXPECT_EQ(tags.repairs.empty(), std::string(one.encoding) == "windows-1252");
  }
}

TEST(OddTags, OneTagCompletesAnother) {
  EXPECT_EQ(names_of(silent_mp3(id3v2({id3_text("TIT2", "One")})) + ape_tag({{"Artist", "Ada"}, {"Title", "Other"}}),
                     "a.mp3"),
            "Ada|One||");
  EXPECT_EQ(names_of(silent_mp3(id3v2({testing::id3_field("X", "y")})) + id3v1("One", "Ada", "1999"), "a.mp3"),
            "Ada|One|1999|");
  EXPECT_EQ(names_of(silent_mp3(id3v2({id3_text("TIT2", "One")}) + usual_id3()), "a.mp3"), "Ada|One|1999|la\nla");
  EXPECT_EQ(
      names_of(id3v2({}) + id3v2({id3_text("TIT2", "Other")}) + silent_flac({{"TITLE", "One"}, {"ARTIST", "Ada"}}),
               "a.flac"),
      "Ada|One||");
}

TEST(OddTags, FieldsOfLyricsHaveManyNames) {
  for (const char* name :
       {"LYRICS", "lyrics", "UNSYNCEDLYRICS", "UNSYNCED LYRICS", "LYRICS-ENG", "LYRICS:en", "Lyrics (English)",
        "UNSYNCHRONISEDLYRICS", "unsynchronizedlyric", "LYRICS_XXX", "SONGTEXT", "USLT"})
    EXPECT_EQ(names_of(silent_flac({{name, "la\nla"}}), "a.flac"), "|||la\nla") << name;
  for (const char* name : {"LYRICS_URL", "LYRICSLANGUAGE", "LYRICIST", "LYRICS-RATING", "COMMENT"})
    EXPECT_THAT(parse_tags(silent_flac({{name, "la\nla"}}), "a.flac").lyrics, IsEmpty()) << name;
  EXPECT_EQ(names_of(silent_flac({{"LYRICS-JPN", "yoru"}, {"LYRICS-ENG", "night"}}), "a.flac"), "|||night");
  EXPECT_EQ(names_of(silent_flac({{"LYRICS", "one line"}, {"LYRICS", "and another"}}), "a.flac"),
            "|||one line\nand another\n");
  EXPECT_EQ(names_of(silent_flac({{"LYRICS", "a\nb"}, {"LYRICS", "c\nd"}}), "a.flac"), "|||a\nb");
}

TEST(OddTags, BrokenTextOfACommentIsMended) {
  const MusicTags tags =
      parse_tags(silent_flac({{"TITLE", "One"}, {"LYRICS", "I don\xE2\x80\x99t know\nla \xE2\x80"}}), "a.flac");
  ASSERT_EQ(tags.lyrics.size(), 1U);
  EXPECT_THAT(tags.lyrics[0].text, HasSubstr("don’t know"));
  EXPECT_FALSE(tags.lyrics[0].repairs.empty() && tags.repairs.empty());
  EXPECT_EQ(tags.title, "One");
}

TEST(OddTags, OfSeveralTitlesTheFileSaysWhich) {
  const std::string bytes = silent_flac(
      {{"TITLE", "Living Caves"}, {"TITLE", "Crossroads"}, {"ARTIST", "Ada \"Fox\" Wren"}, {"ARTIST", "Ada Wren"}});
  EXPECT_EQ(names_of(bytes, "/m/hr3-crossroads.flac"), "Ada \"Fox\" Wren|Crossroads||");
  EXPECT_EQ(names_of(bytes, "/m/03.flac"), "Ada \"Fox\" Wren|Living Caves||");
}

TEST(OddDates, GiveTheirYear) {
  for (const char* date : {"2003", "2003-05-01", "01.05.2003", "1.5.2003", "5/1/2003", "05-01-2003", "May 1, 2003",
                           "1 May 2003", "(C) 2003", "20030501", "01052003", "2003/2011", "2003-05", "  2003 ",
                           "2003年5月1日", "２００３", "2003-05-01T12:00:00Z", "c2003", "2003?"})
    EXPECT_EQ(year_in(date), 2003) << date;
  for (const char* date : {"", "03", "0000", "0000-00-00", "99999", "May", "1.5.03", "123", "9999"})
    EXPECT_EQ(year_in(date), std::nullopt) << date;
}

TEST(OddTags, AFlagOfExplicitWordsIsReadUnderAnyOfItsNames) {
  const auto flag = [](const char* name, const char* value) {
    return parse_tags(silent_mp3(id3v2({id3_text("TIT2", "One"), testing::id3_field(name, value)})), "a.mp3")
        .flagged_explicit;
  };
  for (const char* name : {"ITUNESADVISORY", "ADVISORY", "Explicit", "PARENTALADVISORY"})
    for (const char* value : {"1", "4", "true", "Yes", "Explicit"}) EXPECT_EQ(flag(name, value), 1) << name << value;
  for (const char* value : {"0", "2", "clean", "no"}) EXPECT_EQ(flag("ITUNESADVISORY", value), 0) << value;
  EXPECT_TRUE(std::isnan(flag("ITUNESADVISORY", "perhaps")));
  EXPECT_TRUE(std::isnan(flag("MOOD", "1")));
  EXPECT_EQ(parse_tags(silent_mp3() + ape_tag({{"Title", "One"}, {"ITUNESADVISORY", "1"}}), "a.mp3").flagged_explicit,
            1);
}

TEST(OddTags, AFlagOfExplicitWordsIsReadInMp4) {
  const auto flag = [](char rating) {
    return parse_tags(testing::silent_m4a({{"\xA9nam", "One"}, {"rtng", std::string(1, rating)}}), "a.m4a")
        .flagged_explicit;
  };
  EXPECT_EQ(flag(1), 1);
  EXPECT_EQ(flag(4), 1);  // as iTunes wrote it until 2008
  EXPECT_EQ(flag(2), 0);  // a cleaned version
  EXPECT_EQ(flag(0), 0);
}

class OddFiles : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& bytes) { return folder_.write(name, bytes); }
  const testing::TemporaryFolder folder_;
};

TEST_F(OddFiles, MoodsHideNoOtherTag) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"ape.mp3",
       silent_mp3() + ape_tag({{"Title", "One"}, {"Artist", "Ada"}, {"Year", "1999"}, {"Lyrics", "la\nla"}})},
      {"v1.mp3", silent_mp3() + id3v1("One", "Ada", "1999")},
      {"both.mp3", silent_mp3() + ape_tag({{"Title", "One"}}) + id3v1("Cut title", "Ada", "1999")},
  };
  for (const auto& [name, bytes] : files) {
    const std::filesystem::path file = write(name, bytes);
    write_moods(file, std::vector<std::string>{"calm"});
    const std::string written = read_file(file, 1U << 20U);
    EXPECT_THAT(parse_tags(written, name).moods, ::testing::ElementsAre("calm")) << name;
    EXPECT_TRUE(written.ends_with(bytes.substr(bytes.size() - 100))) << name << ": the old tag is still there";
    // What a player sees that reads the new tag and nothing else.
    const std::string new_tag = written.substr(0, written.find("\xFF\xFB"));
    std::vector<std::string> ids;
    for (const Id3Frame& frame : id3_frames(new_tag)) ids.push_back(frame.id);
    for (const char* id : {"TIT2", "TPE1", "TYER", "TXXX"}) EXPECT_THAT(ids, ::testing::Contains(id)) << name;
    EXPECT_EQ(names_of(written, name).substr(0, 13), "Ada|One|1999|") << name;
  }
}

TEST_F(OddFiles, WhatWouldBeLostIsNotWritten) {
  const std::vector<std::string> moods = {"calm"};
  const std::string picture = "bm90IGEgcGljdHVyZQ==";
  for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"a.opus", testing::silent_opus({{"TITLE", "One"}, {"METADATA_BLOCK_PICTURE", picture}})},
           {"a.flac", silent_flac({{"TITLE", "One"}, {"LYRICS", "cut \xE2\x80"}})},
           {"two.mp3", silent_mp3(usual_id3() + usual_id3())},
           {"mark.mp3", silent_mp3(id3v2({id3_frame("TIT2", "\x01" + utf16("Empty River", false), 3)}, 3))}}) {
    const std::filesystem::path file = write(name, bytes);
    const Error error = testing::error_of([&file = file, &moods] { write_moods(file, moods); });
    EXPECT_EQ(error.kind(), ErrorKind::unsupported) << name << ": " << error.what();
    EXPECT_THAT(error.what(), HasSubstr("left as it is")) << name;
    EXPECT_EQ(read_file(file, 1U << 20U), bytes) << name;
  }
}

TEST_F(OddFiles, MoodsGoIntoOtherFormatsToo) {
  for (const auto& [name, bytes] :
       std::vector<std::pair<std::string, std::string>>{{"a.wav", wav(riff_chunk("id3 ", usual_id3()))},
                                                        {"b.wav", wav(info_list({{"INAM", "One"}, {"IART", "Ada"}}))},
                                                        {"a.aiff", aiff(riff_chunk("ID3 ", usual_id3(), true))}}) {
    const std::filesystem::path file = write(name, bytes);
    const std::string audio = audio_digest(ReadOnlyFile(file));
    write_moods(file, std::vector<std::string>{"calm"});
    EXPECT_EQ(audio_digest(ReadOnlyFile(file)), audio) << name;
    const MusicTags tags = read_tags(ReadOnlyFile(file));
    EXPECT_THAT(tags.moods, ::testing::ElementsAre("calm")) << name;
    EXPECT_EQ(tags.artist + tags.title, "AdaOne") << name;
  }
}

TEST(TagInventory, NamesWhatIsMissing) {
  EXPECT_EQ(lost_from({"ID3v2 TIT2", "ID3v2 TDRC", "ID3v2 TDRC"}, {"ID3v2 TDRC", "ID3v2 TIT2"}), "");
  EXPECT_EQ(lost_from({"ID3v2 RVAD"}, {}), "its field ID3v2 RVAD");
  EXPECT_EQ(lost_from({"A " + std::string(64, 'a')}, {"A " + std::string(64, 'b')}), "its field A");
  EXPECT_EQ(lost_from({"ID3v2 frame", "ID3v2 frame"}, {"ID3v2 TIT2"}), "1 of its ID3v2.2 frames");
  EXPECT_EQ(lost_from({}, {"A"}), "");
}

TEST(Id3Frames, TakeAnyBytes) {
  std::mt19937 draw(5);
  const std::string good = usual_id3();
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = good;
    for (auto changes = draw() % 6; changes > 0; --changes) bytes[draw() % bytes.size()] = static_cast<char>(draw());
    if (draw() % 4 == 0) bytes.resize(draw() % bytes.size());
    const std::size_t size = bytes.size();
    (void)id3_frames(bytes);
    (void)mark_utf16(bytes);
    EXPECT_EQ(bytes.size(), size);
  }
}

}  // namespace
}  // namespace leitmotif::collection
