#include "leitmotif/core/checked_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "leitmotif/core/checksum.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif {
namespace {

std::string random_bytes(std::size_t size, std::uint64_t seed) {
  RandomSource draw(seed);
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(draw.below_by_bits(256));
  return bytes;
}

void write_checked(const std::filesystem::path& path, const std::string& body, const std::string& head) {
  CheckedFileWriter writer(path);
  // In parts that have nothing to do with the pieces.
  for (std::size_t place = 0; place < body.size(); place += 1000)
    writer.write(std::string_view(body).substr(place, 1000));
  writer.commit(head);
}

/// Whether the damage is found: when the file is opened, or when its body is looked at.
bool is_refused(const std::filesystem::path& path) {
  try {
    const CheckedFile file(path);
    try {
      file.require(file.body().data(), file.body().size());
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
      EXPECT_TRUE(file.is_damaged());
      return true;
    }
    return false;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
    return true;
  }
}

TEST(Checksum, ChangesWithEveryByteAndLength) {
  const std::string bytes = random_bytes(100, 1);
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const std::string part = bytes.substr(0, size);
    EXPECT_NE(checksum_of(part), checksum_of(part + '\0')) << size;
    for (std::size_t place = 0; place < size; ++place) {
      std::string other = part;
      other[place] = static_cast<char>(other[place] ^ 1);
      EXPECT_NE(checksum_of(part), checksum_of(other)) << size << ", " << place;
    }
  }
}

TEST(CheckedFile, GivesBackWhatWasWritten) {
  const testing::TemporaryFolder folder;
  constexpr std::size_t kPiece = CheckedFile::kPiece;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kPiece - 1, kPiece, kPiece + 1, 3 * kPiece + 5}) {
    const std::filesystem::path path = folder.path() / std::to_string(size);
    const std::string body = random_bytes(size, size);
    write_checked(path, body, "head of " + std::to_string(size));
    const CheckedFile file(path);
    file.require(file.body().data(), file.body().size());
    EXPECT_EQ(file.body(), body);
    EXPECT_EQ(file.head(), "head of " + std::to_string(size));
    EXPECT_FALSE(file.is_damaged());
  }
}

TEST(CheckedFile, FindsEveryDamagedByteAndEveryShorterFile) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path whole = folder.path() / "whole";
  write_checked(whole, random_bytes(700, 2), "head");
  const std::string bytes = read_file(whole, 10000);
  const std::filesystem::path path = folder.path() / "damaged";
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    std::string damaged = bytes;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x40);
    write_file(path, damaged);
    EXPECT_TRUE(is_refused(path)) << "byte " << place;
    write_file(path, bytes.substr(0, place));
    EXPECT_TRUE(is_refused(path)) << place << " bytes";
  }
}

TEST(CheckedFile, ChecksOnlyWhatIsLookedAt) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "file";
  write_checked(path, random_bytes(4 * CheckedFile::kPiece, 3), "");
  std::string bytes = read_file(path, 10'000'000);
  bytes[3 * CheckedFile::kPiece + 7] = static_cast<char>(bytes[3 * CheckedFile::kPiece + 7] ^ 1);
  write_file(path, bytes);
  const CheckedFile file(path);
  file.require(file.body().data(), 3 * CheckedFile::kPiece);
  EXPECT_FALSE(file.is_damaged());
  EXPECT_THROW(file.require(file.body().data() + 3 * CheckedFile::kPiece - 1, 2), Error);
  EXPECT_TRUE(file.is_damaged());
}

/// Bytes of mapped files that this process holds.
std::size_t held_of_files() {
  std::ifstream statm("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  std::size_t shared = 0;
  statm >> all >> resident >> shared;
  return shared * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST(CheckedFile, HoldsNothingOfWhatItLetGoAndStillGivesIt) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "file";
  const std::string body = random_bytes(64 * CheckedFile::kPiece + 100, 4);
  write_checked(path, body, "head");
  const CheckedFile file(path);
  file.require(file.body().data(), file.body().size());
  const std::size_t before = held_of_files();
  file.let_go(file.body().data() + 10, file.body().size() - 20);
  EXPECT_LE(held_of_files() + 60 * CheckedFile::kPiece, before);
  EXPECT_EQ(file.body(), body);
  EXPECT_FALSE(file.is_damaged());
  const std::size_t again = held_of_files();
  file.let_go(file.body().data() + 5, 0);
  file.let_go(file.body().data() + 5, 100);  // no whole page
  EXPECT_EQ(held_of_files(), again);
}

}  // namespace
}  // namespace leitmotif
