// Listening to the songs of a library: once for each content, and never in place of what is known better.
#include "leitmotif/collection/measure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/memory/library_in_memory.hpp"
#include "leitmotif/collection/doctor.hpp"
#include "leitmotif/collection/song_sound.hpp"
#include "leitmotif/core/error.hpp"
#include "support/signals.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::collection {
namespace {

using catalog::SoundFeature;
using catalog::SoundSource;

class Measuring : public ::testing::Test {
 protected:
  /// A song of the library whose file has this content.
  std::int64_t add(const std::string& title, const std::string& bytes, double energy = kMissing) {
    catalog::ScannedSong scanned;
    scanned.song.song.artist = "Ada";
    scanned.song.song.title = title;
    scanned.song.song.audio[5] = energy;
    scanned.prediction.probabilities = {0.5F, 0.5F};
    catalog::FileRow file;
    file.path = folder_.write(title + ".wav", bytes);
    file.digest = std::string(32, title.front());
    file.fingerprint = 1;
    scanned.files = {file};
    library_.files().add_scanned({&scanned, 1}, "model");
    return *library_.files().with_digest(file.digest).front().song;
  }
  MeasureReport measure() { return measure_sounds(library_, {folder_.path(), 2}, kNoProgress); }
  std::map<std::string, SoundFeature> sounds_of(std::int64_t song) const {
    std::map<std::string, SoundFeature> sounds;
    for (const SoundFeature& feature : library_.sounds().of(song)) sounds[feature.name] = feature;
    return sounds;
  }
  static std::string music(unsigned seed = 1) {
    return testing::wav(testing::little_song(57, 120, 12, 22050, seed), 22050, 2);
  }

  const testing::TemporaryFolder folder_;
  catalog::Catalog library_ = catalog::memory::open();
};

TEST_F(Measuring, KeepsWhatWasHeardWithWhereItCameFrom) {
  const std::int64_t song = add("a", testing::wav(testing::cadence(57, 120, 16, 22050), 22050, 2));
  EXPECT_EQ(measure().measured, 1U);
  const auto sounds = sounds_of(song);
  EXPECT_NEAR(sounds.at("tempo").value, 120, 0.6);
  EXPECT_EQ(sounds.at("tempo").source, SoundSource::measured);
  EXPECT_EQ(sounds.at("key").value, 9);
  EXPECT_EQ(sounds.at("loudness").source, SoundSource::measured);
  for (const char* guess : {"energy", "valence", "acousticness", "danceability"}) {
    EXPECT_EQ(sounds.at(guess).source, SoundSource::guessed) << guess;
    EXPECT_THAT(sounds.at(guess).method, ::testing::HasSubstr("sound "));
  }
  EXPECT_FALSE(sounds.contains("instrumentalness"));
  const auto back = measurement_of(library_.sounds().of(song));
  ASSERT_TRUE(back);
  EXPECT_GT(back->descriptor.size(), 10U);
}

TEST_F(Measuring, ASecondTimeListensToNothing) {
  add("a", music());
  add("b", "no music");
  const MeasureReport first = measure();
  EXPECT_EQ(first.measured, 1U);
  ASSERT_EQ(first.rejected.size(), 1U);
  EXPECT_THAT(first.rejected.front().reason, ::testing::HasSubstr("cannot be listened to"));
  const MeasureReport second = measure();
  EXPECT_EQ(second.measured, 0U);
  EXPECT_EQ(second.unchanged, 2U);
  EXPECT_TRUE(second.rejected.empty());
}

TEST_F(Measuring, WhatWasMeasuredBeforeThereWereFingerprintsIsListenedToOnceMore) {
  const auto measured_before = [&](const std::string& title, const std::string& fingerprint) {
    const std::int64_t song = add(title, music(static_cast<unsigned>(title.front())));
    sound::Measurement measurement;
    measurement.kind = "music";
    std::vector<SoundFeature> features = features_of(measurement, std::string(32, title.front()), {});
    std::erase_if(features, [](const SoundFeature& feature) { return feature.name == "file/fingerprint"; });
    library_.sounds().store(std::vector<catalog::SongSound>{{song, features, fingerprint}});
    return song;
  };
  const std::int64_t without = measured_before("a", "");
  (void)measured_before("b", "AQAAAA");
  const MeasureReport first = measure();
  EXPECT_EQ(first.measured, 1U);
  EXPECT_EQ(first.again, 1U);
  EXPECT_EQ(first.unchanged, 1U);
  EXPECT_NE(library_.sounds().fingerprint(without), "");
  const MeasureReport second = measure();
  EXPECT_EQ(second.measured, 0U);
  EXPECT_EQ(second.unchanged, 2U);
}

TEST_F(Measuring, WhatADataSetOrTagSaysStays) {
  const std::int64_t song = add("a", music(), 0.125);
  measure();
  const auto sounds = sounds_of(song);
  EXPECT_EQ(sounds.at("energy").value, 0.125);
  EXPECT_EQ(sounds.at("energy").source, SoundSource::tag);
  EXPECT_EQ(sounds.at("valence").source, SoundSource::guessed);
}

TEST_F(Measuring, WhatWasReportedIsKeptWhenItIsStopped) {
  for (char name = 'a'; name < 'a' + 20; ++name) add(std::string(1, name), music(static_cast<unsigned>(name)));
  const auto stop = [](const Progress& progress) {
    if (progress.done >= 8) throw Error(ErrorKind::cancelled, "stop");
  };
  EXPECT_THROW(measure_sounds(library_, {folder_.path(), 1}, stop), Error);
  const MeasureReport rest = measure();
  EXPECT_GE(rest.unchanged, 8U);
  EXPECT_EQ(rest.unchanged + rest.measured, 20U);
}

TEST_F(Measuring, TheDoctorNamesFaultsOfTheSound) {
  add("a", testing::wav(testing::silence(12, 22050), 22050));
  add("b", music());
  add("c", "no music");
  add("d", testing::wav(testing::noise(0.3, 12, 22050), 22050));
  measure();
  const DoctorReport report = examine_lyrics(library_);
  EXPECT_EQ(report.counts.at("silent"), 1U);
  EXPECT_EQ(report.counts.at("mono-twice"), 1U);
  EXPECT_EQ(report.counts.at("cannot-be-heard"), 1U);
  EXPECT_EQ(report.counts.at("effect"), 1U);
}

TEST_F(Measuring, TheDoctorNamesWhatSoundsTheSame) {
  // Another title, two decibels quieter and half a second later: the same recording.
  const testing::Signal song = testing::little_song(57, 120, 20, 22050, 1);
  testing::Signal later = testing::silence(0.5, 22050);
  for (const auto sample : song) later.push_back(sample * 4 / 5);
  const std::int64_t first = add("a", testing::wav(song, 22050));
  const std::int64_t copy = add("b", testing::wav(later, 22050));
  add("c", testing::wav(testing::little_song(52, 96, 20, 22050, 7), 22050));
  measure();
  ASSERT_NE(first, copy);
  std::vector<std::string> copies;
  for (const Finding& finding : examine_lyrics(library_).findings)
    if (finding.kind == "duplicate") copies.push_back(finding.file + " " + finding.reason);
  ASSERT_EQ(copies.size(), 1U);
  EXPECT_THAT(copies.front(), ::testing::MatchesRegex(".*b\\.wav sounds the same as .*a\\.wav"));
}

}  // namespace
}  // namespace leitmotif::collection
