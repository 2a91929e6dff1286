// When the lines and words of a lyric are sung.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/corpus/lrc.hpp"

namespace leitmotif::corpus {
namespace {

using ::testing::ElementsAre;

std::vector<std::pair<std::int64_t, std::string>> told(const std::vector<TimedLine>& lines) {
  std::vector<std::pair<std::int64_t, std::string>> result;
  for (const TimedLine& line : lines) result.emplace_back(line.at_ms.value_or(-1), line.text);
  return result;
}

TEST(TimedLines, StandInTheOrderTheyAreSungIn) {
  EXPECT_THAT(told(timed_lines("[ti:One]\n[00:12.50]Second line\n[00:01.00][00:20.5]Again and again\n")),
              ElementsAre(std::pair(1000, "Again and again"), std::pair(12500, "Second line"),
                          std::pair(20500, "Again and again")));
}

TEST(TimedLines, AnOffsetMovesThemAll) {
  EXPECT_THAT(told(timed_lines("[offset:+500]\n[00:02.00]One\n[00:00.20]Two\n")),
              ElementsAre(std::pair(0, "Two"), std::pair(1500, "One")));
  EXPECT_THAT(told(timed_lines("[offset:-500]\n[00:02.00]One\n[00:03.00]Two\n")),
              ElementsAre(std::pair(2500, "One"), std::pair(3500, "Two")));
}

TEST(TimedLines, ALineWithoutAStampStaysBehindTheOneBefore) {
  EXPECT_THAT(told(timed_lines("[00:05.00]Late\nwith more\n[00:01.00]Early\n")),
              ElementsAre(std::pair(1000, "Early"), std::pair(5000, "Late"), std::pair(-1, "with more")));
}

TEST(TimedLines, WordsKeepTheirStamps) {
  const auto lines = timed_lines("[00:01.00]<00:01.00>Rain <00:01.40> on <00:02.10>É\n[00:09.00]Plain\n");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].text, "Rain on É");
  ASSERT_EQ(lines[0].words.size(), 3U);
  EXPECT_EQ(lines[0].words[1].at_ms, 1400);
  EXPECT_EQ(lines[0].words[1].begin, 5U);
  EXPECT_EQ(lines[0].words[2].begin, 8U);
  EXPECT_TRUE(lines[1].words.empty());
}

TEST(TimedLines, PlainTextHasNoTimes) {
  EXPECT_THAT(
      told(timed_lines("One line\n\n [Chorus]\nTwo")),
      ElementsAre(std::pair(-1, "One line"), std::pair(-1, ""), std::pair(-1, "[Chorus]"), std::pair(-1, "Two")));
  EXPECT_TRUE(timed_lines("").empty());
}

}  // namespace
}  // namespace leitmotif::corpus
