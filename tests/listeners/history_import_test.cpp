// Exports of every service, imported twice.
#include "leitmotif/listeners/history_import.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "leitmotif/catalog/memory/library_in_memory.hpp"
#include "leitmotif/catalog/plays.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

using listeners::HistoryImport;
using listeners::import_history;

catalog::Catalog library_with_river_and_hill() {
  catalog::Catalog library = catalog::memory::open();
  std::vector<LabelledSong> songs(2);
  songs[0].song.artist = "Ann";
  songs[0].song.title = "River";
  songs[1].song.artist = "Bo";
  songs[1].song.title = "Hill";
  library.songs().add(songs);
  return library;
}

using Event = std::tuple<std::string, std::int64_t, std::int64_t, catalog::PlayKind, std::string, double>;

std::vector<Event> events_of(const catalog::Catalog& library) {
  std::vector<Event> events;
  library.plays().for_each({std::nullopt}, [&](const catalog::Play& play) {
    events.emplace_back(play.listener, play.at_ms, play.song, play.kind, play.source, play.weight);
  });
  return events;
}

struct Export {
  const char* form;
  const char* name;
  const char* content;
};

/// One of each form, each with an event that comes twice.
const std::vector<Export>& exports() {
  static const std::vector<Export> all = {
      {"listenbrainz", "1.jsonl",
       R"({"listened_at":1672922096,"track_metadata":{"artist_name":"Ann","track_name":"River"}}
{"listened_at":1672922096,"track_metadata":{"artist_name":"Ann","track_name":"River"}}
{"created":1672922097,"score":1,"track_metadata":{"artist_name":"Bo","track_name":"Hill"}})"},
      {"lastfm-csv", "named.csv",
       "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"
       "1580551200,x,Ann,,Album,,River,\n1580551200,x,Ann,,Album,,River,\n"},
      {"lastfm-csv", "stats.csv",
       "Artist;Album;AlbumId;Track;Date#somebody\nAnn;A;1;River;1580551200000\nAnn;A;1;River;1580551200000\n"},
      {"lastfm-csv", "plain.csv", "Ann,Album,River,01 Feb 2020 10:00\nAnn,Album,River,01 Feb 2020 10:00\n"},
      {"spotify", "Streaming_History_Audio_2020.json",
       R"([{"ts":"2020-02-01T10:00:00Z","ms_played":180000,"master_metadata_track_name":"River",
"master_metadata_album_artist_name":"Ann"},
{"ts":"2020-02-01T10:00:00Z","ms_played":180000,"master_metadata_track_name":"River",
"master_metadata_album_artist_name":"Ann"},
{"ts":"2020-02-01T10:05:00Z","ms_played":900,"master_metadata_track_name":"Hill",
"master_metadata_album_artist_name":"Bo"}])"},
      {"spotify", "StreamingHistory_music_0.json",
       R"([{"endTime":"2020-02-01 10:00","artistName":"Ann","trackName":"River","msPlayed":60000},
{"endTime":"2020-02-01 10:00","artistName":"Ann","trackName":"River","msPlayed":60000}])"},
      {"spotify", "YourLibrary.json",
       R"({"tracks":[{"artist":"Ann","album":"A","track":"River"},{"artist":"Ann","album":"A","track":"River"}]})"},
      {"exportify", "liked.csv",
       "Track URI,Track Name,Album Name,Artist Name(s),Added At\nspotify:track:1,River,A,Ann,2020-02-01T10:00:00Z\n"
       "spotify:track:1,River,A,Ann,2020-02-01T10:00:00Z\n"},
      {"youtube", "watch-history.json",
       R"([{"header":"YouTube Music","title":"Watched River","subtitles":[{"name":"Ann - Topic"}],
"time":"2020-02-01T10:00:00.123Z"},{"header":"YouTube Music","title":"Watched River",
"subtitles":[{"name":"Ann - Topic"}],"time":"2020-02-01T10:00:00.123Z"}])"},
      {"apple-music", "Apple Music Play Activity.csv",
       "Song Name,Artist Name,Event End Timestamp,Play Duration Milliseconds\n"
       "River,Ann,2020-02-01T10:00:00Z,200000\nRiver,Ann,2020-02-01T10:00:00Z,200000\n"},
      {"apple-music", "Apple Music - Track Play History.csv",
       "Track Name,Last Played Date\nAnn - River,1580551200000\nAnn - River,1580551200000\n"},
      {"scrobbler-log", ".scrobbler.log",
       "#AUDIOSCROBBLER/1.1\n#TZ/UTC\n#CLIENT/x\nAnn\tA\tRiver\t1\t200\tL\t1580551200\t\n"
       "Ann\tA\tRiver\t1\t200\tL\t1580551200\t\n"},
      {"playlist", "mine.m3u8", "#EXTM3U\n#EXTINF:100,Ann - River\nriver.mp3\n#EXTINF:100,Ann - River\nriver.mp3\n"},
  };
  return all;
}

TEST(HistoryImport, TheSameExportTwiceChangesNothingOfWhateverForm) {
  for (const Export& one : exports()) {
    const TemporaryFolder folder;
    const auto file = folder.write(one.name, one.content);
    catalog::Catalog library = library_with_river_and_hill();
    const HistoryImport first = import_history(library, file, "Mia", kNoProgress);
    EXPECT_GE(first.added, 1U) << one.name;
    EXPECT_EQ(first.known, 1U) << one.name << ": what comes twice is one event";
    EXPECT_EQ(first.not_found, 0U) << one.name;
    const std::vector<Event> events = events_of(library);
    const catalog::PlaysState state = library.plays().state();
    EXPECT_EQ(events.size(), first.added) << one.name;
    const HistoryImport again = import_history(library, file, "Mia", kNoProgress);
    EXPECT_EQ(again.added, 0U) << one.name;
    EXPECT_EQ(again.known, first.read) << one.name;
    EXPECT_EQ(events_of(library), events) << one.name;
    EXPECT_TRUE(library.plays().state() == state) << one.name << ": what was learned holds";
  }
}

TEST(HistoryImport, WhatWasTakenBackStaysSoWhenTheExportComesAgain) {
  const TemporaryFolder folder;
  const auto file = folder.write("mine.m3u8", "#EXTM3U\n#EXTINF:1,Ann - River\na.mp3\n#EXTINF:1,Bo - Hill\nb.mp3\n");
  catalog::Catalog library = library_with_river_and_hill();
  EXPECT_EQ(import_history(library, file, "Mia", kNoProgress).added, 2U);
  std::vector<catalog::Play> hearts;
  library.plays().for_each({"Mia"}, [&](const catalog::Play& play) { hearts.push_back(play); });
  ASSERT_EQ(hearts.size(), 2U);
  hearts.resize(1);
  hearts.front().weight = 0;
  library.plays().add(hearts);
  const std::vector<Event> events = events_of(library);
  const HistoryImport again = import_history(library, file, "Mia", kNoProgress);
  EXPECT_EQ(again.added, 0U);
  EXPECT_EQ(again.known, 2U);
  EXPECT_EQ(events_of(library), events);
  EXPECT_EQ(import_history(library, file, "Tom", kNoProgress).added, 2U) << "somebody else's hearts are theirs";
}

}  // namespace
}  // namespace leitmotif::testing
