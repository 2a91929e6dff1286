#include "leitmotif/training/divide_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::training {
namespace {

using ::testing::HasSubstr;

std::set<std::string> lyrics_of(const corpus::Dataset& data) {
  std::set<std::string> lyrics;
  for (const LabelledSong& row : data.rows) lyrics.insert(row.song.lyrics);
  return lyrics;
}

TEST(DivideFile, EveryUsableRowIsInOnePartAsItWas) {
  const testing::TemporaryFolder folder;
  std::string csv = "\xEF\xBB\xBFlyrics,topic,note\r\n";
  for (int i = 0; i < 50; ++i)
    csv += "\"line " + std::to_string(i) + "\nwith \"\"quotes\"\", and more\"," + (i % 5 == 0 ? "music" : "sadness") +
           ",é\r\n";
  csv += "broken\n";
  const std::filesystem::path file = folder.write("songs.csv", csv);
  const DividedFile parts = divide_file(file, 0.2, 3, folder.path());
  const corpus::Dataset whole = corpus::read_dataset(file);
  const corpus::Dataset train = corpus::read_dataset(parts.train);
  const corpus::Dataset test = corpus::read_dataset(parts.test);
  EXPECT_EQ(train.rows.size(), 40U);
  EXPECT_EQ(test.rows.size(), 10U);
  EXPECT_EQ(train.rejected.size() + test.rejected.size(), 0U);
  std::set<std::string> both = lyrics_of(train);
  both.merge(lyrics_of(test));
  EXPECT_EQ(both, lyrics_of(whole));
  EXPECT_EQ(std::ranges::count(test.rows, "music", [](const LabelledSong& row) { return row.labels.topic; }), 2);
  EXPECT_THAT(read_file(parts.train, 1U << 20U), HasSubstr("\"\"quotes\"\", and more\""));
}

TEST(DivideFile, TheSeedDecides) {
  const testing::TemporaryFolder folder;
  std::string csv = "lyrics,topic\n";
  for (int i = 0; i < 40; ++i) csv += "song" + std::to_string(i) + ",music\n";
  const std::filesystem::path file = folder.write("songs.csv", csv);
  const auto test_part = [&](std::uint64_t seed) {
    return read_file(divide_file(file, 0.2, seed, folder.path()).test, 1U << 20U);
  };
  const std::string first = test_part(1);
  EXPECT_EQ(test_part(1), first);
  EXPECT_NE(test_part(2), first);
}

TEST(DivideFile, RefusesWhatIsNoDataSet) {
  const testing::TemporaryFolder folder;
  EXPECT_EQ(
      testing::error_of([&] { (void)divide_file(folder.write("a.csv", "x\n1\n"), 0.2, 1, folder.path()); }).kind(),
      ErrorKind::corrupt_data);
}

}  // namespace
}  // namespace leitmotif::training
