#include "leitmotif/core/files.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "leitmotif/core/error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif {
namespace {

using testing::TemporaryFolder;

ErrorKind kind_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::internal;
}

TEST(ReadFile, GivesTheBytes) {
  const TemporaryFolder folder;
  const std::string bytes("a\0b\r\n", 5);
  EXPECT_EQ(read_file(folder.write("x", bytes), 100), bytes);
  EXPECT_EQ(MappedFile(folder.path() / "x").bytes(), bytes);
}

TEST(ReadFile, AnEmptyFileIsEmpty) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_file(folder.write("x", ""), 100), "");
  EXPECT_EQ(MappedFile(folder.path() / "x").bytes(), "");
}

TEST(ReadFile, SaysWhatIsWrong) {
  const TemporaryFolder folder;
  EXPECT_EQ(kind_of([&] { (void)read_file(folder.path() / "none", 100); }), ErrorKind::not_found);
  EXPECT_EQ(kind_of([&] { (void)read_file(folder.path(), 100); }), ErrorKind::io);
  EXPECT_EQ(kind_of([&] { MappedFile{folder.path()}; }), ErrorKind::io);
  const auto large = folder.write("large", std::string(101, 'x'));
  EXPECT_EQ(kind_of([&] { (void)read_file(large, 100); }), ErrorKind::resource_limit);
}

TEST(AtomicFile, IsWholeAfterCommit) {
  const TemporaryFolder folder;
  write_file(folder.path() / "x", "old");
  write_file(folder.path() / "x", "new");
  EXPECT_EQ(read_file(folder.path() / "x", 100), "new");
}

TEST(AtomicFile, LeavesNothingWithoutCommit) {
  const TemporaryFolder folder;
  write_file(folder.path() / "x", "old");
  {
    AtomicFile file(folder.path() / "x");
    file.write("half");
  }
  EXPECT_EQ(read_file(folder.path() / "x", 100), "old");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(AtomicFile, AFullDiskIsAnErrorAndLeavesNothing) {
  // /dev/full stands for a full disk; it cannot be written beside, so the folder is what fails.
  EXPECT_EQ(kind_of([] { AtomicFile{"/dev/full/x"}; }), ErrorKind::io);
  EXPECT_EQ(kind_of([] { AtomicFile{"/nowhere/x"}; }), ErrorKind::io);
}

}  // namespace
}  // namespace leitmotif
