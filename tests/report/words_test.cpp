#include "leitmotif/report/words.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "support/expect_each.hpp"

namespace leitmotif::report {
namespace {

TEST(Words, Numbers) {
  EXPECT_EQ(decimal(0.92741), "0.9274");
  EXPECT_EQ(decimal(-0.00001), "0.0000");
  EXPECT_EQ(decimal(-1.5, 1), "-1.5");
  EXPECT_EQ(decimal(std::numeric_limits<double>::quiet_NaN()), "–");
  EXPECT_EQ(decimal(std::numeric_limits<double>::max(), 2).size(), 312U);
  EXPECT_EQ(percent(0.9274), "92.7\u00a0%");
  testing::expect_each<std::size_t>(count, {{0, "0"}, {999, "999"}, {28372, "28,372"}, {1234567, "1,234,567"}});
  EXPECT_EQ(songs(1), "1 song");
}

TEST(Words, SizesAndTimes) {
  testing::expect_each<std::size_t>(bytes_text, {{999, "999 bytes"}, {1500, "1.5 kB"}, {5328964, "5.3 MB"}});
  testing::expect_each<double>(seconds_text, {{7.25, "7.2 s"}, {185, "3 min 5 s"}});
}

TEST(Words, NamesAreCutBetweenCharacters) {
  EXPECT_EQ(shortened("sadness", 7), "sadness");
  EXPECT_EQ(shortened("sadness", 4), "sad…");
  EXPECT_EQ(shortened("ééééé", 3), "éé…");
  EXPECT_EQ(shortened("", 3), "");
  EXPECT_EQ(file_name("/a/b.csv"), "b.csv");
  EXPECT_EQ(file_name("b.csv"), "b.csv");
  EXPECT_EQ(file_name("a/"), "a/");
}

}  // namespace
}  // namespace leitmotif::report
