// Songs that a person took out, songs whose files are gone, and topics that a person put right.
#include "leitmotif/catalog/removals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "catalog/every_catalog.hpp"

namespace leitmotif::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Numbers = std::vector<std::int64_t>;

class CatalogRemovals : public EveryCatalog {
 protected:
  /// A song that a scan brought, with one file.
  void scan(const std::string& title, bool gone = false) {
    ScannedSong song;
    song.song = song_of("Ada", title, "kitchen window " + title);
    song.prediction = prediction_of(0.75F);
    song.facts.album = "Doors";
    song.facts.ids.recording_id = "r-" + title;
    song.files.push_back(file(title));
    catalog_.files().add_scanned({&song, 1}, "m");
    if (gone) mark(title, true);
  }
  static FileRow file(const std::string& title) {
    FileRow row;
    row.path = "/music/" + title + ".flac";
    row.digest = std::string(32, 'd');
    row.fingerprint = 7;
    row.lyrics_from = "lrc";
    return row;
  }
  /// What a scan notes of a file that it does not find any more, or finds again.
  void mark(const std::string& title, bool gone) {
    for (FileRow row : catalog_.files().below("/music")) {
      if (row.path.stem() != title) continue;
      row.gone = gone;
      catalog_.files().note({&row, 1});
    }
  }
  [[nodiscard]] Numbers loaded() const { return catalog_.scores().load("m").id; }
};

TEST_P(CatalogRemovals, ARemovedSongIsNowhereAndComesBackWhole) {
  scan("one");
  scan("two");
  const auto list = catalog_.lists().save("Evening", Numbers{2, 1, 2}, IfTaken::refuse);
  catalog_.choices().block_song(2);
  const std::int64_t before = catalog_.changes().generation(Changed::songs);

  EXPECT_EQ(catalog_.removals().remove(Numbers{2, 99, 2}), 1U) << "once, and only what is there";
  EXPECT_GT(catalog_.changes().generation(Changed::songs), before);
  EXPECT_EQ(catalog_.songs().size(), 1U);
  EXPECT_EQ(catalog_.songs().with_lyrics(), 1U);
  EXPECT_FALSE(catalog_.songs().song(2));
  EXPECT_THAT(catalog_.songs().named("Ada", "two"), IsEmpty());
  EXPECT_EQ(catalog_.songs().search("", 10, 0).total, 1U);
  EXPECT_THAT(heads_found(catalog_, "two"), IsEmpty());
  EXPECT_EQ(catalog_.songs().search("kitchen", 10, 0).total, 1U);
  EXPECT_EQ(heads_found(catalog_, "doors").size(), 1U) << "by album";
  EXPECT_EQ(catalog_.songs().search("doors", 10, 0).total, 1U);
  EXPECT_THAT(loaded(), ElementsAre(1));
  EXPECT_THAT(catalog_.scores().unscored("other", 0, 10).size(), 1U);
  EXPECT_THAT(catalog_.lists().list(*list)->songs, ElementsAre(1));
  EXPECT_EQ(catalog_.lists().all().front().head.songs, 1U);
  EXPECT_THAT(catalog_.choices().blocks().songs, IsEmpty());
  EXPECT_THAT(catalog_.files().with_recording("r-two"), IsEmpty());
  EXPECT_FALSE(catalog_.files().song_of("/music/two.flac"));
  int visited = 0;
  catalog_.songs().for_each([&](const StoredSong&) { ++visited; });
  catalog_.files().for_each_facts([&](std::int64_t, const SongFacts&) { ++visited; });
  EXPECT_EQ(visited, 2);
  ASSERT_EQ(catalog_.removals().removed().size(), 1U);
  EXPECT_EQ(catalog_.removals().removed().front().head.title, "two");
  EXPECT_GT(catalog_.removals().removed().front().at, 0);

  EXPECT_EQ(catalog_.removals().restore(Numbers{2, 1}), 1U);
  EXPECT_THAT(catalog_.removals().removed(), IsEmpty());
  EXPECT_THAT(loaded(), ElementsAre(1, 2));
  EXPECT_THAT(catalog_.lists().list(*list)->songs, ElementsAre(2, 1, 2)) << "with its places";
  EXPECT_EQ(catalog_.choices().blocks().songs.size(), 1U);
  EXPECT_EQ(heads_found(catalog_, "two").size(), 1U);
  expect_whole();
}

TEST_P(CatalogRemovals, AllRemovedIsEmpty) {
  scan("one");
  EXPECT_FALSE(catalog_.songs().empty());
  catalog_.removals().remove(Numbers{1});
  EXPECT_TRUE(catalog_.songs().empty());
}

TEST_P(CatalogRemovals, ScanningAgainDoesNotBringBackWhatWasThere) {
  scan("one");
  catalog_.removals().remove(Numbers{1});
  scan("one");
  EXPECT_TRUE(catalog_.songs().empty()) << "a person took it out";
  catalog_.songs().add(std::array{song_of("Ada", "one")});
  EXPECT_FALSE(catalog_.songs().empty()) << "what is imported is wanted";
}

TEST_P(CatalogRemovals, SongsAreGoneWithTheirLastFile) {
  scan("one", true);
  scan("two");
  catalog_.songs().add(std::array{song_of("Bo", "Imported")});
  EXPECT_THAT(catalog_.removals().gone(), ElementsAre(1)) << "an imported song has no file to lose";
  mark("one", false);
  EXPECT_THAT(catalog_.removals().gone(), IsEmpty());
}

TEST_P(CatalogRemovals, AGoneSongThatWasCleanedUpComesBackWithItsFile) {
  scan("one", true);
  catalog_.removals().remove(catalog_.removals().gone());
  EXPECT_TRUE(catalog_.songs().empty());
  EXPECT_THAT(catalog_.removals().gone(), IsEmpty());
  mark("one", false);
  EXPECT_EQ(catalog_.songs().size(), 1U) << "the disk is there again";
  EXPECT_THAT(catalog_.removals().removed(), IsEmpty());
  EXPECT_EQ(catalog_.removals().remove(Numbers{1}), 1U) << "and can be taken out again";
  EXPECT_TRUE(catalog_.songs().empty());
}

TEST_P(CatalogRemovals, ACorrectionIsKeptReplacedAndTakenBack) {
  scan("one");
  Choices& choices = catalog_.choices();
  const std::int64_t before = catalog_.changes().generation(Changed::songs);
  choices.correct_topic(1, "sadness");
  choices.correct_topic(1, "music");
  EXPECT_GT(catalog_.changes().generation(Changed::songs), before);
  ASSERT_EQ(choices.corrections().size(), 1U);
  EXPECT_EQ(choices.corrections().front().topic, "music");
  EXPECT_TRUE(choices.withdraw_correction(1));
  EXPECT_FALSE(choices.withdraw_correction(1));
  EXPECT_THAT(choices.corrections(), IsEmpty());
  EXPECT_EQ(kind_of([&] { choices.correct_topic(9, "music"); }), ErrorKind::not_found);
}

TEST_P(CatalogRemovals, AFlagCanBeForgotten) {
  scan("one");
  const std::int64_t id = catalog_.choices().add_flag({.song = 1, .note = "no"});
  EXPECT_TRUE(catalog_.choices().remove_flag(id));
  EXPECT_FALSE(catalog_.choices().remove_flag(id));
  EXPECT_THAT(catalog_.choices().flags(), IsEmpty());
}

LEITMOTIF_EVERY_KIND(CatalogRemovals);

}  // namespace
}  // namespace leitmotif::catalog
