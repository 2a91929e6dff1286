// Every command prints one document with --json, nothing that was there before is lost, and `-` is standard input
// wherever a file is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "support/places.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Words = std::vector<std::string>;

/// The songbook as a library, and lists of its songs.
class Documents : public Stranger {
 protected:
  Documents() {
    (void)json({"import", "--songbook"});
    const Json songs = json({"songs", "-n", "20"})["songs"];
    for (std::size_t i = 0; i < songs.size(); ++i) {
      const std::string name = songs[i]["artist"].get<std::string>() + " - " + songs[i]["title"].get<std::string>();
      (i < 10 ? yes_ : no_) += name + "\n";
      given_.push_back(Json::array({songs[i]["artist"], songs[i]["title"]}));
    }
    EXPECT_EQ(run({"wishes", "learn", "mine", "--yes", file("yes.txt", yes_), "--no", file("no.txt", no_)}).status, 0);
    (void)json({"playlists", "import",
                file("mine.m3u8", "#EXTM3U\n#EXTINF:1," + yes_.substr(0, yes_.find('\n')) + "\none.mp3\n")});
  }
  std::string yes_;
  std::string no_;
  Json given_ = Json::array();
};

TEST_F(Documents, AreOneForEveryCommandThatPrintsLines) {
  const std::string lists = file("lists.jsonl", Json({{"given", given_}}).dump() + "\n{\"given\":[]}\n");
  const std::string histories = file("histories.jsonl", Json({{"songs", given_}}).dump() + "\n");
  const std::vector<Words> commands = {{"export"},
                                       {"wishes", "score", "love"},
                                       {"taste", "rank", lists, "--histories", histories, "-n", "2"},
                                       {"preprocess", file("text.txt", "Walking home\n\nRain\n")}};
  for (const Words& command : commands) {
    SCOPED_TRACE(::testing::PrintToString(command));
    const ProgramResult lines = run(command);
    expect_done(lines);
    const Json document = json(command);
    ASSERT_TRUE(document.is_array());
    EXPECT_EQ(document.size(), static_cast<std::size_t>(std::ranges::count(lines.out, '\n')));
    if (command.front() != "preprocess") {
      EXPECT_EQ(document.at(0), parse(lines.out.substr(0, lines.out.find('\n'))));
    }
  }
  EXPECT_EQ(json({"preprocess", path("text.txt")})[1], Json({{"tokens", Json::array()}}));
  EXPECT_EQ(json({"preprocess", file("none.txt", "")}), Json::array());
}

TEST_F(Documents, SayWhatWasWrittenOrIsGone) {
  (void)json({"tokens", "add", "guest"});
  EXPECT_EQ(json({"tokens", "remove", "guest"})["removed"], "guest");
  EXPECT_EQ(json({"export", "-o", path("songs.jsonl")})["file"], path("songs.jsonl"));
  EXPECT_EQ(json({"wishes", "export", "mine", "-o", path("mine.wish")})["file"], path("mine.wish"));
  EXPECT_EQ(json({"playlists", "export", "mine", "-o", path("list.csv")})["file"], path("list.csv"));
  EXPECT_TRUE(fs::exists(path("list.csv")));
  EXPECT_EQ(json({"wishes", "forget", "mine"})["removed"], "mine");
  EXPECT_THAT(json({"completion", "bash"})["script"].get<std::string>(), HasSubstr("leitmotif"));
  EXPECT_THAT(json({"manual"})["manual"].get<std::string>(), StartsWith(".TH"));
  for (const Words& command : {Words{"playlists", "export", "mine"}, Words{"export", "--format", "csv"}}) {
    Words asked = command;
    asked.emplace_back("--json");
    expect_refused(run(asked), 2, "leaves no place");
  }
}

TEST_F(Documents, NothingThatWasThereIsLost) {
  const std::string list = path("lists/topic-sadness.m3u8");
  fs::create_directories(path("lists"));
  write_file(list, "#EXTM3U\nmine\n");
  const ProgramResult made = run({"playlists", "make", path("lists")});
  EXPECT_EQ(made.status, 0);
  EXPECT_THAT(made.err, HasSubstr("a file was there before; it is kept as " + list + ".1"));
  EXPECT_EQ(read_file(list + ".1", 1000), "#EXTM3U\nmine\n");
  expect_done(run({"playlists", "make", path("lists")}));  // the same again
  const ProgramResult learned = run({"wishes", "learn", "mine", "--yes", path("no.txt"), "--no", path("yes.txt")});
  EXPECT_EQ(learned.status, 0);
  EXPECT_THAT(learned.err, HasSubstr("there was a wish 'mine' already; it is kept as "));
  EXPECT_TRUE(fs::exists(library().string() + ".wishes/mine.wish.1"));
}

TEST_F(Documents, FiguresKeepWhatWasDrawnOver) {
  if (!fs::exists("/usr/bin/rsvg-convert")) GTEST_SKIP() << "no rsvg-convert";
  expect_done(run({"eda", "--figures", path("figures")}));
  const std::string figure = path("figures/correlations.svg");
  const std::string drawn = read_file(figure, 1U << 24U);
  write_file(figure, "drawn over");
  const ProgramResult again = run({"eda", "--figures", path("figures")});
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.err, HasSubstr("it is kept as " + figure + ".1"));
  EXPECT_EQ(read_file(figure, 1U << 24U), drawn);
  EXPECT_EQ(read_file(figure + ".1", 100), "drawn over");
}

TEST_F(Documents, ADashIsStandardInput) {
  const ProgramResult songs = run_on(yes_, {"recommend", "--from-list", "-", "--json"});
  expect_done(songs);
  EXPECT_EQ(parse(songs.out)["songs"], json({"recommend", "--from-list", path("yes.txt")})["songs"]);
  const ProgramResult wish = run_on(yes_, {"wishes", "learn", "other", "--yes", "-", "--no", path("no.txt"), "--json"});
  EXPECT_EQ(wish.status, 0) << wish.err;
  EXPECT_EQ(parse(wish.out)["yes"], 10);
  const ProgramResult both = run_on(yes_, {"wishes", "learn", "other", "--yes", "-", "--no", "-"});
  expect_refused(both, 2, "standard input can be read only once");
  const ProgramResult history = run_on(read_file(path("mine.m3u8"), 1000), {"taste", "import", "-", "--for", "Zoë"});
  expect_done(history);
}

TEST_F(Documents, JudgementsOfOneKindHaveNoArea) {
  const std::string labels = file("labels.csv", "wish,artist,title,label\nlove," + given_[0][0].get<std::string>() +
                                                    "," + given_[0][1].get<std::string>() + ",0\n");
  const Json wish = json({"evaluate-people", labels, "--html", path("people.html")})["wishes"][0];
  EXPECT_EQ(wish["n"], 1);
  for (const char* key : {"auc", "interval", "topic_auc"}) EXPECT_TRUE(wish.at(key).is_null()) << key;
  EXPECT_THAT(run({"evaluate-people", labels}).out, ::testing::Not(HasSubstr("0.000")));
}

}  // namespace
}  // namespace leitmotif::testing
