#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/histories/listen.hpp"
#include "leitmotif/histories/records.hpp"
#include "leitmotif/histories/times.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

using histories::HistoryRead;
using histories::Listen;
using histories::ListenKind;

constexpr std::int64_t kNow = 1'800'000'000'000;  // January 2027

struct Heard {
  HistoryRead read;
  std::vector<Listen> listens;
};

Heard hear(const std::string& name, const std::string& content) {
  const TemporaryFolder folder;
  Heard heard;
  heard.read = histories::read_history(folder.write(name, content), kNow,
                                       [&](const Listen& listen) { heard.listens.push_back(listen); });
  return heard;
}

void expect_listen(const Listen& listen, const std::string& artist, const std::string& title, std::int64_t at_ms,
                   ListenKind kind = ListenKind::played) {
  EXPECT_EQ(listen.artist, artist);
  EXPECT_EQ(listen.title, title);
  EXPECT_EQ(listen.at_ms, at_ms);
  EXPECT_EQ(listen.kind, kind);
}

TEST(History, ListenBrainz) {
  const Heard heard = hear(
      "1.jsonl",
      R"({"listened_at":1672922096,"track_metadata":{"artist_name":"Ann {The} \"Oak\"","track_name":"River","additional_info":{"recording_mbid":"11111111-2222-3333-4444-555555555555"},"mbid_mapping":{"artists":[{"artist_mbid":"x"}]}}})"
      "\n"
      R"({"created":1672922097,"score":-1,"track_metadata":{"artist_name":"Bo","track_name":"Hill"}})");
  ASSERT_EQ(heard.listens.size(), 2U);
  expect_listen(heard.listens[0], "Ann {The} \"Oak\"", "River", 1672922096000);
  EXPECT_EQ(heard.listens[0].ids.recording_id, "11111111-2222-3333-4444-555555555555");
  expect_listen(heard.listens[1], "Bo", "Hill", 1672922097000, ListenKind::disliked);
  EXPECT_EQ(heard.read.form, "listenbrainz");
}

TEST(History, SpotifyInBothForms) {
  const Heard extended = hear("Streaming_History_Audio_2020.json",
                              R"([{"ts":"2020-02-01T10:00:00Z","ms_played":180000,"master_metadata_track_name":"River",
"master_metadata_album_artist_name":"Ann","spotify_track_uri":"spotify:track:1"},
{"ts":"2020-02-01T10:05:00Z","ms_played":900,"master_metadata_track_name":"Hill","master_metadata_album_artist_name":"Bo"},
{"ts":"2020-02-01T10:06:00Z","ms_played":900000,"master_metadata_track_name":null,"episode_name":"Talk"}])");
  ASSERT_EQ(extended.listens.size(), 2U);
  expect_listen(extended.listens[0], "Ann", "River", 1580551200000);
  expect_listen(extended.listens[1], "Bo", "Hill", 1580551500000, ListenKind::skipped);
  EXPECT_EQ(extended.read.left_out.at("no song"), 1U);
  const Heard account =
      hear("StreamingHistory_music_0.json",
           R"([{"endTime":"2020-02-01 10:00","artistName":"Ann","trackName":"River","msPlayed":60000}])");
  ASSERT_EQ(account.listens.size(), 1U);
  expect_listen(account.listens[0], "Ann", "River", 1580551200000);
  EXPECT_EQ(account.read.form, "spotify-account");
  const Heard library =
      hear("YourLibrary.json", R"({"tracks":[{"artist":"Ann","album":"A","track":"River"}],"albums":[]})");
  ASSERT_EQ(library.listens.size(), 1U);
  expect_listen(library.listens[0], "Ann", "River", 0, ListenKind::loved);
}

TEST(History, YouTubeMusic) {
  const Heard heard = hear("watch-history.json",
                           R"([{"header":"YouTube Music","title":"Watched River","subtitles":[{"name":"Ann - Topic"}],
"time":"2020-02-01T10:00:00.123Z"},{"header":"YouTube","title":"Watched a film","time":"2020-02-01T10:00:00Z"}])");
  ASSERT_EQ(heard.listens.size(), 1U);
  expect_listen(heard.listens[0], "Ann", "River", 1580551200000);
  EXPECT_EQ(heard.read.left_out.at("not music"), 1U);
}

TEST(History, TablesOfEveryService) {
  const auto one = [](const std::string& name, const std::string& content, ListenKind kind, std::int64_t at_ms,
                      const std::string& form) {
    const Heard heard = hear(name, content);
    ASSERT_EQ(heard.listens.size(), 1U) << name;
    expect_listen(heard.listens[0], "Ann, the first", "River", at_ms, kind);
    EXPECT_EQ(heard.read.form, form);
  };
  constexpr std::int64_t kAt = 1580551200000;
  one("plain.csv", "\"Ann, the first\",Album,River,01 Feb 2020 10:00\n", ListenKind::played, kAt, "lastfm-csv");
  one("named.csv",
      "\xEF\xBB\xBFuts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\r\n"
      "1580551200,\"01 Feb 2020, 10:00\",\"Ann, the first\",,Album,,River,\r\n",
      ListenKind::played, kAt, "lastfm-csv");
  one("stats.csv", "Artist;Album;AlbumId;Track;Date#somebody\n\"Ann, the first\";A;1;River;1580551200000\n",
      ListenKind::played, kAt, "lastfm-csv");
  one("liked.csv",
      "Track URI,Track Name,Album Name,Artist Name(s),Added At\nspotify:track:1,River,A,\"Ann, the "
      "first\",2020-02-01T10:00:00Z\n",
      ListenKind::loved, kAt, "exportify");
  one("Apple Music Play Activity.csv",
      "Song Name,Artist Name,Event End Timestamp,Play Duration Milliseconds\n"
      "River,\"Ann, the first\",2020-02-01T10:00:00Z,1000\n",
      ListenKind::skipped, kAt, "apple-music");
  one("Apple Music - Track Play History.csv", "Track Name,Last Played Date\n\"Ann, the first - River\",1580551200000\n",
      ListenKind::played, kAt, "apple-music");
  one(".scrobbler.log", "#AUDIOSCROBBLER/1.1\n#TZ/UTC\n#CLIENT/x\nAnn, the first\tA\tRiver\t1\t200\tS\t1580551200\t\n",
      ListenKind::skipped, kAt, "scrobbler-log");
}

TEST(History, PlaylistsAreHearts) {
  const Heard heard = hear("mine.m3u8", "#EXTM3U\n#EXTINF:100,Ann - River\nriver.mp3\n");
  ASSERT_EQ(heard.listens.size(), 1U);
  expect_listen(heard.listens[0], "Ann", "River", 0, ListenKind::loved);
}

TEST(History, WhatCannotBeIsCounted) {
  const Heard heard = hear("x.csv",
                           "artist,track,uts\nAnn,River,-5\nAnn,River,99999999999\nAnn,River,soon\nAnn,,5\nAnn\n"
                           "Ann,River,1580551200\n");
  EXPECT_EQ(heard.read.read, 1U);
  EXPECT_EQ(heard.read.left_out.at("a time before 1970"), 1U);
  EXPECT_EQ(heard.read.left_out.at("a time of the future"), 1U);
  EXPECT_EQ(heard.read.left_out.at("no time"), 1U);
  EXPECT_EQ(heard.read.left_out.at("no artist or title"), 2U);
  const Heard cut =
      hear("cut.json", R"([{"endTime":"2020-02-01 10:00","artistName":"Ann","trackName":"River"},{"endT)");
  EXPECT_EQ(cut.read.read, 1U);
  EXPECT_EQ(cut.read.left_out.at("cut off"), 1U);
}

TEST(History, ATimeThatIsNoneLeavesTheRowOutWhateverTheService) {
  const auto rows = [](const std::string& time) {
    return std::vector<std::string>{
        R"([{"ts":)" + time + R"(,"master_metadata_track_name":"River","master_metadata_album_artist_name":"Ann"}])",
        R"([{"endTime":)" + time + R"(,"artistName":"Ann","trackName":"River"}])",
        R"([{"time":)" + time + R"(,"header":"YouTube Music","title":"River","subtitles":[{"name":"Ann"}]}])",
        R"({"listened_at":)" + time + R"(,"track_metadata":{"artist_name":"Ann","track_name":"River"}})",
        R"({"created":)" + time + R"(,"score":1,"track_metadata":{"artist_name":"Ann","track_name":"River"}})"};
  };
  const auto expect_left_out = [&](const std::string& time, const char* why) {
    for (const std::string& row : rows(time)) {
      const Heard heard = hear("x.json", row);
      EXPECT_TRUE(heard.listens.empty()) << row;
      EXPECT_EQ(heard.read.left_out.count(why), 1U) << row;
    }
  };
  expect_left_out(R"("soon")", "no time");
  expect_left_out("true", "no time");
  expect_left_out("[1]", "no time");
  expect_left_out("0", "a time before 1970");
  expect_left_out("-86400", "a time before 1970");
  expect_left_out("99999999999", "a time of the future");
  expect_left_out(R"("2999-01-01T00:00:00Z")", "a time of the future");
  for (const std::string& row : rows("null")) {
    const Heard heard = hear("x.json", row);
    ASSERT_EQ(heard.listens.size(), 1U) << row;
    EXPECT_EQ(heard.listens[0].at_ms, 0) << "not told";
  }
}

TEST(History, WhatIsNoneIsRefused) {
  for (const std::string& content : {std::string(), std::string("[]")})
    expect_refusal([&] { (void)hear("x.json", content); }, ErrorKind::corrupt_data,
                   "no history, because it holds no row");
  for (const std::string& content : {std::string(), std::string("hello\n"), std::string("[1,2,3]"),
                                     std::string("{\"a\":1}"), std::string("\0\xFF\x01", 3)})
    expect_refusal([&] { (void)hear("x.txt", content); }, ErrorKind::corrupt_data, "no history");
}

TEST(History, BytesOfEverySortNeitherCrashNorLoop) {
  RandomSource random(4);
  const std::string pieces = "{}[]\",;:\\\n\tAnn 2020-02-01 trackName artistName endTime null 1580551200";
  for (int round = 0; round < 300; ++round) {
    std::string content = round % 2 == 0 ? "[{\"trackName\":\"" : "artist,track,date\n";
    for (std::size_t k = random.below(200); k > 0; --k) content += pieces[random.below(pieces.size())];
    try {
      (void)hear("x", content);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::corrupt_data) << content;
    }
  }
}

TEST(History, RecordsDoNotDependOnHowBytesArrive) {
  const std::string text = R"([{"a":"}{\"","b":{"c":1}}, {"d":2}])"
                           "\n"
                           R"({"e":[{}]})";
  const auto cut_at = [&](std::size_t step) {
    std::vector<std::string> records;
    histories::JsonRecords reader([&](std::string_view record) { records.emplace_back(record); });
    for (std::size_t at = 0; at < text.size(); at += step) reader.add(std::string_view(text).substr(at, step));
    return records;
  };
  for (std::size_t step = 1; step < text.size(); ++step)
    ASSERT_THAT(cut_at(step), ::testing::ElementsAre(R"({"a":"}{\"","b":{"c":1}})", R"({"d":2})", R"({"e":[{}]})"));
}

TEST(Times, OfEveryForm) {
  using histories::time_from;
  for (const char* const same : {"2020-02-01T10:00:00Z", "2020-02-01 10:00", "01 Feb 2020, 10:00",
                                 "1 february 2020 10:00:00", "1580551200", "1580551200000", " 2020/02/01 10:00:00 "})
    EXPECT_EQ(time_from(same), 1580551200000) << same;
  EXPECT_EQ(time_from("2020-02-01"), 1580515200000);
  for (const char* const none : {"", "soon", "2020-13-01", "2020-02-30", "32 Feb 2020", "2020-02-01T99:00"})
    EXPECT_EQ(time_from(none), std::nullopt) << none;
}

}  // namespace
}  // namespace leitmotif::testing
