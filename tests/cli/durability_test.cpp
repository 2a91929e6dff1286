// The library under the whole program: killed at any moment, used by two programs at once, of an older or newer format.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include "catalog/every_catalog.hpp"
#include "cli/stranger.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/catalog/sqlite/schema.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using Clock = std::chrono::steady_clock;
using ::testing::HasSubstr;

constexpr int kSongs = 12500;  // three batches and a bit

class ProgramDurability : public Stranger {
 protected:
  ProgramDurability() { write_small_model(path("model")); }

  /// A CSV file of kSongs songs by one artist.
  [[nodiscard]] std::string songs_by(const std::string& artist) const {
    std::string csv = "artist,title,lyrics\n";
    for (int i = 0; i < kSongs; ++i) csv += artist + ",Song " + std::to_string(i) + ",knife and words of no weight\n";
    return file(artist + ".csv", csv);
  }
  [[nodiscard]] std::vector<std::string> import_of(const std::string& csv, const std::string& library) const {
    return {"import", csv, "--model", path("model"), "--library", library};
  }
};

/// What the progress line said last; 0 when it said nothing.
std::size_t reported_by(const std::string& screen) {
  const std::size_t last = screen.rfind("importing: ");
  return last == std::string::npos ? 0 : std::stoul(screen.substr(last + 11));
}

/// What was said to be kept in a library, by the program that was killed or came to its end.
struct Life {
  bool killed = false;
  std::size_t reported = 0;
};

Life import_and_kill(const std::function<ProgramResult(const ProgramOptions&)>& run, std::chrono::microseconds moment) {
  const auto start = Clock::now();
  ProgramOptions options;
  options.columns = 80;  // progress is for people
  options.watch = [&](const RunningProgram& program) {
    if (Clock::now() - start >= moment) ::kill(program.id, SIGKILL);
  };
  const ProgramResult result = run(options);
  if (result.status == 0) return {false, kSongs};
  EXPECT_EQ(result.status, -SIGKILL) << result.out;
  return {true, reported_by(result.out)};
}

TEST_F(ProgramDurability, AHundredKillsLoseNothingReportedAndLeaveALibraryThatOpens) {
  constexpr int kRounds = 100;
  constexpr int kImportsOfOneLibrary = 5;
  std::vector<std::string> files;
  for (const char* artist : {"Ann", "Bob", "Cid", "Dot", "Eve"}) files.push_back(songs_by(artist));
  // The quickest of a few: one slow import would put most moments behind the end of the others.
  auto whole_us = std::chrono::microseconds::max().count();
  for (const char* name : {"whole-1.db", "whole-2.db", "whole-3.db"}) {
    const auto start = Clock::now();
    expect_done(run(import_of(files[0], path(name))));
    whole_us = std::min(whole_us, std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count());
  }

  std::mt19937_64 random(4);
  std::size_t reported = 0;
  int killed = 0;
  int killed_under_way = 0;
  std::string library;
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t number = static_cast<std::size_t>(round) % kImportsOfOneLibrary;
    if (number == 0) {
      library = path("library-" + std::to_string(round) + ".db");
      reported = 0;
    }
    const std::chrono::microseconds moment(random() % static_cast<std::uint64_t>(whole_us));
    const Life life = import_and_kill(
        [&](const ProgramOptions& options) { return run(import_of(files[number], library), options); }, moment);
    killed += life.killed ? 1 : 0;
    killed_under_way += life.killed && life.reported > 0 ? 1 : 0;
    reported += life.reported;
    SCOPED_TRACE("round " + std::to_string(round) + ", killed after " + std::to_string(moment.count()) + " us");
    const catalog::Catalog opened = catalog::sqlite::open(library);
    ASSERT_GE(opened.songs().size(), reported);
    reported = opened.songs().size();  // more may be there than was reported; from now on it has to stay
    if (number + 1 == kImportsOfOneLibrary) {
      ASSERT_NO_FATAL_FAILURE(catalog::expect_whole_file(library));
    }
  }
  EXPECT_GT(killed, kRounds / 2) << "most programs came to their end before they were killed";
  EXPECT_GT(killed_under_way, 0) << "no program was killed between two batches";
}

TEST_F(ProgramDurability, TwoImportsIntoOneLibraryTakeTurns) {
  const std::string library = path("both.db");
  const std::string ann = songs_by("Ann");
  const std::string bob = songs_by("Bob");
  ProgramResult second;
  std::thread other([&] { second = run(import_of(bob, library)); });
  const ProgramResult first = run(import_of(ann, library));
  other.join();
  expect_done(first);
  expect_done(second);
  EXPECT_EQ(catalog::sqlite::open_read_only(library).songs().size(), 2U * kSongs);
  catalog::expect_whole_file(library);
}

TEST_F(ProgramDurability, TheSecondWriterSaysSoWhenTheFirstDoesNotEnd) {
  const std::string library = path("held.db");
  const std::string csv = file("one.csv", "artist,title,lyrics\nAnn,One,knife\n");
  expect_done(run(import_of(csv, library)));
  catalog::sqlite::Database holder(library, catalog::sqlite::Access::read_write, catalog::kShortWait);
  const catalog::sqlite::Transaction held(holder);
  expect_refused(run(import_of(csv, library)), 6, "in use by another program");
}

TEST_F(ProgramDurability, ReadersDoNotWaitForAWriter) {
  const std::string library = path("read.db");
  expect_done(run(import_of(file("one.csv", "artist,title,lyrics\nAnn,One,knife\n"), library)));
  catalog::sqlite::Database holder(library, catalog::sqlite::Access::read_write, catalog::kShortWait);
  const catalog::sqlite::Transaction held(holder);
  holder.execute("UPDATE songs SET genre = 'changed'");
  const Json songs = json({"songs", "--library", library, "--model", path("model")});
  EXPECT_EQ(songs["songs"].size(), 1U);
  EXPECT_EQ(songs["songs"][0]["genre"], "") << "what is not committed is not seen";
}

TEST_F(ProgramDurability, AnOlderFormatIsMigratedAfterABackup) {
  const std::filesystem::path library = path("old.db");
  {
    catalog::sqlite::Database old(library, catalog::sqlite::Access::read_write, catalog::kShortWait);
    catalog::sqlite::prepare_file(old, catalog::sqlite::format_steps().first(1));
    old.execute(
        "INSERT INTO songs (artist, title, genre, label, form, identity) "
        "VALUES ('Ann', 'One', 'pop', '', 0, 'ann' || char(31) || 'one' || char(31) || char(31) || '3');"
        "INSERT INTO lyrics VALUES (1, 'knife'); INSERT INTO words (rowid, artist, title, lyrics) "
        "VALUES (1, 'Ann', 'One', 'knife')");
  }
  const Json songs = json({"songs", "knife", "--library", library.string(), "--model", path("model")});
  ASSERT_EQ(songs["songs"].size(), 1U);
  EXPECT_EQ(songs["songs"][0]["artist"], "Ann");
  catalog::sqlite::Database backup(library.string() + ".format-1.backup", catalog::sqlite::Access::read_only,
                                   catalog::kShortWait);
  EXPECT_EQ(backup.number("PRAGMA user_version"), 1);
  EXPECT_EQ(backup.number("SELECT count(*) FROM songs"), 1);
  catalog::expect_whole_file(library);
}

TEST_F(ProgramDurability, ANewerFormatIsRefusedInOneLine) {
  const std::string library = path("new.db");
  expect_done(run(import_of(file("one.csv", "artist,title,lyrics\nAnn,One,knife\n"), library)));
  const auto newer = std::to_string(catalog::sqlite::format_steps().size() + 1);
  catalog::sqlite::Database(library, catalog::sqlite::Access::read_write, catalog::kShortWait)
      .execute("PRAGMA user_version = " + newer);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"songs"}, {"recommend", "--topic", "violence"}, {"playlists", "list"}}) {
    std::vector<std::string> arguments = words;
    arguments.insert(arguments.end(), {"--library", library, "--model", path("model")});
    expect_refused(run(arguments), 7, "library format " + newer + " of a newer Leitmotif");
  }
}

}  // namespace
}  // namespace leitmotif::testing
