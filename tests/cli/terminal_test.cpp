// What a person sees in a terminal: tables that fit its width, aligned, without trailing blanks or stray signs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/stranger.hpp"
#include "support/matchers.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using Words = std::vector<std::string>;

/// Code points of a line.
std::size_t width(const std::string& line) {
  return static_cast<std::size_t>(std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }));
}

class Terminal : public Stranger {
 protected:
  Terminal() {
    write_small_model(path("model"));
    const std::string longest(120, 'l');
    expect_done(run({"import", "--model", path("model"), "--library", path("own.db"),
                     file("songs.csv",
                          "artist,title,year,genre,lyrics\n"
                          "Ann,One,1970,rock,knife\n" +
                              longest + "," + longest +
                              ",1980,pop,knife knife\n"
                              "\"A\x1b[31mred\xC2\x9B\",,,,knife midnight\n"
                              "Zoë,Ämter Örtlichkeit,,hip hop,kiss knife knife\n")}));
  }
  /// The lines a terminal of that width shows.
  [[nodiscard]] std::vector<std::string> shown(Words words, int columns) const {
    words.insert(words.end(), {"--library", path("own.db")});
    ProgramOptions options;
    options.columns = static_cast<unsigned short>(columns);
    std::string text = run(words, options).out;
    for (std::size_t at = 0; (at = text.find("\r\x1b[K")) != std::string::npos;) text.erase(at, 4);
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
  }
};

TEST_F(Terminal, TablesFitAndHaveNoTrailingBlanks) {
  for (const int columns : {80, 100, 120, 200})
    for (const Words& words :
         {Words{"recommend", "--topic", "violence", "--model", path("model")}, Words{"songs", "--model", path("model")},
          Words{"classify", "--explain", file("a.txt", "knife knife kiss\n")}}) {
      const std::vector<std::string> lines = shown(words, columns);
      EXPECT_GE(lines.size(), 4U);
      for (const std::string& line : lines) {
        EXPECT_TRUE(words[0] == "classify" || width(line) <= static_cast<std::size_t>(columns)) << line;
        EXPECT_FALSE(line.ends_with(' ')) << '[' << line << ']';
        EXPECT_EQ(line.find('\x1b'), std::string::npos) << line;
        EXPECT_EQ(line.find("\xC2\x9B"), std::string::npos) << line;
      }
    }
}

TEST_F(Terminal, ReasonsStandBesideOrBelowTheSong) {
  const Words wish = {"recommend", "--topic", "violence", "--model", path("model"), "-n", "2"};
  const std::vector<std::string> narrow = shown(wish, 80);
  const std::vector<std::string> broad = shown(wish, 120);
  ASSERT_EQ(narrow.size(), 5U);
  EXPECT_THAT(narrow[0], Not(HasSubstr("WHY")));
  EXPECT_EQ(narrow[2], "   knife");
  ASSERT_EQ(broad.size(), 3U);
  EXPECT_THAT(broad[0], HasSubstr("WHY"));
  EXPECT_TRUE(broad[1].ends_with("knife"));
}

TEST_F(Terminal, OnlyAProbabilityIsCalledSure) {
  const Words topic = {"recommend", "--topic", "violence", "--model", path("model"), "-n", "2"};
  Words both = topic;
  both.insert(both.end(), {"--mix", "violence=1"});
  EXPECT_THAT(shown(topic, 80)[0], HasSubstr("SURE"));
  EXPECT_THAT(shown(both, 80)[0], AllOf(HasSubstr("MATCH"), Not(HasSubstr("SURE"))));
}

TEST_F(Terminal, NumbersStandUnderTheEndOfTheirTitle) {
  const std::vector<std::string> lines = shown({"recommend", "--topic", "violence", "--model", path("model")}, 80);
  const std::size_t end = width(lines[1].substr(0, lines[1].find("SURE") + 4));
  for (const std::string& line : lines) {
    const std::size_t sign = line.find('%');
    EXPECT_TRUE(sign == std::string::npos || width(line.substr(0, sign + 1)) == end) << line;
  }
}

TEST_F(Terminal, EmptyCellsAreMarked) {
  const std::vector<std::string> lines = shown({"songs", "--model", path("model"), "31mred"}, 80);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[1], ::testing::MatchesRegex(" *3  A.*red *  -      -     -      [a-z/]+ +-"));
}

TEST_F(Terminal, OutputThatIsNoTerminalIsOfOneWidth) {
  const ProgramResult result =
      run({"recommend", "--topic", "violence", "--model", path("model"), "--library", path("own.db")});
  std::istringstream stream(result.out);
  for (std::string line; std::getline(stream, line);) EXPECT_LE(width(line), 120U);
  EXPECT_THAT(result.out, HasSubstr("WHY"));
}

}  // namespace
}  // namespace leitmotif::testing
