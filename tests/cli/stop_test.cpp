// Ctrl-C and SIGTERM: a program that is asked to stop does so soon, whatever it is doing, and says so in one line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>

#include "cli/stranger.hpp"
#include "leitmotif/catalog/postgresql/database.hpp"
#include "support/postgres_server.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using catalog::postgresql::Database;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kWait{5000};

/// A library on a server, whose songs can be locked: a program that asks for them waits within the database, where it
/// cannot look at what it was told.
class Stopping : public Stranger {
 protected:
  void SetUp() override {
    if (!PostgresServer::can_run())
      GTEST_SKIP() << "there is no initdb of PostgreSQL; ./dev setup-servers installs one";
    write_small_model(path("model"));
    place_ = PostgresServer::shared().fresh_library();
    looking_ = std::make_unique<Database>(place_, kWait);
  }
  void lock_songs() {
    locking_ = std::make_unique<Database>(place_, kWait);
    locking_->execute("BEGIN; LOCK TABLE songs IN ACCESS EXCLUSIVE MODE");
  }
  /// How many programs wait for the songs; one that has ended waits as well until its server notices.
  [[nodiscard]] std::int64_t waiting() const {
    return looking_->number(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
  }
  /// Runs a command that waits for the songs, and calls `act` again and again once it does.
  ProgramResult run_waiting(std::vector<std::string> words, const std::function<void(pid_t)>& act) {
    words.insert(words.end(), {"--library", place_, "--model", path("model")});
    ProgramOptions options;
    bool waits = false;
    const std::int64_t before = waiting();
    options.watch = [&](const RunningProgram& program) {
      waits = waits || waiting() > before;
      if (waits) act(program.id);
    };
    return run(words, options);
  }

  std::string place_;
  std::unique_ptr<Database> looking_;
  std::unique_ptr<Database> locking_;
};

TEST_F(Stopping, AQuestionEndsThoughItWaitsForSomethingElse) {
  lock_songs();
  for (const int signal : {SIGINT, SIGTERM}) {
    bool sent = false;
    const ProgramResult result = run_waiting({"songs", "night"}, [&](pid_t program) {
      if (!std::exchange(sent, true)) ::kill(program, signal);
    });
    expect_refused(result, 130, "stopped on request");
  }
}

TEST_F(Stopping, WhoAsksTwiceEndsWhatWouldEndInOrder) {
  lock_songs();
  Clock::time_point last;
  int sent = 0;
  const ProgramResult result = run_waiting({"library", "copy", place_, path("copy.db")}, [&](pid_t program) {
    if (Clock::now() - last < milliseconds(600) || sent == 2) return;
    ::kill(program, SIGTERM);
    last = Clock::now();
    ++sent;
  });
  EXPECT_EQ(sent, 2);
  EXPECT_EQ(result.status, -SIGTERM);
}

TEST_F(Stopping, AServiceEndsThoughItStillReadsItsLibrary) {
  lock_songs();
  bool sent = false;
  const ProgramResult result = run_waiting({"serve", "--port", "0", "--quiet"}, [&](pid_t program) {
    if (!std::exchange(sent, true)) ::kill(program, SIGTERM);
  });
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.err, "");
}

TEST_F(Stopping, AnImportThatMakesTheIndexOfWordsSaysThatItsSongsStay) {
  constexpr int kSongs = 30'000;
  std::string csv = "artist,title,lyrics\n";
  for (int i = 0; i < kSongs; ++i) csv += "Ann,Song " + std::to_string(i) + ",knife and words of no weight\n";
  const std::vector<std::string> place = {"--library", place_, "--model", path("model")};
  ProgramOptions options;
  options.columns = 80;  // progress is for people
  bool sent = false;
  options.watch = [&](const RunningProgram& program) {
    if (sent || program.out.find("making the index of words: ") == std::string::npos) return;
    ::kill(program.id, SIGINT);
    sent = true;
  };
  std::vector<std::string> words = {"import", file("many.csv", csv)};
  words.insert(words.end(), place.begin(), place.end());
  const ProgramResult result = run(words, options);
  ASSERT_TRUE(sent);
  EXPECT_EQ(result.status, 130);
  EXPECT_THAT(result.out, HasSubstr("leitmotif: error: stopped on request: everything is imported (30000 songs, 0 "
                                    "updated, 0 rejected); the next import or `leitmotif serve` goes on"));
  EXPECT_EQ(looking_->number("SELECT count(*) FROM songs"), kSongs);
  EXPECT_GT(looking_->number("SELECT count(*) FROM unindexed"), 0);
  words = {"import", file("one.csv", "artist,title,lyrics\nBen,Other,rain\n")};
  words.insert(words.end(), place.begin(), place.end());
  expect_done(run(words));
  EXPECT_EQ(looking_->number("SELECT count(*) FROM unindexed"), 0);
}

}  // namespace
}  // namespace leitmotif::testing
