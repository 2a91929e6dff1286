// What only a library in a file can do: be made, be opened for reading, be damaged.
#include "leitmotif/catalog/sqlite/library_file.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <random>

#include "catalog/every_catalog.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

using leitmotif::testing::TemporaryFolder;
using ::testing::HasSubstr;

class LibraryFile : public ::testing::Test {
 protected:
  const TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "library.db";
};

TEST_F(LibraryFile, ALibraryInANewFolderIsCreated) {
  EXPECT_EQ(open(folder_.path() / "a" / "b" / "library.db").songs().size(), 0U);
}

TEST_F(LibraryFile, ALibraryToReadMustBeThere) {
  EXPECT_EQ(kind_of([&] { (void)open_read_only(file_); }), ErrorKind::not_found);
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(LibraryFile, WritingBackNeedsTheLogNoMore) {
  Catalog catalog = open(file_);
  catalog.songs().add(std::array{song_of("Ann", "One")});
  catalog.write_back();
  catalog.write_back();
  const std::filesystem::path copy = folder_.path() / "copy.db";
  std::filesystem::copy_file(file_, copy);  // without its log
  EXPECT_EQ(open_read_only(copy).songs().size(), 1U);
}

TEST_F(LibraryFile, ALibraryForReadingIsNotWritten) {
  open(file_).songs().add(std::array{song_of("Ada", "One")});
  Catalog reading = open_read_only(file_);
  std::string message;
  EXPECT_EQ(kind_of([&] { reading.songs().add(std::array{song_of("Bo", "Two")}); }, &message), ErrorKind::io);
  EXPECT_THAT(message, HasSubstr("reading only"));
  EXPECT_EQ(kind_of([&] { reading.scores().store("m", {}); }), ErrorKind::io);
}

TEST_F(LibraryFile, DamageIsSaid) {
  std::vector<LabelledSong> songs;
  for (int i = 0; i < 300; ++i) songs.push_back(song_of("Ada", fmt::format("N{}", i), fmt::format("word{}", i * 7)));
  open(file_).songs().add(songs, {"m", std::vector<Prediction>(songs.size(), prediction_of(0.5F))});
  const std::string whole = [&] {
    std::ifstream in(file_, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  std::mt19937 random(5);
  int damaged = 0;
  for (int round = 0; round < 150; ++round) {
    std::string bytes = whole;
    const std::size_t begin = random() % bytes.size();
    const std::size_t length = std::min<std::size_t>(bytes.size() - begin, 1U << (random() % 14));
    for (std::size_t i = begin; i < begin + length; ++i) bytes[i] = static_cast<char>(random());
    if (round % 10 == 0) bytes.resize(random() % bytes.size());
    const std::filesystem::path file = folder_.write("damaged.db", bytes);
    std::filesystem::remove(file.string() + "-wal");
    std::filesystem::remove(file.string() + "-shm");
    try {
      Catalog catalog = open(file, {kShortWait});
      catalog.songs().for_each([](const StoredSong&) {});
      (void)catalog.scores().load("m");
      (void)heads_found(catalog, "word7 ada", 10);
      (void)catalog.scores().unscored("other", 0, 1000);
      catalog.songs().add(std::array{song_of("Ada", "N1", "changed"), song_of("New", "One")});
    } catch (const Error& error) {
      ++damaged;
      EXPECT_TRUE(error.kind() == ErrorKind::corrupt_data || error.kind() == ErrorKind::unsupported)
          << "round " << round << ": " << error.what();
    }
  }
  EXPECT_GT(damaged, 20);
}

}  // namespace
}  // namespace leitmotif::catalog::sqlite
