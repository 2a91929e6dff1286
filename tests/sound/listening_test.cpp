// Files are listened to in programs of their own, and what goes wrong there costs one file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>

#include "leitmotif/core/error.hpp"
#include "leitmotif/sound/descriptor.hpp"
#include "leitmotif/sound/faults.hpp"
#include "leitmotif/sound/listening.hpp"
#include "support/places.hpp"
#include "support/signals.hpp"
#include "support/silent_music.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using Paths = std::vector<std::filesystem::path>;

class Listening : public ::testing::Test {
 protected:
  std::map<std::size_t, sound::Listened> listen(const Paths& files, sound::ListenOptions options = {}) {
    if (options.program.empty()) options.program = built_program().parent_path() / "leitmotif-listen";
    std::map<std::size_t, sound::Listened> found;
    sound::listen_to(files, options, [&](sound::Listened&& listened) {
      const std::size_t file = listened.file;
      EXPECT_TRUE(found.emplace(file, std::move(listened)).second);
    });
    return found;
  }
  std::filesystem::path song(std::string_view name, int rate, std::size_t channels, int bits = 16) const {
    return folder_.write(name, wav(scaled(little_song(57, 120, 4, rate, 1), 0.5), rate, channels, bits));
  }
  TemporaryFolder folder_;
};

TEST_F(Listening, EveryRateWidthAndNumberOfChannels) {
  Paths files;
  for (const int rate : {8000, 44100, 384000}) files.push_back(song(std::to_string(rate) + ".wav", rate, 1));
  for (const std::size_t channels : {2U, 6U, 8U})
    files.push_back(song(std::to_string(channels) + ".wav", 44100, channels));
  for (const int bits : {8, 24, 32}) files.push_back(song(std::to_string(bits) + "bit.wav", 44100, 1, bits));
  const auto found = listen(files);
  ASSERT_EQ(found.size(), files.size());
  for (const auto& [file, listened] : found) {
    EXPECT_EQ(listened.refusal, "") << files[file];
    EXPECT_NEAR(listened.measurement.seconds, 4, 0.01) << files[file];
    EXPECT_EQ(listened.measurement.descriptor.size(), sound::descriptor_size()) << files[file];
    EXPECT_EQ(listened.measurement.stream.lossless, true) << files[file];
  }
}

TEST_F(Listening, WhatIsNoMusicIsRefusedInWords) {
  const std::string good = wav(little_song(57, 120, 4, 44100, 1), 44100);
  const Paths files = {folder_.write("empty.mp3", ""),
                       folder_.write("text.flac", "this is no music at all\n"),
                       folder_.write("head.wav", good.substr(0, 44)),
                       folder_.path() / "vanished.ogg",
                       folder_.path(),
                       folder_.write("good \xff\n.wav", good)};
  const auto found = listen(files, {.threads = 2});
  ASSERT_EQ(found.size(), files.size());
  for (std::size_t i = 0; i + 1 < files.size(); ++i) EXPECT_NE(found.at(i).refusal, "") << files[i];
  EXPECT_THAT(found.at(3).refusal, HasSubstr("No such file"));
  EXPECT_THAT(found.at(4).refusal, HasSubstr("plain file"));
  EXPECT_EQ(found.at(5).refusal, "");
}

TEST_F(Listening, OfACutFileWhatIsThereIsHeard) {
  const std::string good = wav(little_song(57, 120, 20, 44100, 1), 44100);
  const auto found = listen({folder_.write("cut.wav", good.substr(0, good.size() / 2))});
  EXPECT_EQ(found.at(0).refusal, "");
  EXPECT_NEAR(found.at(0).measurement.seconds, 10, 0.1);
}

TEST_F(Listening, OfAVeryLongFileOnlySamplesAre) {
  // Twelve hours of silence, of which the file system keeps nothing, and a minute of music in their middle.
  constexpr int kRate = 22050;
  constexpr std::int64_t kHours = 12;
  constexpr std::int64_t kBytes = kHours * 3600 * kRate * 2;
  std::string head = wav(silence(1, kRate), kRate).substr(0, 44);
  const auto put = [&](std::size_t place, std::int64_t number) {
    for (std::size_t k = 0; k < 4; ++k) head[place + k] = static_cast<char>((number >> (8 * k)) & 0xFF);
  };
  put(4, kBytes + 36);
  put(40, kBytes);
  const std::filesystem::path file = folder_.write("long.wav", head);
  std::filesystem::resize_file(file, static_cast<std::uintmax_t>(kBytes + 44));
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(44 + kBytes / 2);
  bytes << wav(little_song(57, 120, 60, kRate, 1), kRate).substr(44);
  bytes.close();
  const auto found = listen({file});
  const sound::Measurement& measurement = found.at(0).measurement;
  EXPECT_EQ(found.at(0).refusal, "");
  EXPECT_NEAR(measurement.seconds, kHours * 3600, 1);
  EXPECT_GT(measurement.listened_seconds, 1500);
  EXPECT_LT(measurement.listened_seconds, 2400);
  EXPECT_EQ(measurement.kind, "music");
  EXPECT_NEAR(measurement.tempo, 120, 0.6);
  EXPECT_TRUE(sound::faults_of(measurement).empty());
  std::filesystem::resize_file(file, static_cast<std::uintmax_t>(kBytes / 4));
  const auto cut = listen({file});
  EXPECT_NEAR(cut.at(0).measurement.seconds, kHours * 3600 / 4, 1) << "where it ends is found";
}

TEST_F(Listening, AnOggFileWithoutItsLastPageWasCut) {
  const std::string whole = silent_opus({});
  const auto found = listen({folder_.write("whole.opus", whole),
                             folder_.write("cut.opus", std::string_view(whole).substr(0, whole.rfind("OggS")))});
  EXPECT_EQ(found.at(0).refusal, "");
  EXPECT_EQ(found.at(0).measurement.problem, "");
  EXPECT_EQ(found.at(1).refusal, "");
  EXPECT_THAT(found.at(1).measurement.problem, HasSubstr("last page"));
}

TEST_F(Listening, AProgramThatDiesCostsOneFile) {
  const std::filesystem::path program = folder_.write("dies", R"(#!/bin/bash
while IFS= read -r -d '' path; do
  case $path in
    *crash*) kill -SEGV $$ ;;
    *leaves*) exit 3 ;;
    *) printf '{"refusal":"alive"}\n' ;;
  esac
done
)");
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  for (const unsigned threads : {1U, 3U}) {
    const auto found = listen({"a", "crash", "b", "leaves", "c", "crash", "crash", "d"},
                              {.threads = threads, .program = program.string()});
    ASSERT_EQ(found.size(), 8U);
    for (const std::size_t fine : {0U, 2U, 4U, 7U}) EXPECT_EQ(found.at(fine).refusal, "alive");
    for (const std::size_t crashed : {1U, 5U, 6U})
      EXPECT_THAT(found.at(crashed).refusal, HasSubstr("Segmentation fault"));
    EXPECT_NE(found.at(3).refusal, "");
  }
}

TEST_F(Listening, WhatTheCallerThrowsEndsIt) {
  const Paths files(20, song("song.wav", 22050, 1));
  std::size_t heard = 0;
  const auto stop = [&](sound::Listened&&) {
    if (++heard == 2) throw Error(ErrorKind::cancelled, "stop");
  };
  EXPECT_THROW(sound::listen_to(files, {.threads = 2}, stop), Error);
  EXPECT_EQ(heard, 2U);
}

TEST_F(Listening, AProgramThatIsNotThereIsAnError) {
  EXPECT_THROW(listen({"a"}, {.program = "/nowhere/leitmotif-listen"}), Error);
}

TEST_F(Listening, OneFileTellsEveryNumberForLearning) {
  const auto found = listen({song("song.wav", 22050, 1)}, {.numbers = true});
  EXPECT_THAT(found.at(0).numbers, HasSubstr("\"mfcc 1\""));
}

}  // namespace
}  // namespace leitmotif::testing
