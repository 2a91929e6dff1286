// Sound features with their origin, in every kind of library.
#include "leitmotif/catalog/sounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "catalog/every_catalog.hpp"
#include "support/matchers.hpp"

namespace leitmotif::catalog {
namespace {

constexpr std::size_t kEnergy = 5;

LabelledSong song_with_energy(double energy) {
  LabelledSong row = song_of("Ada", "One");
  row.song.audio[kEnergy] = energy;
  return row;
}

SoundFeature measured(std::string name, double value, std::string method = "ear 1") {
  return {std::move(name), value, SoundSource::measured, std::move(method)};
}

class CatalogSounds : public EveryCatalog {
 protected:
  CatalogSounds() {
    catalog_.songs().add(std::array{song_with_energy(0.25), song_of("Bo", "Two")},
                         {"m", std::array{prediction_of(0.5F), prediction_of(0.75F)}});
  }
  void scan_again(double energy) {
    ScannedSong song;
    song.song = song_with_energy(energy);
    FileRow file;
    file.path = "/music/one.flac";
    file.fingerprint = 1;
    song.files.push_back(file);
    song.prediction = prediction_of(0.5F);
    catalog_.files().add_scanned({&song, 1}, "m");
  }
  Sounds& sounds_ = catalog_.sounds();
};

TEST_P(CatalogSounds, OfADataSetSayWhereTheyCameFrom) {
  EXPECT_THAT(sounds_.of(1), ElementsAre(SoundFeature{"energy", 0.25, SoundSource::data_set, ""}));
  EXPECT_THAT(sounds_.of(2), IsEmpty());
  EXPECT_THAT(sounds_.of(99), IsEmpty());
}

TEST_P(CatalogSounds, GrowByNameAndKeepTheRestOfTheSong) {
  const StoredSong before = catalog_.songs().song(1).value();
  sounds_.store(std::array{SongSound{1, {measured("tempo", 128), measured("loudness_lufs", -9.5)}}});
  EXPECT_THAT(sounds_.of(1), ElementsAre(SoundFeature{"energy", 0.25, SoundSource::data_set, ""},
                                         measured("loudness_lufs", -9.5), measured("tempo", 128)));
  sounds_.store(std::array{SongSound{1, {measured("tempo", 126, "ear 2"), measured("energy", 0.5)}}});
  EXPECT_THAT(sounds_.of(1),
              ElementsAre(measured("energy", 0.5), measured("loudness_lufs", -9.5), measured("tempo", 126, "ear 2")));
  const StoredSong after = catalog_.songs().song(1).value();
  EXPECT_EQ(after.song.lyrics, before.song.lyrics);
  EXPECT_EQ(after.song.audio[kEnergy], 0.5) << "the newest of its name, whatever its source";
  EXPECT_TRUE(catalog_.scores().of("m", 1)) << "no lyric has changed";
  EXPECT_THAT(sounds_.kinds(), Contains(SoundKind{"tempo", SoundSource::measured, "ear 2"}));
  expect_whole();
}

TEST_P(CatalogSounds, AFlagOfExplicitWordsSaysWhoSetIt) {
  LabelledSong flagged = song_of("Cy", "Three");
  flagged.song.flagged_explicit = 1;
  LabelledSong clean = song_with_energy(0.5);
  clean.song.title = "Four";
  clean.song.flagged_explicit = 0;
  catalog_.songs().add(std::array{flagged, clean}, {"m", std::array{prediction_of(0.5F), prediction_of(0.5F)}});
  EXPECT_THAT(sounds_.of(3), ElementsAre(SoundFeature{"explicit", 1, SoundSource::data_set, ""}));
  EXPECT_THAT(sounds_.of(4), ElementsAre(SoundFeature{"energy", 0.5, SoundSource::data_set, ""},
                                         SoundFeature{"explicit", 0, SoundSource::data_set, ""}));
  EXPECT_EQ(catalog_.songs().song(3).value().song.flagged_explicit, 1);
  EXPECT_TRUE(std::isnan(catalog_.songs().song(2).value().song.flagged_explicit));
  flagged.song.flagged_explicit = kMissing;
  catalog_.songs().add(std::array{flagged});
  EXPECT_THAT(sounds_.of(3), IsEmpty()) << "the data set has taken it back";
  expect_whole();
}

TEST_P(CatalogSounds, AreCountedAsAChange) {
  const std::int64_t before = catalog_.changes().generation(Changed::songs);
  sounds_.store({});
  EXPECT_EQ(catalog_.changes().generation(Changed::songs), before);
  sounds_.store(std::array{SongSound{1, {measured("tempo", 1)}}});
  EXPECT_GT(catalog_.changes().generation(Changed::songs), before);
}

TEST_P(CatalogSounds, AnotherImportReplacesItsOwnAndNoOthers) {
  sounds_.store(std::array{SongSound{1, {measured("tempo", 128), measured("valence", 0.5)}}});
  catalog_.songs().add(std::array{song_with_energy(0.75)});
  EXPECT_THAT(sounds_.of(1), ElementsAre(SoundFeature{"energy", 0.75, SoundSource::data_set, ""},
                                         measured("tempo", 128), measured("valence", 0.5)));
  catalog_.songs().add(std::array{song_with_energy(kMissing)});
  EXPECT_THAT(sounds_.of(1), ElementsAre(measured("tempo", 128), measured("valence", 0.5)));
  LabelledSong same_number = song_of("Ada", "One");
  same_number.song.audio[4] = 0.5;
  catalog_.songs().add(std::array{same_number});
  EXPECT_THAT(sounds_.of(1), ElementsAre(measured("tempo", 128), measured("valence", 0.5)));
}

TEST_P(CatalogSounds, AScanTakesNothingAwayAndKeepsTheOrigin) {
  scan_again(kMissing);
  EXPECT_THAT(sounds_.of(1), ElementsAre(SoundFeature{"energy", 0.25, SoundSource::data_set, ""}));
  scan_again(0.25);
  EXPECT_THAT(sounds_.of(1), ElementsAre(SoundFeature{"energy", 0.25, SoundSource::data_set, ""}));
  scan_again(0.5);
  EXPECT_THAT(sounds_.of(1), ElementsAre(SoundFeature{"energy", 0.5, SoundSource::tag, ""}));
  scan_again(kMissing);
  EXPECT_THAT(sounds_.of(1), IsEmpty()) << "the tag is gone";
}

TEST_P(CatalogSounds, AFingerprintIsKeptOfASongWithAFile) {
  scan_again(0.5);
  const SongSound heard{1, {measured("tempo", 120)}, "AQAAfkmyJYmS"};
  sounds_.store({&heard, 1});
  EXPECT_EQ(sounds_.fingerprint(1), "AQAAfkmyJYmS");
  const SongSound again{1, {measured("tempo", 121)}};
  sounds_.store({&again, 1});
  EXPECT_EQ(sounds_.fingerprint(1), "AQAAfkmyJYmS") << "what is not given stays";
  scan_again(0.25);
  EXPECT_EQ(sounds_.fingerprint(1), "AQAAfkmyJYmS");
  EXPECT_EQ(sounds_.fingerprint(2), "");
}

TEST_P(CatalogSounds, AreReadAsColumns) {
  sounds_.store(std::array{SongSound{2, {measured("tempo", 90)}}, SongSound{1, {measured("energy", 0.5)}}});
  const ScoredSongs songs = catalog_.scores().load("m");
  ASSERT_EQ(songs.sounds.size(), 2U) << "names that no song has are left out";
  EXPECT_EQ(songs.sounds[0].name, "energy");
  EXPECT_EQ(songs.sounds[0].value[0], 0.5F);
  EXPECT_TRUE(std::isnan(songs.sounds[0].value[1]));
  EXPECT_THAT(songs.sounds[0].source, ElementsAre(static_cast<std::uint8_t>(SoundSource::measured), kNoSource));
  EXPECT_EQ(songs.sounds[1].name, "tempo");
  EXPECT_EQ(songs.sounds[1].value[1], 90.0F);
  const std::vector<float> rows = rows_of_sounds(songs, std::array<std::string_view, 2>{"tempo", "no such"});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[2], 90.0F);
  EXPECT_TRUE(std::isnan(rows[0]) && std::isnan(rows[1]) && std::isnan(rows[3]));
}

TEST_P(CatalogSounds, AreRefusedAsAWhole) {
  const auto kind_for = [&](const SongSound& bad) {
    return kind_of([&] { sounds_.store(std::array{SongSound{1, {measured("tempo", 1)}}, bad}); });
  };
  EXPECT_EQ(kind_for({9, {}}), ErrorKind::not_found);
  EXPECT_EQ(kind_for({2, {measured("", 1)}}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_for({2, {measured("tempo", NAN)}}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_for({2, {measured("tempo", INFINITY)}}), ErrorKind::invalid_argument);
  EXPECT_EQ(sounds_.of(1).size(), 1U);
}

LEITMOTIF_EVERY_KIND(CatalogSounds);

TEST(SoundSources, HaveNames) {
  EXPECT_EQ(name_of(SoundSource::data_set), "data set");
  EXPECT_EQ(name_of(SoundSource::guessed), "guessed");
}

}  // namespace
}  // namespace leitmotif::catalog
