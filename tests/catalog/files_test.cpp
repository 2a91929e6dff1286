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
  song.facts = {"Doors", 61'234, "en", false, true, "r-id", "a-id", "p-id"};
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
  EXPECT_EQ(details.recording_id + details.release_id + details.artist_id, "r-ida-idp-id");
  EXPECT_EQ(catalog_.files().facts_of(std::array{std::int64_t{2}}).front(), std::nullopt);
  EXPECT_EQ(catalog_.scores().of("m", 1)->probabilities[0], 0.75F);
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

TEST_P(CatalogFiles, SongsAreFoundByRecording) {
  ScannedSong song = scanned("/music/a.flac", song_of("Ada", "One"));
  song.facts.recording_id = "r-1";
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
  add(scanned("/a/1.mp3", song_of("Ada", "One", "first")));
  add(scanned("/a/2.mp3", song_of("Ada", "One", "second")));
  add(scanned("/a/3.mp3", song_of("Ada", "One", "")));
  EXPECT_EQ(catalog_.songs().song(1)->song.lyrics, "first");
  read_again(scanned("/a/2.mp3", song_of("Ada", "One", "third")));
  EXPECT_EQ(catalog_.songs().song(1)->song.lyrics, "first");
  read_again(scanned("/a/1.mp3", song_of("Ada", "One", "mended")));
  EXPECT_EQ(catalog_.songs().song(1)->song.lyrics, "mended");
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
