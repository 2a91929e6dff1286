#include "leitmotif/text/directions.hpp"

#include <gtest/gtest.h>

namespace leitmotif::text {
namespace {

TEST(IsDirection, SectionHeadersAndRepeatMarks) {
  for (const std::string_view text : {"Chorus",
                                      "CHORUS:",
                                      "Verse 2",
                                      "Verse 2:",
                                      "verse ii",
                                      "Pre-Chorus",
                                      "Pre-Chorus:",
                                      "Post-Chorus 1",
                                      "-- Bridge --",
                                      "Outro",
                                      "Chorus x2",
                                      "Chorus (2x)",
                                      "2x",
                                      "x4",
                                      "X 4",
                                      "repeat x2",
                                      "Repeat Chorus",
                                      "repeat chorus 2 times",
                                      "Repeat to fade",
                                      "Hook:",
                                      "Hook 2",
                                      "Part 2",
                                      "Solo:",
                                      "3 times",
                                      "Verse One:",
                                      "Verse two",
                                      "Verse 2 - Anna Noon:",
                                      "Chorus: Anna & B. Dusk:",
                                      "Guitar Solo",
                                      "Drum break",
                                      "Part Two",
                                      "Spoken:"})
    EXPECT_TRUE(is_direction(text)) << text;
}

TEST(IsDirection, LeavesWhatMayBeSung) {
  for (const std::string_view text :
       {"", "...", "Break", "Drop", "repeat", "repeat, repeat", "repeat and repeat", "Solo", "to the bridge", "and out",
        "Verse of my heart", "Chorus of angels", "the chorus", "pre", "x", "fade out", "two times",
        "take it to the bridge", "bridges"})
    EXPECT_FALSE(is_direction(text)) << text;
}

TEST(IsDirection, AWordAloneIsOneInParentheses) {
  for (const std::string_view text : {"Repeat", "Spoken", "Spoken:", "whispered", "Guitar solo", "x2", "repeat x2"})
    EXPECT_TRUE(is_direction(text, Place::parentheses)) << text;
  for (const std::string_view text :
       {"Repeat", "Spoken", "whispered", "one two three", "guitar, piano", "one", "I", "lead"})
    EXPECT_FALSE(is_direction(text)) << text;
  for (const std::string_view text : {"one two three", "guitar", "oh", "break", "", "lead me"})
    EXPECT_FALSE(is_direction(text, Place::parentheses)) << text;
}

TEST(IsDirection, NamesBehindAHeaderNeedAColon) {
  for (const std::string_view text :
       {"Verse 2 - Anna Noon", "Chorus: Hallelujah", "Verse 2 - of my heart:", "Bridge - over water"})
    EXPECT_FALSE(is_direction(text)) << text;
}

}  // namespace
}  // namespace leitmotif::text
