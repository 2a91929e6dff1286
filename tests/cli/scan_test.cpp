// `scan`, `lyrics doctor` and `tags write` from outside: what they say, that they open nothing for writing, and what is
// left when they are killed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/types.h>

#include <csignal>
#include <random>

#include "catalog/every_catalog.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "support/collection_files.hpp"
#include "support/matchers.hpp"
#include "support/program.hpp"
#include "support/silent_music.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif {
namespace {

namespace fs = std::filesystem;
using testing::ProgramOptions;
using testing::ProgramResult;

class ScanCommand : public ::testing::Test {
 protected:
  std::vector<std::string> with_places(std::vector<std::string> arguments) const {
    for (const char* place : {"--library", "--model"}) {
      arguments.emplace_back(place);
      arguments.push_back(
          (folder_.path() / (place == std::string("--library") ? "library.db" : "small.safetensors")).string());
    }
    return arguments;
  }
  ProgramResult run(std::vector<std::string> arguments, const ProgramOptions& options = {}) const {
    return testing::run_program(with_places(std::move(arguments)), options);
  }
  Json json_of(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    const ProgramResult result = run(std::move(arguments));
    EXPECT_EQ(result.status, 0) << result.err;
    return parse_json(result.out, "answer");
  }
  void fill() const {
    for (const testing::CollectionFile& file : testing::music_files()) folder_.write("music/" + file.path, file.bytes);
    for (const testing::CollectionFile& file : testing::lyric_files()) folder_.write("music/" + file.path, file.bytes);
  }
  std::string music() const { return (folder_.path() / "music").string(); }

  const testing::TemporaryFolder folder_;
  const fs::path model_ = testing::write_small_model(folder_.path() / "small.safetensors");
};

TEST_F(ScanCommand, SongsSayWhereTheyStandOnTheirAlbum) {
  folder_.write("music/a.flac", testing::silent_flac({{"TITLE", "One"}, {"ALBUM", "Doors"}, {"TRACKNUMBER", "3/9"}}));
  json_of({"scan", music()});
  const Json song = json_of({"songs"})["songs"][0];
  EXPECT_EQ(song["album"], "Doors");
  EXPECT_EQ(song["track"], 3);
  EXPECT_FALSE(song.contains("disc"));
  EXPECT_GT(song["length_ms"], 0);
}

TEST_F(ScanCommand, SaysWhatItDid) {
  fill();
  const Json first = json_of({"scan", music()});
  EXPECT_EQ(first["files"], testing::music_files().size() + testing::lyric_files().size());
  EXPECT_GT(first["songs"], 60);
  EXPECT_GT(first["with_lyrics"], 60);
  EXPECT_EQ(first["rejected"].size(), 7U);
  EXPECT_TRUE(first["rejected"][0].contains("file") && first["rejected"][0].contains("reason"));
  EXPECT_GE(first["seconds"], 0.0);
  EXPECT_EQ(json_of({"scan", music()})["unchanged"], first["songs"].get<int>() + 7);
  const Json doctor = json_of({"lyrics", "doctor"});
  EXPECT_EQ(doctor["counts"]["unreadable"], 7);
  for (const Json& finding : doctor["findings"])
    EXPECT_FALSE(finding["file"].empty() || finding["reason"].empty() || finding["advice"].empty()) << finding;
  EXPECT_THAT(run({"scan", music()}).out, HasSubstr("refused (7):"));
  // ux 35: beside what the folder holds, what the library holds, and what of it is gone.
  const std::string all = std::to_string(json_of({"songs"})["total"].get<int>());
  EXPECT_THAT(run({"scan", music()}).out, HasSubstr("the library now has " + all + " songs\n"));
  EXPECT_EQ(run({"scan", music() + "/nowhere"}).status, 3);
  EXPECT_EQ(run({"scan", music(), "--lyrics-order", "mp3"}).status, 2);
}

TEST_F(ScanCommand, OpensNothingInTheFolderForWriting) {
  fill();
  const fs::path trace = folder_.path() / "trace";
  std::vector<std::string> arguments = {"-f",          "-e",   "trace=%file,%desc", "-e",
                                        "signal=none", "-o",   trace.string(),      testing::built_program().string(),
                                        "scan",        music()};
  arguments = with_places(std::move(arguments));
  ProgramOptions options;
  options.program = "/usr/bin/strace";
  options.environment["ASAN_OPTIONS"] = "detect_leaks=0";  // the leak check cannot look at a traced program
  const ProgramResult result = testing::run_program(arguments, options);
  ASSERT_EQ(result.status, 0) << "strace is needed (./dev setup): " << result.err;
  const std::string calls = read_file(trace, 256U << 20U);
  std::size_t opened = 0;
  const std::string place = fs::canonical(music()).string();
  for (std::size_t at = 0; at < calls.size();) {
    const std::string line = calls.substr(at, calls.find('\n', at) - at);
    at += line.size() + 1;
    if (line.find("\"" + place) == std::string::npos) continue;
    for (const char* writes : {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "unlink", "rename", "mkdir", "chmod(",
                               "chown(", "utimens", "truncate(", "link(", "setxattr", "creat("}) {
      if (std::string(writes) == "link(" && line.find("readlink(") != std::string::npos) continue;
      EXPECT_EQ(line.find(writes), std::string::npos) << line;
    }
    opened += line.find("openat(") != std::string::npos ? 1U : 0U;
  }
  EXPECT_GT(opened, 80U) << "the trace does not show the files being read";
}

TEST_F(ScanCommand, KilledAtAnyMomentItLeavesAWholeLibrary) {
  for (int i = 0; i < 600; ++i)
    folder_.write("music/" + std::to_string(i) + ".txt",
                  "a song about the number " + std::to_string(i) + " and a kiss");
  std::mt19937 random(7);
  std::size_t before = 0;
  for (int round = 0; round < 100; ++round) {
    if (round % 10 == 0) {  // from the beginning again
      for (const char* end : {"", "-wal", "-shm"}) fs::remove(folder_.path() / (std::string("library.db") + end));
      before = 0;
    }
    const auto life = std::chrono::milliseconds(random() % 400);
    const auto start = std::chrono::steady_clock::now();
    ProgramOptions options;
    options.watch = [&](const testing::RunningProgram& running) {
      if (std::chrono::steady_clock::now() - start > life) ::kill(running.id, SIGKILL);
    };
    (void)run({"scan", music()}, options);
    if (!fs::exists(folder_.path() / "library.db")) continue;
    const catalog::Catalog library = catalog::sqlite::open(folder_.path() / "library.db");
    EXPECT_GE(library.songs().size(), before) << "what was done is lost";
    before = library.songs().size();
    std::size_t rows = 0;
    library.files().for_each([&](const catalog::FileRow& row) {
      EXPECT_TRUE(row.song && library.songs().song(*row.song)) << row.path;
      ++rows;
    });
    EXPECT_EQ(rows, before) << "songs and files belong together";
  }
  EXPECT_EQ(json_of({"scan", music()})["songs"], 600);
  catalog::expect_whole_file(folder_.path() / "library.db");
}

TEST_F(ScanCommand, MoodsAreWrittenOnlyWhenAsked) {
  folder_.write("music/a.flac",
                testing::silent_flac({{"TITLE", "One"}, {"LYRICS", "kiss kiss kiss"}, {"MOOD", "Calm"}}));
  folder_.write("music/b.flac", testing::silent_flac({{"TITLE", "Two"}}));
  const std::string bytes = read_file(folder_.path() / "music/a.flac", 1U << 20U);
  (void)json_of({"scan", music()});
  const Json dry = json_of({"tags", "write", "--mood", "--dry-run"});
  ASSERT_EQ(dry["changes"].size(), 1U);
  EXPECT_EQ(dry["changes"][0]["after"], Json({"Calm", "romantic"}));
  EXPECT_EQ(dry["changes"][0]["written"], false);
  EXPECT_EQ(read_file(folder_.path() / "music/a.flac", 1U << 20U), bytes);
  EXPECT_EQ(json_of({"tags", "write", "--mood"})["changes"][0]["written"], true);
  EXPECT_NE(read_file(folder_.path() / "music/a.flac", 1U << 20U), bytes);
  EXPECT_EQ(json_of({"tags", "write", "--mood"})["changes"].size(), 0U);
  EXPECT_EQ(run({"tags", "write"}).status, 2);
}

TEST_F(ScanCommand, WatchKeepsTheLibraryCurrentAndStopsCleanly) {
  folder_.write("music/a.txt", "a song about a kiss");
  bool added = false;
  ProgramOptions options;
  options.watch = [&](const testing::RunningProgram& running) {
    const std::string& out = running.out;
    if (!added && out.find("1 songs") != std::string::npos) {
      folder_.write("music/new/b.txt", "another song about a kiss");
      added = true;
    }
    if (out.find("2 songs") != std::string::npos) ::kill(running.id, SIGTERM);
  };
  const ProgramResult result = run({"watch", music()}, options);
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_FALSE(result.too_slow);
  EXPECT_EQ(catalog::sqlite::open(folder_.path() / "library.db").songs().size(), 2U);
}

}  // namespace
}  // namespace leitmotif
