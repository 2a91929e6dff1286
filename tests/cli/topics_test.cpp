// `topics learn` and `topics show`, from outside.
#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;

class TopicsCommand : public Stranger {
 protected:
  /// Sixty cleaned lyrics about water or about dancing, and one row without any.
  [[nodiscard]] std::string two_themes() const {
    std::string rows = "artist,title,lyrics\n";
    for (int i = 0; i < 60; ++i) {
      const std::string theme = i % 2 == 0 ? "rain river ocean water " : "dance party music floor ";
      rows += "Ann,Song " + std::to_string(i) + "," + theme + theme + (i % 3 == 0 ? "night" : "day") + "\n";
    }
    return file("themes.csv", rows + ",,\n");
  }
};

TEST_F(TopicsCommand, LearnsThemesAndShowsThemAgain) {
  const Json learned = json({"topics", "learn", two_themes(), "-o", path("topics.json"), "--topics", "2"});
  EXPECT_EQ(learned["songs"], 54);
  EXPECT_EQ(learned["held_out"], 6);
  ASSERT_EQ(learned["topics"].size(), 2U);
  EXPECT_LT(learned["perplexity"].get<double>(), 8.0);
  EXPECT_FALSE(learned["topics"][0].contains("published"));
  EXPECT_EQ(json({"topics", "show", path("topics.json")}), learned);
  const ProgramResult text = run({"topics", "show", path("topics.json")});
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr("2 topics of 54 songs"));
  EXPECT_THAT(text.out, HasSubstr("ocean"));
}

TEST_F(TopicsCommand, GivesTheSameFileAtAnyNumberOfThreads) {
  const std::string data = two_themes();
  for (const char* const threads : {"1", "3"})
    expect_done(run({"topics", "learn", data, "-o", path(threads), "--topics", "3", "--threads", threads}));
  EXPECT_EQ(read_file(path("1"), 1U << 20U), read_file(path("3"), 1U << 20U));
}

TEST_F(TopicsCommand, KeepsAnEarlierFileOfThatName) {
  const std::string data = two_themes();
  expect_done(run({"topics", "learn", data, "-o", path("t"), "--topics", "2"}));
  const std::string before = read_file(path("t"), 1U << 20U);
  expect_done(run({"topics", "learn", data, "-o", path("t"), "--topics", "2"}));
  EXPECT_FALSE(std::filesystem::exists(path("t.1"))) << "the same once more is nothing to keep";
  const ProgramResult other = run({"topics", "learn", data, "-o", path("t"), "--topics", "3"});
  EXPECT_EQ(other.status, 0);
  EXPECT_THAT(other.err, HasSubstr("kept as t.1"));
  EXPECT_EQ(read_file(path("t.1"), 1U << 20U), before);
}

TEST_F(TopicsCommand, RefusesWhatMakesNoSense) {
  const std::string data = two_themes();
  expect_refused(run({"topics", "learn", data}), 2, "output");
  expect_refused(run({"topics", "learn", data, "-o", path("x"), "--topics", "1"}), 2, "topics");
  expect_refused(run({"topics", "learn", data, "-o", path("x"), "--held-out", "0.9"}), 2, "held-out");
  expect_refused(run({"topics", "learn", path("nowhere"), "-o", path("x")}), 3, "nowhere");
  expect_refused(run({"topics", "show", file("text", "just text")}), 4, "text");
  expect_refused(run({"topics", "show", file("none", "{}")}), 4, "none");
  EXPECT_FALSE(std::filesystem::exists(path("x")));
}

}  // namespace
}  // namespace leitmotif::testing
