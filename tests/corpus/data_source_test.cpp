#include "leitmotif/corpus/data_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

using ::testing::HasSubstr;

constexpr const char* kOther = "0000000000000000000000000000000000000000000000000000000000000000";

TEST(DataSource, IsNeverTheBestKnownOneByDefault) {
  const testing::TemporaryFolder folder;
  const DataSource source = data_source(folder.path() / "mine.csv", kOther);
  EXPECT_EQ(source.name, "mine.csv");
  EXPECT_EQ(source.licence, "not stated");
  EXPECT_EQ(source.doi, "");
  EXPECT_FALSE(source.published);
}

TEST(DataSource, OfThePublishedFileIsToldByItsDigest) {
  const DataSource source =
      data_source("any name.csv", "046b8e714bb037b5960429a9a4bdfc205530c81e0617ef39a328307c9f9e1173",
                  {"My songs", "none of your business"});
  EXPECT_TRUE(source.published);
  EXPECT_THAT(source.name, HasSubstr("10.17632/3t9vbwxgr5.3"));
  EXPECT_EQ(source.licence, "CC BY 4.0");
}

TEST(DataSource, IsWhatTheAuthorSays) {
  const testing::TemporaryFolder folder;
  folder.write("data.toml",
               "# about these files\n[data]\nname = \"Harbour songs\"\nlicense = 'CC0'\nrows = 12\n"
               "cite = \"A. Author (2026): \\\"Harbour songs\\\"\"\ndoi = \"https://doi.org/10.1234/abc\"\n");
  const DataSource beside = data_source(folder.path() / "songs.tsv", kOther);
  EXPECT_EQ(beside.name, "Harbour songs");
  EXPECT_EQ(beside.licence, "CC0");
  EXPECT_EQ(beside.citation, "A. Author (2026): \"Harbour songs\"");
  EXPECT_EQ(beside.doi, "10.1234/abc");
  EXPECT_EQ(data_source(folder.path() / "songs.tsv", kOther, {"Other name"}).name, "Other name");
  folder.write("songs.tsv.toml", "name = \"Only these\"\n");
  EXPECT_EQ(data_source(folder.path() / "songs.tsv", kOther).name, "Only these");
}

TEST(DataSource, OfOneFileIsNotThatOfItsNeighbours) {
  const testing::TemporaryFolder folder;
  folder.write("data.toml", "file = \"a.csv\"\nname = \"A\"\n");
  EXPECT_EQ(data_source(folder.path() / "a.csv", kOther).name, "A");
  EXPECT_EQ(data_source(folder.path() / "b.csv", kOther).name, "b.csv");
}

TEST(DataSource, APartOfThePublishedOneIsSaidByItsDoi) {
  const testing::TemporaryFolder folder;
  folder.write("data.toml", "doi = \"10.17632/3t9vbwxgr5.3\"\n");
  EXPECT_TRUE(data_source(folder.path() / "half.csv", kOther).published);
}

TEST(DataSource, ABrokenTomlIsNamed) {
  const testing::TemporaryFolder folder;
  folder.write("data.toml", "name = \"A\"\nlicence = \"open\nx\n");
  const Error error = testing::error_of([&] { (void)data_source(folder.path() / "a.csv", kOther); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  EXPECT_THAT(error.what(), HasSubstr("data.toml line 2"));
}

}  // namespace
}  // namespace leitmotif::corpus
