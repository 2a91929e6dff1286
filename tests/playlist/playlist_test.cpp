// Playlists out and in: round trips, and each format held to its own definition.
#include "leitmotif/playlist/playlist.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/playlist/address.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/xspf_checker.hpp"

namespace leitmotif::playlist {
namespace {

using leitmotif::testing::error_of;
using std::string_literals::operator""s;

const std::string kFolder = "/home/ann/lists";

/// Names with everything that formats give a meaning to.
Playlist difficult() {
  Playlist list;
  list.title = "Rain & \"Sun\" <1>, 雨";
  list.entries = {
      {{.artist = "Ann & Bob", .title = "Less < More > \"Both\"", .year = 1999, .length_ms = 61000},
       "/home/ann/music/A & B/less.mp3"},
      {{.artist = "Ünïcode", .title = "夜に駆ける", .year = 2019, .length_ms = 240000}, "/home/ann/music/夜 50%.flac"},
      {{.artist = "Semi;colon, comma", .title = "Hash # mark?"}, "/home/ann/lists/#1: a song.ogg"},
      {{.artist = "No File", .title = "At All", .year = 1950}, ""},
      {{.artist = "", .title = "Only a Title", .length_ms = 1000}, "/home/ann/lists/sub/only.mp3"},
      {{.artist = "Last", .title = "One", .year = 2001, .length_ms = 3000}, "/home/ann/other%20place/it's.mp3"},
  };
  return list;
}

/// What comes back: files relative to the folder.
Playlist relative(Playlist list) {
  for (Entry& entry : list.entries) entry.file = named_from(kFolder, entry.file);
  return list;
}

TEST(Playlist, XspfAndJspfComeBackWhole) {
  for (const Format format : {Format::xspf, Format::jspf}) {
    const std::string bytes = write(difficult(), format, kFolder);
    EXPECT_EQ(read(bytes, "list." + std::string(info_of(format).name)), relative(difficult())) << bytes;
  }
}

TEST(Playlist, M3u8ComesBackButForTheYears) {
  Playlist expected = relative(difficult());
  for (Entry& entry : expected.entries) entry.year.reset();
  expected.entries[2].file = "./" + expected.entries[2].file;  // it began like a comment
  const Playlist back = read(write(difficult(), Format::m3u8, kFolder), "list.m3u8");
  ASSERT_EQ(back.entries.size(), expected.entries.size());
  for (std::size_t i = 0; i < back.entries.size(); ++i) {
    EXPECT_EQ(back.entries[i].title, expected.entries[i].title);
    EXPECT_EQ(back.entries[i].artist, expected.entries[i].artist);
    EXPECT_EQ(back.entries[i].length_ms, expected.entries[i].length_ms);
    EXPECT_EQ(std::filesystem::path("/x" / std::filesystem::path(back.entries[i].file)).lexically_normal(),
              std::filesystem::path("/x" / std::filesystem::path(expected.entries[i].file)).lexically_normal());
  }
  EXPECT_EQ(back.title, expected.title);
}

TEST(Playlist, EveryFormatHasRelativePathsOnly) {
  for (const FormatInfo& info : formats()) {
    const std::string bytes = write(difficult(), info.format, kFolder);
    EXPECT_THAT(bytes, Not(HasSubstr("/home/ann"))) << bytes;
    EXPECT_THAT(bytes, HasSubstr("../music/")) << bytes;
    EXPECT_EQ(write(difficult(), info.format, kFolder), bytes);
  }
  EXPECT_THAT(write(difficult(), Format::m3u8, ""), HasSubstr("\nlists/sub/only.mp3\n")) << "below the common folder";
}

TEST(Playlist, M3u8IsWhatPlayersRead) {
  const std::string text = write(difficult(), Format::m3u8, kFolder);
  EXPECT_THAT(text, StartsWith("#EXTM3U\n#PLAYLIST:Rain & \"Sun\" <1>, 雨\n"));
  EXPECT_THAT(text, HasSubstr("\n#EXTINF:61,Ann & Bob - Less < More > \"Both\"\n../music/A & B/less.mp3\n"));
  EXPECT_THAT(text, HasSubstr("\n#EXTINF:-1,No File - At All\n#LEITMOTIF:no file\n"));
  EXPECT_THAT(text, Not(HasSubstr("\r")));
}

TEST(Playlist, XspfKeepsToTheDefinition) {
  EXPECT_THAT(testing::faults_of_xspf(write(difficult(), Format::xspf, kFolder)), IsEmpty());
  EXPECT_THAT(testing::faults_of_xspf(write({}, Format::xspf, kFolder)), IsEmpty());
  // The check itself: each of these breaks one rule.
  for (const std::string broken :
       {"<playlist version='1' xmlns='http://xspf.org/ns/0/'/>", "<playlist version='1'><trackList/></playlist>",
        "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList/><title>a</title><title>b</title></playlist>",
        "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList><track><location>a b</location></track>"
        "</trackList></playlist>",
        "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList><track><duration>-1</duration></track>"
        "</trackList></playlist>",
        "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList><track><year>1999</year></track>"
        "</trackList></playlist>"})
    EXPECT_THAT(testing::faults_of_xspf(broken), Not(IsEmpty())) << broken;
}

TEST(Playlist, JspfKeepsToTheDefinition) {
  const Json document = Json::parse(write(difficult(), Format::jspf, kFolder));
  ASSERT_EQ(document.size(), 1U);
  const Json& inner = document["playlist"];
  EXPECT_TRUE(inner["title"].is_string());
  const std::regex address("([A-Za-z0-9._~/-]|%[0-9A-F]{2})+");
  for (const Json& track : inner["track"]) {
    EXPECT_TRUE(track["title"].is_string());
    if (track.contains("location")) {
      ASSERT_TRUE(track["location"].is_array());
      EXPECT_TRUE(std::regex_match(track["location"][0].get<std::string>(), address)) << track["location"];
    }
    if (track.contains("duration")) {
      EXPECT_TRUE(track["duration"].is_number_unsigned());
    }
    if (track.contains("meta")) {
      EXPECT_TRUE(track["meta"].is_array());
    }
  }
}

TEST(Playlist, CsvIsATableWithAHeader) {
  const std::string csv = write(difficult(), Format::csv, kFolder);
  corpus::CsvReader reader(csv);
  EXPECT_THAT(reader.next()->cells, ElementsAre("artist", "title", "year", "length_ms", "file"));
  EXPECT_THAT(reader.next()->cells,
              ElementsAre("Ann & Bob", "Less < More > \"Both\"", "1999", "61000", "../music/A & B/less.mp3"));
  int rows = 1;
  while (reader.next()) ++rows;
  EXPECT_EQ(rows, 6);
}

TEST(Playlist, ControlCharactersAndBrokenTextDoNotLeaveALine) {
  Playlist list;
  list.title = "two\nlines";
  list.entries = {{{.artist = "a\r\nb",
                    .title = "c\x01"
                             "d\xFF"},
                   "/m/new\nline.mp3"}};
  const std::string m3u = write(list, Format::m3u8, "/m");
  EXPECT_EQ(m3u, "#EXTM3U\n#PLAYLIST:two lines\n#EXTINF:-1,a  b - c d?\n./new%0Aline.mp3\n");
  EXPECT_EQ(read(m3u, "x.m3u8").entries.size(), 1U);
  EXPECT_THAT(testing::faults_of_xspf(write(list, Format::xspf, "/m")), IsEmpty());
  EXPECT_EQ(read(write(list, Format::xspf, "/m"), "x.xspf").entries[0].file, "new\nline.mp3");
  EXPECT_EQ(read(write(list, Format::jspf, "/m"), "x.jspf").entries[0].file, "new\nline.mp3");
}

TEST(ReadM3u, TakesWhatPlayersWrite) {
  const Playlist list = read(
      "\xEF\xBB\xBF#EXTM3U\r\n#PLAYLIST: Mine \r\n\r\n#EXTINF:123,Ann - One\r\nsongs/one.mp3\r\n"
      "#EXTINF:-1 logo=\"a,b\",Two\r\nfile:///music/two%20%26.mp3\r\nC:\\music\\three.mp3\r\n"
      "#EXTVLCOPT:x\r\nhttp://radio.example/stream\r\n#EXTINF:5,Ann - Lost\r\n",
      "x.m3u");
  EXPECT_EQ(list.title, "Mine");
  EXPECT_THAT(list.entries, ElementsAre(Entry{{.artist = "Ann", .title = "One", .length_ms = 123000}, "songs/one.mp3"},
                                        Entry{{.title = "Two"}, "/music/two &.mp3"}, Entry{{}, "C:\\music\\three.mp3"},
                                        Entry{{}, "", "http://radio.example/stream"},
                                        Entry{{.artist = "Ann", .title = "Lost", .length_ms = 5000}}));
}

TEST(ReadM3u, TakesLatin1) {
  EXPECT_EQ(read("#EXTINF:1,Bj\xF6rk - J\xF3ga\ncaf\xE9.mp3\n", "x.m3u").entries.at(0),
            (Entry{{.artist = "Björk", .title = "Jóga", .length_ms = 1000}, "café.mp3"}));
}

TEST(ReadXspf, TakesWhatOthersWrite) {
  const Playlist list = read(
      "<?xml version='1.0' encoding='ISO-8859-1'?>\n<x:playlist version='0' xmlns:x='http://xspf.org/ns/0/'>"
      "<x:title> Caf\xE9 </x:title><x:trackList><x:track><x:location>file://localhost/a/b%2Fc.mp3</x:location>"
      "<x:title><![CDATA[A < B]]></x:title><x:duration>soon</x:duration></x:track>"
      "<x:track><x:location>http://h.example/x</x:location></x:track></x:trackList></x:playlist>",
      "x.xspf");
  EXPECT_EQ(list.title, "Café");
  EXPECT_THAT(list.entries, ElementsAre(Entry{{.title = "A < B"}, "/a/b/c.mp3"}, Entry{{}, "", "http://h.example/x"}));
}

TEST(ReadXspf, DoesNotExpandEntities) {
  const Playlist list = read(
      "<!DOCTYPE playlist [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><playlist><trackList><track><title>&a;</title>"
      "</track></trackList></playlist>",
      "x.xspf");
  EXPECT_EQ(list.entries.at(0).title, "&a;");
}

TEST(ReadJspf, TakesOldAndNew) {
  const Playlist list = read(
      R"({"playlist":{"title":"T","track":[{"location":"a%20b.mp3","title":"One","duration":5},{"location":["c.mp3"]},
          {"title":7,"location":[3],"meta":"x"},4]}})",
      "x.jspf");
  ASSERT_EQ(list.entries.size(), 3U);
  EXPECT_EQ(list.entries[0], (Entry{{.artist = "", .title = "One", .length_ms = 5}, "a b.mp3"}));
  EXPECT_EQ(list.entries[1].file, "c.mp3");
  EXPECT_EQ(list.entries[2], Entry{});
}

TEST(Read, RefusesWhatIsNoPlaylistInOneLine) {
  const std::vector<std::pair<std::string, std::string>> broken = {{"", "x.m3u"},
                                                                   {" \n", "x.xspf"},
                                                                   {"<playlist", "x.xspf"},
                                                                   {"<html><body/></html>", "x.xspf"},
                                                                   {"{\"a\":1}", "x.jspf"},
                                                                   {"{\"playlist\":{\"track\":3}}", "x.jspf"},
                                                                   {"{", "x.jspf"},
                                                                   {"plain text", "x.xspf"},
                                                                   {std::string("a\0b", 3), "x.m3u"}};
  for (const auto& [bytes, name] : broken) {
    const Error error = error_of([&bytes = bytes, &name = name] { (void)read(bytes, name); });
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data) << bytes << ": " << error.what();
    EXPECT_THAT(error.what(), StartsWith(name));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
  EXPECT_EQ(error_of([] { (void)read("artist,plays\nAnn,7\n", "x.csv"); }).kind(), ErrorKind::corrupt_data);
}

TEST(Read, HasLimits) {
  const auto kind = [](const std::string& bytes, const char* name) {
    return error_of([&] { (void)read(bytes, name); }).kind();
  };
  EXPECT_EQ(kind(std::string(kMostPlaylistBytes + 1, 'a'), "x.m3u"), ErrorKind::resource_limit);
  std::string lines;
  for (std::size_t i = 0; i <= kMostEntries; ++i) lines += "a\n";
  EXPECT_EQ(kind(lines, "x.m3u"), ErrorKind::resource_limit);
  EXPECT_EQ(kind("{\"playlist\":" + std::string(1000, '[') + std::string(1000, ']') + "}", "x.jspf"),
            ErrorKind::resource_limit);
  std::string deep = "<playlist><trackList>";
  for (int i = 0; i < 200000; ++i) deep += "<a>";
  EXPECT_EQ(kind(deep, "x.xspf"), ErrorKind::corrupt_data) << "never closed";
}

TEST(Address, GoesThereAndBackForAnyBytes) {
  std::string all;
  for (int c = 1; c < 256; ++c) all += static_cast<char>(c);
  for (const std::string& path : {all, "/" + all, std::string("a:b"), std::string("../x y"), std::string("100%25")})
    EXPECT_EQ(path_of(address_of(path)), path);
  EXPECT_EQ(address_of("/a b"), "file:///a%20b");
  EXPECT_EQ(path_of("FILE:/a"), "/a");
  EXPECT_EQ(path_of("file://server/a"), std::nullopt);
  EXPECT_EQ(path_of("mailto:a"), std::nullopt);
  EXPECT_EQ(path_of("a%2"), "a%2");
}

TEST(Formats, AreNamed) {
  EXPECT_EQ(parse_format("jspf"), Format::jspf);
  EXPECT_THAT(error_of([] { (void)parse_format("mp3"); }).what(), HasSubstr("known: m3u8, xspf, jspf, csv"));
}

/// "ARTIST|TITLE|seconds|file or address|album" of each entry.
std::vector<std::string> lines_of(const Playlist& list) {
  std::vector<std::string> lines;
  for (const Entry& entry : list.entries)
    lines.push_back(entry.artist + "|" + entry.title + "|" +
                    (entry.length_ms ? std::to_string(*entry.length_ms / 1000) : "") + "|" + entry.file + entry.uri +
                    "|" + entry.album);
  return lines;
}

TEST(ReadForeign, PlsWithoutNumbers) {
  const Playlist list = read(
      "[playlist]\nFile=/a/one.mp3\nTitle=Ann - One\nLength=61\nFile=/a/two.mp3\nTitle=Ann - Two\n"
      "File1=/a/zero.mp3\nNumberOfEntries=3\nVersion=2\n",
      "x.pls");
  ASSERT_EQ(list.entries.size(), 3U);
  EXPECT_EQ(list.entries[0].file, "/a/zero.mp3");
  EXPECT_EQ(list.entries[1].title, "One");
  EXPECT_EQ(list.entries[1].length_ms, 61000);
  EXPECT_EQ(list.entries[2].file + list.entries[2].title, "/a/two.mp3Two");
}

TEST(ReadForeign, AnnouncedSongsInEveryNotation) {
  for (const std::string info :
       {"#EXTINF:61,Ann - One", "#extinf:61, Ann - One", "#EXTINF: 61 , Ann - One", "#EXTINF:61 Ann - One",
        "#EXTINF:61.5,Ann - One", "#EXTINF:61 a=\"x,y\",Ann - One", "#EXTINF:Ann - One", "#EXTINF:-1 Ann - One"}) {
    const Playlist list = read("#EXTM3U\n" + info + "\nOne.mp3\n", "x.m3u");
    ASSERT_EQ(list.entries.size(), 1U) << info;
    EXPECT_EQ(list.entries[0].artist + "|" + list.entries[0].title, "Ann|One") << info;
    EXPECT_EQ(list.entries[0].file, "One.mp3") << info;
  }
}

TEST(ReadForeign, PlsInAnyOrderAndCase) {
  const std::string pls =
      "\xEF\xBB\xBF[Playlist]\r\nNumberOfEntries=3\r\nfile2=..\\m\\b.mp3\r\nTitle1=Ann - One\r\nFILE1=/m/a.mp3\r\n"
      "Length1=215\r\nLength2=-1\r\nFile3=http://radio.example/live\r\nTitle3=Radio\r\nVersion=2\r\n";
  for (const char* name : {"x.pls", "x.PLS", "-"})
    EXPECT_THAT(lines_of(read(pls, name)),
                ElementsAre("Ann|One|215|/m/a.mp3|", "|||..\\m\\b.mp3|", "|Radio||http://radio.example/live|"));
}

TEST(ReadForeign, M3uHasCommentsForArtistAndAlbumAndSeveralDashes) {
  const std::string m3u =
      "#EXTM3U\n#EXTART:Ann\n#EXTALB:Rooms\n#EXTINF:200,One\na.mp3\n#EXTINF:61,Bob \u2013 Two\nb.mp3\n"
      "#EXTINF:-1 tvg-id=\"a,b\",Eve \u2014 Three\n#EXTART:Eve\nc.mp3\n#EXTINF:5,Only announced\n#EXTINF:6,And - "
      "Found\nd.mp3\n";
  EXPECT_THAT(lines_of(read(m3u, "x.m3u8")),
              ElementsAre("Ann|One|200|a.mp3|Rooms", "Bob|Two|61|b.mp3|", "Eve|Three||c.mp3|", "|Only announced|5||",
                          "And|Found|6|d.mp3|"));
}

TEST(ReadForeign, LinesThatPeopleType) {
  const std::string lines =
      "# my list\n\n1. Ann - One (3:45)\n2) \"Bob\" \u2013 \"Two\"\n- Eve \u2014 Three 1:02:03\n\u2022 Only a "
      "title\nAnn\tFour\n"
      "/m/five.mp3\nC:\\m\\six.flac\n99 Luftballons\n";
  EXPECT_THAT(lines_of(read(lines, "x.txt")),
              ElementsAre("Ann|One|225||", "Bob|Two|||", "Eve|Three|3723||", "|Only a title|||", "Ann|Four|||",
                          "|||/m/five.mp3|", "|||C:\\m\\six.flac|", "|99 Luftballons|||"));
}

TEST(ReadForeign, TablesOfOtherServices) {
  EXPECT_THAT(
      lines_of(read("\"Track URI\",\"Track Name\",\"Artist Name(s)\",\"Album Name\",\"Album Release Date\",\"Track "
                    "Duration (ms)\"\nspotify:track:1,One,\"Ann,Bob\",Rooms,1999-05-01,215000\n",
                    "x.csv")),
      ElementsAre("Ann,Bob|One|215||Rooms"));
  EXPECT_THAT(lines_of(read("Track name,Artist name,Album,Playlist name,Type\nOne,Ann,Rooms,Mine,Playlist\n", "-")),
              ElementsAre("Ann|One|||Rooms"));
  EXPECT_THAT(lines_of(read("Name,Artist,Album,Total Time,Location\nOne,Ann,Rooms,3:35,/m/a.mp3\n", "x.csv")),
              ElementsAre("Ann|One|215|/m/a.mp3|Rooms"));
  const std::string ours = write(difficult(), Format::csv, "");
  EXPECT_EQ(read(ours, "x.csv").entries.size(), difficult().entries.size());
}

TEST(ReadForeign, XspfInOldEncodingsAndWithABase) {
  const auto xspf = [](const std::string& head, const std::string& attributes, const std::string& track) {
    return head + "<playlist version=\"1\"" + attributes + "><trackList><track>" + track +
           "</track></trackList></playlist>";
  };
  const std::string title = "<title>\xCF\xF3\xF1\xF2\xE0\xFF \xF0\xE5\xEA\xE0</title>";
  for (const char* encoding : {"windows-1251", "WINDOWS-1251", "no-such-one", "utf-8"})
    EXPECT_EQ(
        read(xspf("<?xml version='1.0' encoding='"s + encoding + "'?>", "", title), "x.xspf").entries.front().title,
        "Пустая река")
        << encoding;
  const std::string location = "<location>a%20b.mp3</location>";
  EXPECT_EQ(read(xspf("", " xml:base=\"../music/list\"", location), "x.xspf").entries.front().file, "../music/a b.mp3");
  EXPECT_EQ(read(xspf("", " xml:base=\"file:///m/\"", location), "x.xspf").entries.front().file, "/m/a b.mp3");
  EXPECT_EQ(read(xspf("", " xml:base=\"/m/\"", "<location>file:///n/c.mp3</location>"), "x.xspf").entries.front().file,
            "/n/c.mp3");
}

TEST(ReadForeign, IdsInEveryForm) {
  const std::string id = "0a0b0c0d-0000-4111-8222-333344445555";
  for (const std::string& form :
       {id, "https://musicbrainz.org/recording/" + id, "http://musicbrainz.org/recording/" + id + "/",
        "musicbrainz.org/recording/0A0B0C0D-0000-4111-8222-333344445555?x=1"s, "urn:uuid:" + id, "mbid:" + id}) {
    EXPECT_EQ(read(R"({"playlist":{"track":[{"title":"a","identifier":[")" + form + R"("]}]}})", "x.jspf")
                  .entries[0]
                  .ids.recording_id,
              id)
        << form;
    EXPECT_EQ(read(R"({"playlist":{"track":[{"title":"a","identifier":")" + form + R"("}]}})", "x.jspf")
                  .entries[0]
                  .ids.recording_id,
              id)
        << form;
    EXPECT_EQ(read("<playlist><trackList><track><title>a</title><identifier>" + form +
                       "</identifier></track></trackList></playlist>",
                   "x.xspf")
                  .entries[0]
                  .ids.recording_id,
              id)
        << form;
  }
  for (const std::string& other : {"https://musicbrainz.org/artist/" + id, id + "0", id.substr(1), "spotify:track:1"s})
    EXPECT_EQ(read(R"({"playlist":{"track":[{"title":"a","identifier":")" + other + R"("}]}})", "x.jspf")
                  .entries[0]
                  .ids.recording_id,
              "")
        << other;
}

TEST(ReadForeign, ListsOfWindowsMediaPlayer) {
  EXPECT_THAT(lines_of(read("<?wpl version=\"1.0\"?><smil><head><title>Mine</title></head><body><seq>"
                            "<media src=\"..\\m\\a.mp3\" trackTitle=\"One\" trackArtist=\"Ann\"/></seq></body></smil>",
                            "x.wpl")),
              ElementsAre("Ann|One||..\\m\\a.mp3|"));
  EXPECT_THAT(lines_of(read(
                  "<ASX version=\"3\"><Entry><Title>One</Title><Author>Ann</Author><Ref HREF=\"a.mp3\"/></Entry></ASX>",
                  "x.asx")),
              ElementsAre("Ann|One||a.mp3|"));
}

TEST(Playlist, RecordingCodesAreNamedWhereMusicBrainzIsNot) {
  Playlist list;
  list.entries = {{{"Ann", "One"}}, {{"Ann", "Two"}}};
  list.entries[0].ids.isrc = "USABC9912345";
  list.entries[1].ids.isrc = "USABC9912346";
  list.entries[1].ids.recording_id = "0a0b0c0d-0000-4111-8222-333344445555";
  for (const Format format : {Format::xspf, Format::jspf}) {
    const std::string bytes = write(list, format, kFolder);
    EXPECT_THAT(bytes, HasSubstr("urn:isrc:USABC9912345"));
    EXPECT_THAT(bytes, Not(HasSubstr("USABC9912346")));  // services that take lists know MusicBrainz's alone
    const Playlist back = read(bytes, "list." + std::string(info_of(format).name));
    EXPECT_EQ(back.entries[0].ids.isrc, "USABC9912345");
    EXPECT_EQ(back.entries[1].ids.recording_id, list.entries[1].ids.recording_id);
  }
  // One address instead of a list, several of them, and a column.
  EXPECT_EQ(read(R"({"playlist":{"track":[{"title":"One","identifier":"isrc:us-abc-99-12345"}]}})", "x.jspf")
                .entries[0]
                .ids.isrc,
            "USABC9912345");
  const Playlist both = read(R"({"playlist":{"track":[{"title":"One","identifier":["urn:isrc:USABC9912345",)"
                             R"("https://musicbrainz.org/recording/0a0b0c0d-0000-4111-8222-333344445555"]}]}})",
                             "x.jspf");
  EXPECT_EQ(both.entries[0].ids.isrc, "USABC9912345");
  EXPECT_EQ(both.entries[0].ids.recording_id, "0a0b0c0d-0000-4111-8222-333344445555");
  EXPECT_EQ(read("Track Name,Artist Name(s),ISRC\nOne,Ann,USABC9912345\n", "x.csv").entries[0].ids.isrc,
            "USABC9912345");
}

TEST(ReadForeign, ListsOfManyPrograms) {
  const std::string aimp =
      "#-----SUMMARY-----#\nName=Mine\n#-----SETTINGS-----#\nFlags=1\n#-----CONTENT-----#\n-D:\\m\n"
      "D:\\m\\a.mp3|One|Ann|Rooms|||200\n";
  EXPECT_THAT(lines_of(read(aimp, "x.aimppl4")), ElementsAre("Ann|One||D:\\m\\a.mp3|Rooms"));
  EXPECT_EQ(read(aimp, "x.aimppl4").title, "Mine");
  const std::string winamp =
      "<?xml version='1.0'?><WinampXML><playlist label='x'><entry Playstring='file:D:\\m\\a.mp3'><Name>Ann - "
      "One</Name></entry></playlist></WinampXML>";
  EXPECT_THAT(lines_of(read(winamp, "x.b4s")), ElementsAre("Ann|One||D:\\m\\a.mp3|"));
  const std::string cue =
      "PERFORMER \"Ann\"\nTITLE \"Rooms\"\nFILE \"x.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"One\"\n  TRACK 02 AUDIO\n"
      "    TITLE \"Two\"\n    PERFORMER \"Ben\"\n";
  EXPECT_THAT(lines_of(read(cue, "x.cue")), ElementsAre("Ann|One|||Rooms", "Ben|Two|||Rooms"));
  const auto track = [](const std::string& id, const std::string& name) {
    return "<key>" + id + "</key><dict><key>Track ID</key><integer>" + id + "</integer><key>Name</key><string>" + name +
           "</string><key>Artist</key><string>Ann</string><key>Location</key><string>file:///m/" + name +
           ".mp3</string></dict>";
  };
  const std::string apple =
      "<?xml version='1.0'?><plist version='1.0'><dict><key>Tracks</key><dict>" + track("1", "One") +
      track("2", "Two") +
      "</dict><key>Playlists</key><array><dict><key>Name</key><string>Mine</string><key>Playlist Items</key><array>"
      "<dict><key>Track ID</key><integer>2</integer></dict><dict><key>Track ID</key><integer>1</integer></dict></array>"
      "</dict></array></dict></plist>";
  EXPECT_THAT(lines_of(read(apple, "x.xml")), ElementsAre("Ann|Two||/m/Two.mp3|", "Ann|One||/m/One.mp3|"));
  EXPECT_THROW((void)read("<?xml version='1.0'?><plist><dict></dict></plist>", "x.xml"), Error);
}

TEST(ReadForeign, SongsInJsonOfServices) {
  EXPECT_THAT(lines_of(read(R"([{"title":"One","artist":"Ann"},{"title":"Two","artist":"Ben"}])", "x.json")),
              ElementsAre("Ann|One|||", "Ben|Two|||"));
  EXPECT_THAT(
      lines_of(read(R"({"tracks":{"items":[{"track":{"name":"One","artists":[{"name":"Ann"},{"name":"Ben"}]}}]}})",
                    "x.json")),
      ElementsAre("Ann, Ben|One|||"));
  EXPECT_THAT(
      lines_of(
          read(R"({"playlists":[{"name":"x","items":[{"track":{"trackName":"One","artistName":"Ann"}}]}]})", "x.json")),
      ElementsAre("Ann|One|||"));
  EXPECT_THROW((void)read(R"({"name":"rules","all":[{"is":{"loved":true}}]})", "x.nsp"), Error);
}

TEST(ReadForeign, TablesWithoutAHeadOrBelowATitle) {
  EXPECT_THAT(lines_of(read("Ann,One\nBen,Two\n", "x.csv")), ElementsAre("Ann|One|||", "Ben|Two|||"));
  EXPECT_THAT(lines_of(read("Ann,Rooms,One,01 May 2020 10:00\n", "x.csv")), ElementsAre("Ann|One|||Rooms"));
  EXPECT_THAT(lines_of(read("Shazam Library\nIndex,TagTime,Title,Artist\n1,2020,One,Ann\n", "x.csv")),
              ElementsAre("Ann|One|||"));
  EXPECT_THAT(lines_of(read("#,Title,Artist\n1,One,Ann\n", "x.csv")), ElementsAre("Ann|One|||"));
}

TEST(ReadForeign, LinesWithBoxesAndTimes) {
  EXPECT_THAT(
      lines_of(read("- [ ] Ann - One\n- [x] Ben - Two\n0:00 Ann - Three\n[03:20] Ben - Four\n1:02:03 - Eve - Five\n",
                    "x.txt")),
      ElementsAre("Ann|One|||", "Ben|Two|||", "Ann|Three|||", "Ben|Four|||", "Eve|Five|||"));
}

TEST(ReadXspf, TakesWhatAListHasBeforeItIsCutAndTheFirstPlaceThatIsAFile) {
  const std::string head = "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList>";
  EXPECT_THAT(
      lines_of(read(head + "<track><creator>Ann</creator><title>One</title></track><track><creator>Be", "x.xspf"))
          .front(),
      "Ann|One|||");
  EXPECT_THROW((void)read(head + "<trac", "x.xspf"), Error);
  EXPECT_THAT(lines_of(read(head + "<track><location>http://x/y</location><location>file:///m/a.mp3</location></track>"
                                   "</trackList></playlist>",
                            "x.xspf")),
              ElementsAre("|||/m/a.mp3|"));
}

}  // namespace
}  // namespace leitmotif::playlist
