#include "leitmotif/text/directions.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

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

TEST(IsDirection, NamesBehindAHeaderNeedAColonANumberOrAnotherName) {
  for (const std::string_view text : {"Verse 2 - Anna Noon", "Verse 2: Anna Noon", "Verse 1 (Anna Noon):",
                                      "Chorus: Anna & Ben", "Hook: Anna & Ben", "Bridge \u2013 Anna & Ben"})
    EXPECT_TRUE(is_direction(text)) << text;
  for (const std::string_view text :
       {"Chorus: Hallelujah", "Verse 2 - of my heart:", "Bridge - over water", "Bridge - Over", "I - Anna & Ben"})
    EXPECT_FALSE(is_direction(text)) << text;
}

TEST(IsDirection, SoundsAndInstrumentsOnALineOfTheirOwnInParentheses) {
  for (const std::string_view text : {"(fade out)",       "(Fades)",       "(laughter)",     "(applause)",
                                      "(Crowd cheering)", "(Music fades)", "(Ad-libs)",      "(Background vocals)",
                                      "(Harmonies)",      "(Violin)",      "(Gtr. Solo)",    "(Break)",
                                      "(Skit)",           "(twice)",       "(Humming)",      "(inaudible)",
                                      "(Album version)",  "(Spoken word)", "(repeat twice)", "(Repeat till end)",
                                      "(sung 3 times)"})
    EXPECT_TRUE(is_direction(text)) << text;
  for (const std::string_view text :
       {"(laughing at me)", "(one, two, three)", "(to and fro)", "(again and again)", "(my music)", "(live)",
        "(all of us)", "(Spanish eyes)", "(laughter) and tears", "(laughter) (laughter", "()", "(", "(I)", "(out)"})
    EXPECT_FALSE(is_direction(text)) << text;
  for (const std::string_view text : {"laughter", "fade out", "violin", "humming", "music", "all", "twice"})
    EXPECT_FALSE(is_direction(text)) << text;
}

TEST(IsDirection, EverySectionInEveryDress) {
  for (const std::string_view section :
       {"Verse", "Chorus", "Bridge", "Pre-Chorus", "Refrain", "Ritornello", "Zwrotka", "REFR\u00C3O", "refr\u00E4n",
        "\u041F\u0440\u0438\u043F\u0435\u0432", "\u043A\u0443\u043F\u043B\u0435\u0442", "Instrumental"})
    for (const auto& [before, behind] : {std::pair<std::string_view, std::string_view>{"", ""},
                                         {"", ":"},
                                         {"", " 2"},
                                         {"(", ")"},
                                         {"[", ""},
                                         {"", "]"},
                                         {"== ", " =="},
                                         {"~", "~"},
                                         {"__", "__"},
                                         {"\u3010", "\u3011"},
                                         {"\u300A", " 1\u300B"},
                                         {"\u2014", "\u2014"},
                                         {"\u2022 ", ""},
                                         {"\u266A ", " \u266A"},
                                         {"Repeat first ", ""},
                                         {"Last ", " x2"}}) {
      const std::string text = std::string(before) + std::string(section) + std::string(behind);
      EXPECT_TRUE(is_direction(text)) << text;
      EXPECT_FALSE(is_direction(text + " of my heart")) << text;
    }
  for (const std::string_view text : {"Ponte:", "Puente 1", "Verso 2:", "Middle 8", "Mid-8:", "Pre-hook",
                                      "Both:", "Male & female:", "Skit:", "Repeat to end", "Chorus repeats twice"})
    EXPECT_TRUE(is_direction(text)) << text;
  for (const std::string_view text : {"Both", "All 4", "Live:", "First", "Back to 2"})
    EXPECT_FALSE(is_direction(text)) << text;
}

}  // namespace
}  // namespace leitmotif::text
