#include "leitmotif/corpus/json_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/corpus/dataset.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

using ::testing::HasSubstr;

TEST(JsonLines, AreATableLikeAnyOther) {
  const testing::TemporaryFolder folder;
  const std::string file =
      folder.write("songs.jsonl",
                   "{\"text\":\"a lantern\\nburns, \\\"low\\\"\",\"mood\":\"calm\",\"year\":1971}\n"
                   "\n"
                   "no object\n"
                   "{\"mood\":\"wild\",\"text\":\"drums\",\"band\":\"The Kites\",\"year\":null}\n"
                   "[1,2]\n");
  DatasetOptions options;
  options.columns = {{"lyrics", "text"}, {"topic", "mood"}, {"artist", "band"}};
  const Dataset data = read_dataset(file, options);
  ASSERT_EQ(data.rows.size(), 2U);
  EXPECT_EQ(data.rows[0].song.lyrics, "a lantern\nburns, \"low\"");
  EXPECT_EQ(data.rows[0].labels.topic, "calm");
  EXPECT_EQ(data.rows[0].song.year, 1971);
  EXPECT_EQ(data.rows[0].line, 1U);
  EXPECT_EQ(data.rows[1].song.artist, "The Kites");
  EXPECT_EQ(data.rows[1].line, 4U) << "lines are those of the file";
  EXPECT_FALSE(data.rows[1].song.year.has_value());
  ASSERT_EQ(data.rejected.size(), 2U);
  EXPECT_EQ(data.rejected[0].line, 3U);
  EXPECT_EQ(data.rejected[1].line, 5U);
}

TEST(JsonLines, WithoutAnObjectAreNoTable) {
  EXPECT_TRUE(is_json("\xEF\xBB\xBF \n {\"a\":1}"));
  EXPECT_FALSE(is_json("lyrics,topic\n"));
  EXPECT_FALSE(is_json(""));
  const Error error = testing::error_of([] { (void)read_json_table("{broken\n{}\n", "x.jsonl"); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  EXPECT_THAT(error.what(), HasSubstr("x.jsonl"));
}

TEST(Unlabelled, RowsAreLeftOutWithLineAndReason) {
  const testing::TemporaryFolder folder;
  Dataset data = read_dataset(folder.write("s.csv", "lyrics,topic\nla,calm\nlo,\nli,wild\n"));
  leave_out_unlabelled(data, "s.csv");
  ASSERT_EQ(data.rows.size(), 2U);
  ASSERT_EQ(data.rejected.size(), 1U);
  EXPECT_EQ(data.rejected[0].line, 3U);
  EXPECT_EQ(data.rejected[0].reason, "has no label");
  Dataset none = read_dataset(folder.write("n.csv", "lyrics,topic\nla,\nlo,\n"));
  leave_out_unlabelled(none, "n.csv");
  EXPECT_EQ(none.rows.size(), 2U) << "a file without any label is another mistake";
}

}  // namespace
}  // namespace leitmotif::corpus
