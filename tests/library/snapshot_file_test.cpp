// The columns beside a library: the same answers with them as without, whatever happens to them.
#include "leitmotif/library/snapshot_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/library/column_file.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::library {
namespace {

namespace fs = std::filesystem;
using answers::RecommendRequest;
using engine::Engine;

constexpr std::size_t kSongs = kLeastKeptSongs + 40;

std::string songs_csv(std::size_t begin, std::size_t end) {
  std::string csv = "artist,title,year,genre,lyrics,valence,energy\n";
  RandomSource draw(begin + 1);
  for (std::size_t i = begin; i < end; ++i) {
    csv += "Artist " + std::to_string(draw.below_by_bits(700)) + ",Title " + std::to_string(i) + "," +
           std::to_string(1950 + draw.below_by_bits(70)) + (draw.below_by_bits(2) == 0 ? ",rock," : ",pop,");
    for (std::uint64_t word = 0; word < 1 + draw.below_by_bits(9); ++word)
      csv += draw.below_by_bits(2) == 0 ? "knife " : "teardrop ";
    csv += ",0." + std::to_string(draw.below_by_bits(100)) + ",0." + std::to_string(draw.below_by_bits(100)) + "\n";
  }
  return csv;
}

TEST(ColumnFile, TakesThePlaceOfThatOfEarlierVersions) {
  const testing::TemporaryFolder folder;
  const auto write = [&](const std::string& name) {
    ColumnFileWriter file(folder.path() / name);
    file.add({"numbers"}, Column<std::int32_t>{1, 2});
    file.commit("key");
  };
  for (const char* name : {"a.1.columns", "a.3.columns", "b.1.columns", "ab.1.columns"}) write(name);
  std::ofstream(folder.path() / "a.x.columns") << "somebody's own";
  write("a.2.columns");
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(folder.path())) left.push_back(entry.path().filename().string());
  EXPECT_THAT(left, ::testing::UnorderedElementsAre("a.2.columns", "a.3.columns", "b.1.columns", "ab.1.columns",
                                                    "a.x.columns"));
}

TEST(ColumnFile, ReadingAheadChangesNothing) {
  const testing::TemporaryFolder folder;
  ColumnFileWriter file(folder.path() / "a.1.columns");
  file.add({"numbers"}, Column<std::int32_t>{1, 2});
  file.commit("key");
  read_ahead(folder.path());
  EXPECT_TRUE(ColumnFile::open(folder.path() / "a.1.columns", "key").has_value());
  EXPECT_NO_THROW(read_ahead(folder.path() / "not there"));
}

/// One engine a question, as programs on the command line are.
class SnapshotFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    add(0, kSongs);
    hear();
  }

  [[nodiscard]] Engine open() const {
    places::Settings settings;
    settings.library = library_;
    settings.model = model_;
    settings.threads = 1;
    return Engine::open(settings);
  }
  void add(std::size_t begin, std::size_t end) const {
    open().import_csv(folder_.write("songs-" + std::to_string(begin) + ".csv", songs_csv(begin, end)), kNoProgress);
  }
  /// Two listeners hear some songs.
  void hear() const {
    std::vector<catalog::Play> plays;
    for (const std::int64_t song : {17, 40, 41, 90}) {
      plays.push_back({song, "me", song, catalog::PlayKind::loved, "test"});
      plays.push_back({song, "you", song + song % 2, catalog::PlayKind::played, "test"});
    }
    (void)open().taste().add_plays(plays);
  }
  /// Songs and scores for several questions.
  static std::vector<std::pair<std::int64_t, double>> answers_of(const Engine& engine) {
    std::vector<RecommendRequest> requests(6);
    requests[0].topic = "violence";
    requests[1].like = {"17"};
    requests[1].genres = {"pop"};
    requests[2].mix = {{"sadness", 1}};
    requests[2].variety = 0.3;
    requests[3].mood = answers::MoodWish{{0.5, 0.5}, ""};
    requests[4].about = {"sad"};
    requests[5].listener = "me";
    std::vector<std::pair<std::int64_t, double>> answers;
    for (const RecommendRequest& request : requests)
      for (const auto& song : engine.recommend(request).songs) answers.emplace_back(song.id, song.score);
    return answers;
  }
  [[nodiscard]] std::vector<std::pair<std::int64_t, double>> answers() const { return answers_of(open()); }
  [[nodiscard]] std::vector<fs::path> files() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder_beside(library_))) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
  }

  testing::TemporaryFolder folder_;
  fs::path library_ = folder_.path() / "library.db";
  fs::path model_ = testing::write_small_model(folder_.path() / "model");
};

TEST_F(SnapshotFileTest, AnswersFromFilesAreThoseFromTheCatalogue) {
  const auto from_catalogue = answers();
  EXPECT_EQ(from_catalogue.size(), 60U);
  EXPECT_EQ(files().size(), 4U)
      << "songs, where they lie when they are compared, what taste knows of them and has learned";
  EXPECT_EQ(answers(), from_catalogue);
  EXPECT_EQ(files().size(), 5U) << "what wishes read of them, of the state after it was read for the first time";
  EXPECT_EQ(answers(), from_catalogue);
}

TEST_F(SnapshotFileTest, WhatOneProgramMadeIsSharedByAllFromThenOn) {
  const Engine engine = open();
  (void)answers_of(engine);
  std::ifstream maps("/proc/self/maps");
  const std::string mapped{std::istreambuf_iterator<char>(maps), {}};
  EXPECT_THAT(mapped, ::testing::HasSubstr(folder_beside(library_).string() + "/similarity.1.columns"));
}

TEST_F(SnapshotFileTest, AreReadOnlyWhileTheSongsAreTheSame) {
  (void)answers();
  (void)answers();  // wishes were read by the first
  const auto time = [&] { return fs::last_write_time(files()[1]); };
  const auto before = time();
  {
    Engine engine = open();
    engine.block_song(3);
    (void)engine.save_list("mine", {1, 2}, catalog::IfTaken::refuse);
  }
  const auto blocked = answers();
  EXPECT_EQ(time(), before) << "what a person decides about songs is not in the files";
  EXPECT_EQ(std::ranges::count(blocked, 3, &std::pair<std::int64_t, double>::first), 0);
  add(kSongs, kSongs + 500);
  const auto after = answers();
  EXPECT_NE(time(), before);
  fs::remove_all(folder_beside(library_));
  EXPECT_EQ(answers(), after);
}

TEST_F(SnapshotFileTest, AnotherLibraryInTheSamePlaceIsNotTakenForThisOne) {
  (void)answers();
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(library_.string() + ending);
  add(5, kSongs + 5);
  hear();
  const auto with_old_files = answers();
  fs::remove_all(folder_beside(library_));
  EXPECT_EQ(answers(), with_old_files);
}

TEST_F(SnapshotFileTest, DamageAnywhereIsFoundAndMended) {
  const auto expected = answers();
  (void)answers();
  ASSERT_EQ(files().size(), 5U);
  RandomSource draw(9);
  for (const fs::path& path : files()) {
    const std::string whole = read_file(path, 100'000'000);
    for (int i = 0; i < 24; ++i) {
      std::string damaged = whole;
      const std::size_t place = draw.below_by_bits(whole.size());
      if (i % 4 == 3) {
        damaged.resize(place);
      } else {
        for (std::size_t k = place; k < std::min(place + 64, whole.size()); ++k)
          damaged[k] = static_cast<char>(draw.below_by_bits(256));
      }
      write_file(path, damaged);
      EXPECT_EQ(answers(), expected) << path << " from byte " << place;
    }
  }
}

TEST_F(SnapshotFileTest, ARunningProgramMendsItToo) {
  const auto expected = answers();
  const Engine engine = open();
  RecommendRequest request;
  request.topic = "violence";
  (void)engine.recommend(request);  // the songs are mapped, and where they lie is not yet
  std::string bytes = read_file(files()[0], 100'000'000);
  for (std::size_t place = 100; place < bytes.size() / 2; place += 1000)
    bytes[place] = static_cast<char>(bytes[place] ^ 0x55);
  write_file(files()[0], bytes);
  EXPECT_EQ(answers_of(engine), expected);
  EXPECT_EQ(answers(), expected);
}

TEST_F(SnapshotFileTest, AFolderThatTakesNoFileIsNoHindrance) {
  fs::remove_all(folder_beside(library_));
  write_file(folder_beside(library_), "a file where the folder should be");
  const auto expected = answers();
  fs::remove_all(folder_beside(library_));
  EXPECT_EQ(answers(), expected);
}

TEST_F(SnapshotFileTest, AProgramKilledWhileWritingLeavesNothingThatIsRead) {
  const auto expected = answers();
  const std::string whole = read_file(files()[1], 100'000'000);
  const fs::path path = files()[1];
  fs::remove(path);
  const pid_t child = ::fork();
  if (child == 0) {
    CheckedFileWriter writer(path);
    writer.write(whole.substr(0, whole.size() / 2));
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(answers(), expected);
}

TEST_F(SnapshotFileTest, SeveralProgramsAtOnceAnswerTheSame) {
  const auto expected = answers();
  for (int round = 0; round < 3; ++round) {
    fs::remove_all(folder_beside(library_));
    std::vector<std::vector<std::pair<std::int64_t, double>>> found(3);
    std::vector<std::thread> programs;
    for (auto& answer : found) programs.emplace_back([&] { answer = answers(); });
    for (std::thread& program : programs) program.join();
    for (const auto& answer : found) EXPECT_EQ(answer, expected);
  }
}

}  // namespace
}  // namespace leitmotif::library
