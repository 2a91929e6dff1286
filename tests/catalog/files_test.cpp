#include "leitmotif/catalog/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "catalog/every_catalog.hpp"

namespace leitmotif::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A file of the song, such as a scan would bring.
ScannedSong scanned(const std::string& path, LabelledSong song, std::string from = "lrc") {
  ScannedSong result;
  result.song = std::move(song);
  if (result.song.song.lyrics.empty()) from.clear();
  result.prediction = prediction_of(0.75F);
  FileRow file;
  file.path = path;
  file.digest = std::string(32, 'd');
  file.fingerprint = 7;
  file.lyrics_from = from;
  result.files.push_back(std::move(file));
  return result;
}

class CatalogFiles : public EveryCatalog {
 protected:
  void add(const ScannedSong& song) { catalog_.files().add_scanned({&song, 1}, "m"); }
  FileRow row_of(const std::string& path) const {
    for (const FileRow& row : catalog_.files().below("/"))
      if (row.path == path) return row;
    ADD_FAILURE() << "no row of " << path;
    return {};
  }
  /// The file read again, with what the library knows of it.
  void read_again(ScannedSong song) {
    const FileRow known = row_of(song.files[0].path.string());
    song.files[0].id = known.id;
    song.files[0].song = known.song;
    add(song);
  }

  std::optional<std::filesystem::path> file_of(std::int64_t song) const {
    return catalog_.files().places_of({&song, 1}).front();
  }
};

TEST_P(CatalogFiles, ASongKnowsItsFileAndItsDetails) {
  ScannedSong song = scanned("/music/a.flac", song_of("Ada", "One"));
  song.facts = {.album = "Doors",
                .length_ms = 61'234,
                .language = "en",
                .ids = {.recording_id = "r-id", .release_id = "a-id", .artist_id = "p-id"}};
  FileRow lyric;
  lyric.path = "/music/a.lrc";
  lyric.kind = FileKind::lyrics;
  song.files.push_back(lyric);
  add(song);
  EXPECT_EQ(file_of(1), "/music/a.flac");
  EXPECT_EQ(file_of(2), std::nullopt);
  EXPECT_EQ(row_of("/music/a.lrc").song, 1);
  const SongFacts details = catalog_.files().facts_of(std::array{std::int64_t{1}}).front().value();
  EXPECT_EQ(details.album, "Doors");
  EXPECT_EQ(details.length_ms, 61'234);
  EXPECT_EQ(details.language, "en");
  EXPECT_EQ(details.ids.recording_id + details.ids.release_id + details.ids.artist_id, "r-ida-idp-id");
  EXPECT_EQ(catalog_.files().facts_of(std::array{std::int64_t{2}}).front(), std::nullopt);
  EXPECT_EQ(catalog_.scores().of("m", 1)->probabilities[0], 0.75F);
}

/// Another recording of the same name.
ScannedSong recording(const std::string& path, const std::string& lyric, std::int64_t length_ms,
                      const std::string& album) {
  ScannedSong song = scanned(path, song_of("Ada", "Interlude", lyric));
  song.facts.length_ms = length_ms;
  song.facts.album = album;
  song.files[0].digest = path + std::string(32, 'x');
  return song;
}

TEST_P(CatalogFiles, RecordingsOfOneNameAreSongsOfTheirOwn) {
  const std::string night = "the night is long and the road is longer";
  const std::string day = "morning breaks upon our window pane";
  add(recording("/a/1.flac", night, 200'000, "Doors"));
  add(recording("/b/1.flac", day, 200'000, "Windows"));
  EXPECT_EQ(catalog_.songs().size(), 2U) << "other words";
  add(recording("/c/1.flac", night, 90'000, "Stairs"));
  EXPECT_EQ(catalog_.songs().size(), 3U) << "another length";
  add(recording("/a/2.flac", day, 200'000, "Doors"));
  EXPECT_EQ(catalog_.songs().size(), 4U) << "another piece of the same album";
  add(recording("/d/1.mp3", night, 200'900, "Best of Ada"));
  EXPECT_EQ(catalog_.songs().size(), 4U) << "the same recording on a compilation";
  EXPECT_EQ(row_of("/d/1.mp3").song, row_of("/a/1.flac").song);
  ScannedSong known = recording("/e/1.flac", "", 300'000, "");
  known.facts.ids.recording_id = "r";
  add(known);
  ScannedSong again = recording("/f/1.flac", "", 200'000, "Elsewhere");
  again.facts.ids.recording_id = "r";
  const std::size_t before = catalog_.songs().size();
  add(again);
  EXPECT_LE(catalog_.songs().size(), before + 1);
}

TEST_P(CatalogFiles, ASongStaysItselfWhenItIsReadAgain) {
  add(recording("/a/1.flac", "the night is long and the road is longer", 200'000, "Doors"));
  add(recording("/b/1.flac", "morning breaks upon our window pane", 200'000, "Windows"));
  const auto first = row_of("/a/1.flac").song;
  const auto second = row_of("/b/1.flac").song;
  read_again(recording("/a/1.flac", "every word of it is another now", 200'000, "Doors"));
  read_again(recording("/b/1.flac", "and here as well nothing stayed the same", 210'000, "Windows"));
  EXPECT_EQ(row_of("/a/1.flac").song, first);
  EXPECT_EQ(row_of("/b/1.flac").song, second);
  EXPECT_EQ(catalog_.songs().size(), 2U);
}

TEST_P(CatalogFiles, SongsWithoutNamesAreWhatTheyHold) {
  for (const char* path : {"/a/01.mp3", "/b/01.mp3", "/c/01.mp3"}) {
    ScannedSong song = scanned(path, song_of("", "01", ""));
    song.song.apart = std::string(path) == "/c/01.mp3" ? "/a/01.mp3" : path;
    add(song);
  }
  EXPECT_EQ(catalog_.songs().size(), 2U) << "the third is a copy of the first";
  EXPECT_EQ(row_of("/c/01.mp3").song, row_of("/a/01.mp3").song);
}

TEST_P(CatalogFiles, RepairsAndTextsThatAreNoLyricsAreKept) {
  ScannedSong song = scanned("/a/1.flac", song_of("Ada", "One"));
  song.files[0].repairs = "mended";
  FileRow log;
  log.path = "/a/log.txt";
  log.kind = FileKind::other;
  log.refusal = "is a log";
  add(song);
  catalog_.files().note({&log, 1});
  EXPECT_EQ(row_of("/a/1.flac").repairs, "mended");
  EXPECT_EQ(row_of("/a/log.txt").kind, FileKind::other);
}

TEST_P(CatalogFiles, AlbumsAreSearchedForAndFollowTheTags) {
  ScannedSong first = scanned("/music/a.flac", song_of("Ada", "One", "harbour lights"));
  first.facts.album = "Doors of \xC3\x89t\xC3\xA9";
  ScannedSong second = scanned("/music/b.flac", song_of("Bo", "Two", "doors and stairs"));
  ScannedSong third = scanned("/music/c.flac", song_of("Ada", "Three", "doors"));
  third.facts.album = "Elsewhere";
  for (const ScannedSong* song : {&first, &second, &third}) add(*song);
  EXPECT_EQ(catalog_.songs().search("doors", 10, 0).total, 3U);
  EXPECT_EQ(only_id(catalog_, "ete"), 1);
  EXPECT_EQ(only_id(catalog_, "ada elsewhere"), 3) << "artist and album";
  EXPECT_EQ(only_id(catalog_, "\"doors of\""), 1);
  EXPECT_EQ(catalog_.songs().search("ada doors", 10, 0).total, 2U) << "by lyrics and by album";
  EXPECT_THAT(heads_found(catalog_, "harbour ete"), IsEmpty()) << "a lyric's word and an album's";
  first.facts.album = "Windows";
  read_again(first);
  EXPECT_THAT(heads_found(catalog_, "ete"), IsEmpty());
  EXPECT_EQ(only_id(catalog_, "windows"), 1);
  first.facts.album.clear();
  read_again(first);
  EXPECT_THAT(heads_found(catalog_, "windows"), IsEmpty());
  expect_whole();
}

TEST_P(CatalogFiles, WhereASongStandsOnItsAlbumIsKept) {
  ScannedSong song = scanned("/music/a.flac", song_of("Ada", "One"));
  song.facts.album_artist = "The Wrens";
  song.facts.disc = 2;
  song.facts.track = 11;
  add(song);
  const auto facts = [&] { return catalog_.files().facts_of(std::array{std::int64_t{1}}).front().value(); };
  EXPECT_EQ(facts().album_artist, "The Wrens");
  EXPECT_EQ(facts().disc, 2);
  EXPECT_EQ(facts().track, 11);
  song.facts.track.reset();
  song.facts.disc = 1;
  read_again(song);
  EXPECT_EQ(facts().disc, 1);
  EXPECT_EQ(facts().track, std::nullopt);
}

TEST_P(CatalogFiles, SongsAreFoundByRecording) {
  ScannedSong song = scanned("/music/a.flac", song_of("Ada", "One"));
  song.facts.ids.recording_id = "r-1";
  add(scanned("/music/b.flac", song_of("Bo", "Two")));
  add(song);
  EXPECT_THAT(catalog_.files().with_recording("r-1"), ElementsAre(2));
  EXPECT_THAT(catalog_.files().with_recording("r-2"), IsEmpty());
  EXPECT_THAT(catalog_.files().with_recording(""), IsEmpty()) << "what is not known is not the same";
}

TEST_P(CatalogFiles, APathIsAnyBytes) {
  const std::string path = "/music/caf\xE9\n.mp3";
  add(scanned(path, song_of("Ada", "One")));
  EXPECT_EQ(file_of(1)->native(), path);
}

TEST_P(CatalogFiles, AreListedByFolder) {
  for (const char* path : {"/a/b/1.mp3", "/a/b.mp3", "/a/b0.mp3", "/a/bc/2.mp3", "/a/b/c/3.mp3"})
    add(scanned(path, song_of("Ada", path)));
  std::vector<std::string> found;
  for (const FileRow& row : catalog_.files().below("/a/b")) found.push_back(row.path.string());
  EXPECT_THAT(found, ElementsAre("/a/b/1.mp3", "/a/b/c/3.mp3"));
  EXPECT_EQ(catalog_.files().below("/").size(), 5U);
  EXPECT_EQ(catalog_.files().with_digest(std::string(32, 'd')).size(), 5U);
  EXPECT_THAT(catalog_.files().with_digest("x"), IsEmpty());
}

TEST_P(CatalogFiles, AMovedOneKeepsItsSong) {
  add(scanned("/a/1.mp3", song_of("Ada", "One")));
  FileRow row = row_of("/a/1.mp3");
  row.path = "/b/one.mp3";
  catalog_.files().note({&row, 1});
  EXPECT_EQ(file_of(1), "/b/one.mp3");
  EXPECT_THAT(catalog_.files().below("/a"), IsEmpty());
}

TEST_P(CatalogFiles, AVanishedOneIsMarkedAndItsSongStays) {
  add(scanned("/a/1.mp3", song_of("Ada", "One")));
  FileRow row = row_of("/a/1.mp3");
  row.gone = true;
  catalog_.files().note({&row, 1});
  EXPECT_EQ(file_of(1), std::nullopt);
  EXPECT_TRUE(row_of("/a/1.mp3").gone);
  EXPECT_EQ(catalog_.songs().size(), 1U);
}

TEST_P(CatalogFiles, AMendedTitleIsTheSameSong) {
  add(scanned("/a/1.mp3", song_of("Ada", "Oen")));
  read_again(scanned("/a/1.mp3", song_of("Ada", "One")));
  EXPECT_EQ(catalog_.songs().size(), 1U);
  EXPECT_EQ(catalog_.songs().song(1)->song.title, "One");
  EXPECT_EQ(heads_found(catalog_, "one", 5).size(), 1U);
  EXPECT_THAT(heads_found(catalog_, "oen", 5), IsEmpty());
  expect_whole();
}

TEST_P(CatalogFiles, AMendedTitleOfASongThatOthersHaveTooIsAnotherSong) {
  add(scanned("/a/1.mp3", song_of("Ada", "One")));
  add(scanned("/a/2.mp3", song_of("Ada", "One")));
  read_again(scanned("/a/1.mp3", song_of("Ada", "Two")));
  EXPECT_EQ(file_of(1), "/a/2.mp3");
  EXPECT_EQ(file_of(only_id(catalog_, "Two")), "/a/1.mp3");
}

TEST_P(CatalogFiles, AnImportedSongIsNeverRenamed) {
  catalog_.songs().add(std::vector{song_of("Ada", "One")});
  add(scanned("/a/1.mp3", song_of("Ada", "One")));
  read_again(scanned("/a/1.mp3", song_of("Ada", "Two")));
  EXPECT_EQ(catalog_.songs().song(1)->song.title, "One");
  EXPECT_EQ(file_of(1), std::nullopt);
  EXPECT_EQ(file_of(only_id(catalog_, "Two")), "/a/1.mp3");
}

TEST_P(CatalogFiles, AFileWithoutLyricsTakesNothingAway) {
  LabelledSong imported = song_of("Ada", "One", "walking home");
  imported.song.audio[0] = 0.5;
  imported.labels.topic = "sadness";
  catalog_.songs().add(std::vector{imported}, {"m", std::vector{prediction_of(0.25F)}});
  LabelledSong bare = song_of("Ada", "One", "");
  bare.song.genre.clear();
  add(scanned("/a/1.mp3", bare));
  const StoredSong stored = catalog_.songs().song(1).value();
  EXPECT_EQ(stored.song.lyrics, "walking home");
  EXPECT_EQ(stored.song.genre, "pop");
  EXPECT_EQ(stored.song.audio[0], 0.5);
  EXPECT_EQ(stored.label, "sadness");
  EXPECT_EQ(catalog_.scores().of("m", 1)->probabilities[0], 0.25F);
  EXPECT_EQ(file_of(1), "/a/1.mp3");
}

TEST_P(CatalogFiles, TheFirstFileWithALyricDecides) {
  add(scanned("/a/1.mp3", song_of("Ada", "One", "walking home by night, first")));
  add(scanned("/a/2.mp3", song_of("Ada", "One", "walking home by night, second")));
  add(scanned("/a/3.mp3", song_of("Ada", "One", "")));
  EXPECT_EQ(catalog_.songs().song(1)->song.lyrics, "walking home by night, first");
  read_again(scanned("/a/2.mp3", song_of("Ada", "One", "walking home by night, third")));
  EXPECT_EQ(catalog_.songs().song(1)->song.lyrics, "walking home by night, first");
  read_again(scanned("/a/1.mp3", song_of("Ada", "One", "walking home by night, mended")));
  EXPECT_EQ(catalog_.songs().song(1)->song.lyrics, "walking home by night, mended");
}

TEST_P(CatalogFiles, ALyricThatIsNoLongerThereIsForgotten) {
  add(scanned("/a/1.mp3", song_of("Ada", "One", "la la")));
  read_again(scanned("/a/1.mp3", song_of("Ada", "One", "")));
  EXPECT_EQ(catalog_.songs().song(1)->song.lyrics, "");
}

TEST_P(CatalogFiles, FactsAreListedBySong) {
  for (const char* title : {"One", "Two", "Three"}) {
    ScannedSong song =
        scanned(std::string("/a/") + title, song_of("Ada", title, title == std::string("One") ? "" : "la"));
    song.facts.instrumental = title == std::string("One");
    song.facts.classified = title != std::string("Two");
    add(song);
  }
  std::vector<std::int64_t> ids;
  std::vector<std::int64_t> instrumental;
  std::vector<std::int64_t> unclassified;
  catalog_.files().for_each_facts([&](std::int64_t id, const SongFacts& facts) {
    ids.push_back(id);
    if (facts.instrumental) instrumental.push_back(id);
    if (!facts.classified) unclassified.push_back(id);
  });
  EXPECT_THAT(instrumental, ElementsAre(1));
  EXPECT_THAT(unclassified, ElementsAre(2));
  EXPECT_THAT(ids, ElementsAre(1, 2, 3));
}

TEST_P(CatalogFiles, ASongWithoutAFileIsRefusedAndNothingIsWritten) {
  const std::vector<ScannedSong> songs = {scanned("/a/1.mp3", song_of("Ada", "One")), ScannedSong{}};
  EXPECT_EQ(kind_of([&] { catalog_.files().add_scanned(songs, "m"); }), ErrorKind::invalid_argument);
  EXPECT_EQ(catalog_.songs().size(), 0U);
}

LEITMOTIF_EVERY_KIND(CatalogFiles);

}  // namespace
}  // namespace leitmotif::catalog
