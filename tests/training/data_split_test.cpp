#include "leitmotif/training/data_split.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::training {
namespace {

using ::testing::HasSubstr;

DataSplit split_of(const std::filesystem::path& file) {
  TrainRequest request;
  request.data = file;
  return split_data(request, text::Preprocessor(text::Pipeline::none, nullptr));
}

TEST(DataSplit, OneTopicIsNothingToTellApart) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path file = folder.write("s.csv", "lyrics,topic\ndrum,music\nbell,music\n");
  const Error error = testing::error_of([&] { (void)split_of(file); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  EXPECT_THAT(error.what(), HasSubstr("all of its 2 songs have the topic 'music'; expected at least two topics"));
}

TEST(DataSplit, LyricsAsSungAreBroughtToTheCleanedForm) {
  const testing::TemporaryFolder folder;
  std::string csv = "lyrics,topic\n";
  for (int i = 0; i < 10; ++i) csv += "\"The KNIVES,\nand the drumming!\",music\nknives drumming,violence\n";
  const DataSplit split = split_of(folder.write("s.csv", csv));
  ASSERT_FALSE(split.train.songs.empty());
  for (std::size_t i = 0; i < split.train.songs.size(); ++i) {
    const bool sung = split.train.songs[i]->labels.topic == "music";
    EXPECT_EQ(split.train.tokens[i].joined(), sung ? "knives drum" : "knives drumming");
  }
}

}  // namespace
}  // namespace leitmotif::training
