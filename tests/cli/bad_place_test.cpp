// Libraries that are none, folders that take nothing, disks that are full, and readers that go away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "catalog/every_catalog.hpp"
#include "cli/stranger.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/files.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using Words = std::vector<std::string>;

class BadPlace : public Stranger {
 protected:
  BadPlace() {
    write_small_model(path("model"));
    csv_ = file("songs.csv", "artist,title,lyrics\nAnn,One,knife\n");
  }
  /// Every command that touches a library, with this one.
  [[nodiscard]] std::vector<Words> with_library(const std::string& named) const {
    return {{"recommend", "--topic", "violence", "--library", named, "--model", path("model")},
            {"songs", "--library", named, "--model", path("model")},
            {"import", csv_, "--library", named, "--model", path("model")},
            {"import", "--songbook", "--library", named, "--model", path("model")}};
  }
  std::string csv_;
};

TEST_F(BadPlace, ALibraryThatIsNoDatabaseIsLeftAlone) {
  for (const std::string& content : {std::string("only a text, and longer than the mark of a database file\n"),
                                     std::string("SQLite format 3\0 but nothing of it is true", 43)}) {
    const std::string named = file("text.db", content);
    for (const Words& words : with_library(named)) expect_refused(run(words), 4, named);
    EXPECT_EQ(read_file(named, 1U << 20U), content);
  }
}

TEST_F(BadPlace, ADatabaseOfAnotherProgramIsLeftAlone) {
  const std::string named = path("other.db");
  {
    catalog::sqlite::Database other(named, catalog::sqlite::Access::read_write, catalog::kShortWait);
    other.execute("PRAGMA application_id = 1234; CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')");
  }
  for (const Words& words : with_library(named)) expect_refused(run(words), 4, "another program");
  catalog::sqlite::Database other(named, catalog::sqlite::Access::read_write, catalog::kShortWait);
  catalog::sqlite::Statement row = other.prepare("SELECT text FROM notes");
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.text(0), "mine");
}

TEST_F(BadPlace, AFolderIsNoLibrary) {
  for (const Words& words : with_library(folder_.path().string())) expect_refused(run(words), 6, "directory");
}

TEST_F(BadPlace, AFolderThatCannotBeMade) {
  expect_refused(run({"import", csv_, "--library", csv_ + "/below/library.db", "--model", path("model")}), 6);
}

TEST_F(BadPlace, AReadOnlyFolderTakesNoLibraryButAnswers) {
  fs::create_directory(path("locked"));
  fs::permissions(path("locked"), fs::perms(0555));
  ProgramOptions options;
  options.as_nobody = ::geteuid() == 0;
  fs::permissions(folder_.path(), fs::perms(0755));
  const std::string named = path("locked") + "/library.db";
  const ProgramResult import = run(with_library(named)[2], options);
  if (import.status == kCannotStart) GTEST_SKIP() << "nobody may not run the program here";
  expect_refused(import, 6, named);
  EXPECT_TRUE(fs::is_empty(path("locked")));
  fs::create_directory(path("closed"));
  fs::permissions(path("closed"), fs::perms(0700));
  for (const Words& words : with_library(path("closed") + "/library.db"))
    if (options.as_nobody) expect_refused(run(words, options), 6, "closed");
  EXPECT_EQ(run(with_library(named)[0], options).status, 0) << "asking needs no library";
}

TEST_F(BadPlace, AFullDiskLeavesTheLibraryWhole) {
  expect_done(run({"import", csv_, "--model", path("model")}));
  std::string many = "artist,title,lyrics\n";
  for (int i = 0; i < 20000; ++i) many += "Bob,Song " + std::to_string(i) + ",knife and some more words to fill\n";
  ProgramOptions options;
  options.file_limit_bytes = 400000;
  expect_refused(run({"import", file("many.csv", many), "--model", path("model")}, options), 6);
  catalog::expect_whole_file(library());
  const Json songs = json({"songs", "-n", "10000", "--model", path("model")})["songs"];
  ASSERT_GE(songs.size(), 1U);
  EXPECT_EQ(songs[0]["title"], "One");
}

TEST_F(BadPlace, StandardOutputThatTakesNothing) {
  ProgramOptions options;
  options.output_file = "/dev/full";
  for (const Words& words :
       {Words{"--help"}, Words{"--version"}, Words{"songs"}, Words{"recommend", "--topic", "music"},
        Words{"classify", csv_}, Words{"preprocess", csv_}})
    expect_refused(run(words, options), 6, "standard output");
}

TEST_F(BadPlace, AMissingStandardStreamIsNotMistakenForAFile) {
  ProgramOptions options;
  options.missing_stream = STDIN_FILENO;
  for (const Words& words :
       {Words{"classify"}, Words{"preprocess"}, Words{"classify", "--jsonl"}, Words{"import", "-"}})
    expect_refused(run(words, options), 6, "-: cannot read");
  EXPECT_EQ(run({"songs"}, options).status, 0) << "which needs none";
  options.missing_stream = STDOUT_FILENO;
  for (const Words& words : with_library(path("own.db"))) expect_refused(run(words, options), 6, "standard output");
  catalog::expect_whole_file(path("own.db"));
  options.missing_stream = STDERR_FILENO;
  EXPECT_EQ(run({"songs", "-n", "0"}, options).status, 2);
  EXPECT_EQ(run({"classify", file("unknown.txt", "qwertz\n")}, options).status, 0) << "a warning nobody can read";
}

TEST_F(BadPlace, NoPlaceForTemporaryFiles) {
  ProgramOptions options;
  options.environment = {{"TMPDIR", path("nowhere")}};
  expect_refused(run({"recommend", "--topic", "music"}, options), 6, "TMPDIR");
}

TEST_F(BadPlace, AReaderThatGoesAwayEndsTheProgramAsItEndsOtherFilters) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "walking along the river road\n";
  ProgramOptions options;
  options.input_file = file("text", text);
  options.output_closed = true;
  const ProgramResult result = run({"preprocess"}, options);
  EXPECT_EQ(result.status, -SIGPIPE);
  EXPECT_EQ(result.err, "");
}

TEST_F(BadPlace, AHomeThatIsNotKnown) {
  ProgramOptions options;
  options.environment = {{"XDG_DATA_HOME", ""}, {"HOME", ""}};
  const ProgramResult result = run_program({"songs", "--model", path("model")}, options);
  expect_refused(result, 3, "--library");
}

TEST_F(BadPlace, ShippedDataThatIsNotThere) {
  ProgramOptions options;
  options.environment = {{"LEITMOTIF_DATA", path("nowhere")}};
  expect_refused(run({"recommend", "--topic", "sadness"}, options), 3, "nowhere");
  expect_refused(run({"songs", "--model", path("model")}, options), 3, "nowhere");
}

}  // namespace
}  // namespace leitmotif::testing
