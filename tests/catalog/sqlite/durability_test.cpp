// What must survive: the killing of the program, a full disk, and other programs at the same file.
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include "catalog/every_catalog.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

using leitmotif::testing::TemporaryFolder;
using ::testing::HasSubstr;

constexpr std::size_t kBatch = 20;

std::vector<LabelledSong> batch_of(int process, int number, std::size_t songs = kBatch) {
  std::vector<LabelledSong> batch;
  for (std::size_t i = 0; i < songs; ++i) {
    batch.push_back(song_of(fmt::format("Artist {}", process), fmt::format("Song {} {}", number, i),
                            fmt::format("word{} walking home along the river number {}", i, number)));
  }
  return batch;
}

void add_batch(Catalog& catalog, int process, int number, std::size_t songs = kBatch) {
  const std::vector<LabelledSong> batch = batch_of(process, number, songs);
  catalog.songs().add(batch, {"m", std::vector<Prediction>(batch.size(), prediction_of(0.5F))});
}

/// Runs `work` in a child process; gives its process id. What it returns is the exit status; 99 when it threw.
pid_t start_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  int status = 99;
  try {
    status = work();
  } catch (const std::exception& error) {
    const std::string line = std::string(error.what()) + "\n";
    (void)!::write(STDERR_FILENO, line.data(), line.size());
  }
  ::_exit(status);
}

int exit_status_of(pid_t child) {
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int in_child(const std::function<int()>& work) { return exit_status_of(start_child(work)); }

/// Lets a child import until it is killed after `life`; gives how many batches it reported as done.
int import_until_killed(const std::filesystem::path& file, int process, std::chrono::microseconds life) {
  std::array<int, 2> pipe{};
  EXPECT_EQ(::pipe(pipe.data()), 0);
  const pid_t child = start_child([&] {
    Catalog catalog = open(file);
    for (int number = 0;; ++number) {
      add_batch(catalog, process, number);
      if (::write(pipe[1], "x", 1) != 1) return 1;
    }
  });
  ::close(pipe[1]);
  std::this_thread::sleep_for(life);
  ::kill(child, SIGKILL);
  EXPECT_EQ(exit_status_of(child), -1) << "the child ended before it was killed";
  int done = 0;
  for (char byte = 0; ::read(pipe[0], &byte, 1) == 1;) ++done;
  ::close(pipe[0]);
  return done;
}

/// Opens what the killed program left and checks it. A batch may be there without having been reported.
void expect_at_least(const std::filesystem::path& file, int batches) {
  const Catalog catalog = open(file);
  EXPECT_GE(catalog.songs().size(), static_cast<std::size_t>(batches) * kBatch);
  EXPECT_EQ(catalog.songs().size() % kBatch, 0U) << "half a batch is there";
  EXPECT_EQ(catalog.scores().load("m").id.size(), catalog.songs().size());
}

TEST(KilledImport, LosesNothingReported) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "library.db";
  std::mt19937 random(1);
  int reported = 0;
  for (int process = 0; process < 40; ++process) {
    reported += import_until_killed(file, process, std::chrono::microseconds(random() % 30000));
    ASSERT_NO_FATAL_FAILURE(expect_at_least(file, reported));
  }
  EXPECT_GT(reported, 0) << "no child came to import anything";
  expect_whole_file(file);
}

TEST(KilledImport, NeverLeavesAHalfMadeLibrary) {
  std::mt19937 random(2);
  for (int round = 0; round < 30; ++round) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "library.db";
    const int reported = import_until_killed(file, 0, std::chrono::microseconds(random() % 8000));
    ASSERT_NO_FATAL_FAILURE(expect_at_least(file, reported));
  }
}

/// In a child: adds songs until the disk is full, then checks that the library is as before. 0: all as expected.
int fill(const std::filesystem::path& file, const std::function<void()>& make_scarce) {
  Catalog catalog = open(file);
  add_batch(catalog, 0, 0);
  make_scarce();
  for (int number = 1; number < 1000; ++number) {
    const std::size_t before = catalog.songs().size();
    try {
      add_batch(catalog, 0, number, 500);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io) return 1;
      if (catalog.songs().size() != before) return 2;
      return heads_found(catalog, "river", 5).size() == 5 ? 0 : 3;
    }
  }
  return 4;
}

TEST(FullDisk, LeavesTheLibraryAsItWas) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "library.db";
  // A limit on the size of files stands for the full disk: writing beyond it fails, here for the log.
  EXPECT_EQ(in_child([&] {
              return fill(file, [] {
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{300000, 300000};
                if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) throw std::runtime_error("setrlimit failed");
              });
            }),
            0);
  EXPECT_EQ(open(file).songs().size() % 500, kBatch);
  expect_whole_file(file);
}

TEST(FullDisk, LeavesTheLibraryAsItWasOnASmallFileSystem) {
  const TemporaryFolder folder;
  constexpr int kCannotMount = 77;
  const int status = in_child([&] {
    // In a name space of its own, so that nobody else sees the mount and it ends with this child.
    if (::unshare(CLONE_NEWNS) != 0) return kCannotMount;
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return kCannotMount;
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=2m") != 0) return kCannotMount;
    const std::filesystem::path file = folder.path() / "library.db";
    const int filled = fill(file, [] {});
    if (filled != 0) return filled;
    expect_whole_file(file);
    return open(file).songs().size() % 500 == kBatch && !::testing::Test::HasFailure() ? 0 : 5;
  });
  if (status == kCannotMount) GTEST_SKIP() << "this environment does not allow a small file system";
  EXPECT_EQ(status, 0);
}

TEST(ReadOnlyFolder, IsSaid) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "library.db";
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  const auto kind_as_nobody = [&] {
    return in_child([&] {
      if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 98;
      try {
        (void)open(file);
      } catch (const Error& error) {
        const bool names_file = std::string(error.what()).find(file.string()) != std::string::npos;
        return error.kind() == ErrorKind::io && names_file ? 0 : 1;
      }
      return 2;
    });
  };
  EXPECT_EQ(kind_as_nobody(), 0);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
  (void)open(file);
  std::filesystem::permissions(file, std::filesystem::perms(0444));
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  EXPECT_EQ(kind_as_nobody(), 0) << "a file that cannot be written";
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0777));
  EXPECT_EQ(kind_as_nobody(), 0) << "not even in a folder that can";
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
}

TEST(ReadOnlyFolder, AFolderThatCannotBeMadeIsSaid) {
  const TemporaryFolder folder;
  folder.write("taken", "a file");
  std::string message;
  EXPECT_EQ(kind_of([&] { (void)open(folder.path() / "taken" / "library.db"); }, &message), ErrorKind::io);
  EXPECT_THAT(message, HasSubstr("cannot create the folder"));
  EXPECT_EQ(kind_of([&] { (void)open(folder.path()); }), ErrorKind::io);
  EXPECT_EQ(kind_of([&] { (void)open(""); }), ErrorKind::invalid_argument);
}

class TwoPrograms : public ::testing::Test {
 protected:
  const TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "library.db";
};

TEST_F(TwoPrograms, TheSecondWriterSaysSoAfterItsWait) {
  Catalog catalog = open(file_, {kShortWait});
  add_batch(catalog, 0, 0);
  Database other(file_, Access::read_write, kShortWait);
  const Transaction held(other);
  std::string message;
  EXPECT_EQ(kind_of([&] { add_batch(catalog, 0, 1); }, &message), ErrorKind::io);
  EXPECT_THAT(message, HasSubstr("in use by another program"));
  EXPECT_EQ(catalog.songs().size(), kBatch);
}

TEST_F(TwoPrograms, TheSecondWriterWaits) {
  Catalog catalog = open(file_);
  Database other(file_, Access::read_write, kShortWait);
  auto held = std::make_unique<Transaction>(other);
  std::thread writer([&] { add_batch(catalog, 0, 0); });
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  EXPECT_EQ(catalog.songs().size(), 0U);
  held.reset();
  writer.join();
  EXPECT_EQ(catalog.songs().size(), kBatch);
}

TEST_F(TwoPrograms, ReadersDoNotWaitForAWriter) {
  Catalog catalog = open(file_);
  add_batch(catalog, 0, 0);
  Database other(file_, Access::read_write, kShortWait);
  const Transaction held(other);
  other.execute("UPDATE songs SET genre = 'changed'");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(catalog.songs().size(), kBatch);
  EXPECT_EQ(heads_found(catalog, "river", 1).at(0).genre, "pop") << "what is not committed is not seen";
  EXPECT_EQ(open_read_only(file_, {kShortWait}).songs().size(), kBatch);
  EXPECT_EQ(open(file_, {kShortWait}).songs().size(), kBatch) << "nor does opening wait";
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST_F(TwoPrograms, MayCreateOneLibraryAtTheSameMoment) {
  for (int round = 0; round < 5; ++round) {
    const std::filesystem::path file = folder_.path() / fmt::format("{}.db", round);
    std::vector<pid_t> children;
    for (int process = 0; process < 4; ++process) {
      children.push_back(start_child([&file, process] {
        Catalog catalog = open(file);
        for (int number = 0; number < 5; ++number) add_batch(catalog, process, number);
        return 0;
      }));
    }
    for (const pid_t child : children) EXPECT_EQ(exit_status_of(child), 0);
    EXPECT_EQ(open_read_only(file).songs().size(), 20 * kBatch);
  }
}

}  // namespace
}  // namespace leitmotif::catalog::sqlite
