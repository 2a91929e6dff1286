#include "leitmotif/catalog/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/library_files.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::catalog {
namespace {

using leitmotif::testing::TemporaryFolder;
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
  file.mark = 7;
  file.lyrics_from = from;
  result.files.push_back(std::move(file));
  return result;
}

class Files : public ::testing::Test {
 protected:
  void add(const ScannedSong& song) { add_scanned(catalog_, {&song, 1}, "m"); }
  FileRow row_of(const std::string& path) const {
    for (const FileRow& row : files_below(catalog_, "/"))
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

  /// The song of that title; 0 when there is none.
  std::int64_t id_of(const std::string& title) const {
    const std::vector<SongHead> found = catalog_.search(title, 5);
    return found.size() == 1 ? found[0].id : 0;
  }

  const TemporaryFolder folder_;
  Catalog catalog_ = Catalog::open(folder_.path() / "library.db");
};

TEST_F(Files, ASongKnowsItsFileAndItsDetails) {
  ScannedSong song = scanned("/music/a.flac", song_of("Ada", "One"));
  song.details = {"Doors", 61'234, "en", false, true, "r-id", "a-id", "p-id"};
  FileRow lyric;
  lyric.path = "/music/a.lrc";
  lyric.kind = FileKind::lyrics;
  song.files.push_back(lyric);
  add(song);
  EXPECT_EQ(file_of(catalog_, 1), "/music/a.flac");
  EXPECT_EQ(file_of(catalog_, 2), std::nullopt);
  EXPECT_EQ(row_of("/music/a.lrc").song, 1);
  const SongDetails details = details_of(catalog_, 1).value();
  EXPECT_EQ(details.album, "Doors");
  EXPECT_EQ(details.length_ms, 61'234);
  EXPECT_EQ(details.language, "en");
  EXPECT_EQ(details.recording_id + details.release_id + details.artist_id, "r-ida-idp-id");
  EXPECT_EQ(details_of(catalog_, 2), std::nullopt);
  EXPECT_EQ(catalog_.scores("m", 1)->probabilities[0], 0.75F);
}

TEST_F(Files, APathIsAnyBytes) {
  const std::string path = "/music/caf\xE9\n.mp3";
  add(scanned(path, song_of("Ada", "One")));
  EXPECT_EQ(file_of(catalog_, 1)->native(), path);
}

TEST_F(Files, AreListedByFolder) {
  for (const char* path : {"/a/b/1.mp3", "/a/b.mp3", "/a/b0.mp3", "/a/bc/2.mp3", "/a/b/c/3.mp3"})
    add(scanned(path, song_of("Ada", path)));
  std::vector<std::string> found;
  for (const FileRow& row : files_below(catalog_, "/a/b")) found.push_back(row.path.string());
  EXPECT_THAT(found, ElementsAre("/a/b/1.mp3", "/a/b/c/3.mp3"));
  EXPECT_EQ(files_below(catalog_, "/").size(), 5U);
  EXPECT_EQ(files_with_digest(catalog_, std::string(32, 'd')).size(), 5U);
  EXPECT_THAT(files_with_digest(catalog_, "x"), IsEmpty());
}

TEST_F(Files, AMovedOneKeepsItsSong) {
  add(scanned("/a/1.mp3", song_of("Ada", "One")));
  FileRow row = row_of("/a/1.mp3");
  row.path = "/b/one.mp3";
  note_files(catalog_, {&row, 1});
  EXPECT_EQ(file_of(catalog_, 1), "/b/one.mp3");
  EXPECT_THAT(files_below(catalog_, "/a"), IsEmpty());
}

TEST_F(Files, AVanishedOneIsMarkedAndItsSongStays) {
  add(scanned("/a/1.mp3", song_of("Ada", "One")));
  FileRow row = row_of("/a/1.mp3");
  row.gone = true;
  note_files(catalog_, {&row, 1});
  EXPECT_EQ(file_of(catalog_, 1), std::nullopt);
  EXPECT_TRUE(row_of("/a/1.mp3").gone);
  EXPECT_EQ(catalog_.size(), 1U);
}

TEST_F(Files, AMendedTitleIsTheSameSong) {
  add(scanned("/a/1.mp3", song_of("Ada", "Oen")));
  read_again(scanned("/a/1.mp3", song_of("Ada", "One")));
  EXPECT_EQ(catalog_.size(), 1U);
  EXPECT_EQ(catalog_.song(1)->song.title, "One");
  EXPECT_EQ(catalog_.search("one", 5).size(), 1U);
  EXPECT_THAT(catalog_.search("oen", 5), IsEmpty());
  expect_whole(folder_.path() / "library.db");
}

TEST_F(Files, AMendedTitleOfASongThatOthersHaveTooIsAnotherSong) {
  add(scanned("/a/1.mp3", song_of("Ada", "One")));
  add(scanned("/a/2.mp3", song_of("Ada", "One")));
  read_again(scanned("/a/1.mp3", song_of("Ada", "Two")));
  EXPECT_EQ(file_of(catalog_, 1), "/a/2.mp3");
  EXPECT_EQ(file_of(catalog_, id_of("Two")), "/a/1.mp3");
}

TEST_F(Files, AnImportedSongIsNeverRenamed) {
  catalog_.add(std::vector{song_of("Ada", "One")});
  add(scanned("/a/1.mp3", song_of("Ada", "One")));
  read_again(scanned("/a/1.mp3", song_of("Ada", "Two")));
  EXPECT_EQ(catalog_.song(1)->song.title, "One");
  EXPECT_EQ(file_of(catalog_, 1), std::nullopt);
  EXPECT_EQ(file_of(catalog_, id_of("Two")), "/a/1.mp3");
}

TEST_F(Files, AFileWithoutLyricsTakesNothingAway) {
  LabelledSong imported = song_of("Ada", "One", "walking home");
  imported.song.audio[0] = 0.5;
  imported.labels.topic = "sadness";
  catalog_.add(std::vector{imported}, "m", std::vector{prediction_of(0.25F)});
  LabelledSong bare = song_of("Ada", "One", "");
  bare.song.genre.clear();
  add(scanned("/a/1.mp3", bare));
  const StoredSong stored = catalog_.song(1).value();
  EXPECT_EQ(stored.song.lyrics, "walking home");
  EXPECT_EQ(stored.song.genre, "pop");
  EXPECT_EQ(stored.song.audio[0], 0.5);
  EXPECT_EQ(stored.label, "sadness");
  EXPECT_EQ(catalog_.scores("m", 1)->probabilities[0], 0.25F);
  EXPECT_EQ(file_of(catalog_, 1), "/a/1.mp3");
}

TEST_F(Files, TheFirstFileWithALyricDecides) {
  add(scanned("/a/1.mp3", song_of("Ada", "One", "first")));
  add(scanned("/a/2.mp3", song_of("Ada", "One", "second")));
  add(scanned("/a/3.mp3", song_of("Ada", "One", "")));
  EXPECT_EQ(catalog_.song(1)->song.lyrics, "first");
  read_again(scanned("/a/2.mp3", song_of("Ada", "One", "third")));
  EXPECT_EQ(catalog_.song(1)->song.lyrics, "first");
  read_again(scanned("/a/1.mp3", song_of("Ada", "One", "mended")));
  EXPECT_EQ(catalog_.song(1)->song.lyrics, "mended");
}

TEST_F(Files, ALyricThatIsNoLongerThereIsForgotten) {
  add(scanned("/a/1.mp3", song_of("Ada", "One", "la la")));
  read_again(scanned("/a/1.mp3", song_of("Ada", "One", "")));
  EXPECT_EQ(catalog_.song(1)->song.lyrics, "");
}

TEST_F(Files, InstrumentalsAndUnclassifiedSongsAreListed) {
  for (const char* title : {"One", "Two", "Three"}) {
    ScannedSong song =
        scanned(std::string("/a/") + title, song_of("Ada", title, title == std::string("One") ? "" : "la"));
    song.details.instrumental = title == std::string("One");
    song.details.classified = title != std::string("Two");
    add(song);
  }
  EXPECT_THAT(instrumental_songs(catalog_), ElementsAre(1));
  EXPECT_THAT(unclassified_songs(catalog_), ElementsAre(2));
  std::vector<std::int64_t> ids;
  for_each_details(catalog_, [&](std::int64_t id, const SongDetails&) { ids.push_back(id); });
  EXPECT_THAT(ids, ElementsAre(1, 2, 3));
}

TEST_F(Files, ASongWithoutAFileIsRefusedAndNothingIsWritten) {
  const std::vector<ScannedSong> songs = {scanned("/a/1.mp3", song_of("Ada", "One")), ScannedSong{}};
  EXPECT_EQ(kind_of([&] { add_scanned(catalog_, songs, "m"); }), ErrorKind::invalid_argument);
  EXPECT_EQ(catalog_.size(), 0U);
}

}  // namespace
}  // namespace leitmotif::catalog
