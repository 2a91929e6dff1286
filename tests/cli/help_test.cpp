// What the program says about itself, and how it answers a command line it does not understand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/stranger.hpp"
#include "support/matchers.hpp"

namespace leitmotif::testing {
namespace {

using Words = std::vector<std::string>;

const std::vector<Words> kCommands = {{},
                                      {"recommend"},
                                      {"classify"},
                                      {"import"},
                                      {"songs"},
                                      {"song"},
                                      {"evaluate"},
                                      {"preprocess"},
                                      {"data"},
                                      {"data", "fetch"},
                                      {"data", "generate"},
                                      {"playlists"},
                                      {"playlists", "make"},
                                      {"playlists", "import"},
                                      {"playlists", "list"},
                                      {"playlists", "show"},
                                      {"playlists", "export"},
                                      {"playlists", "remove"},
                                      {"model"},
                                      {"model", "info"},
                                      {"model", "top-words"}};

class HelpCommand : public Stranger {};

TEST_F(HelpCommand, AMissingCommandIsAnsweredWithThoseThereAre) {
  const auto refused = [&](const Words& words) {
    const ProgramResult result = run(words);
    EXPECT_EQ(result.status, 2);
    return result.err;
  };
  EXPECT_THAT(refused({}), HasSubstr("a command is required, such as recommend, songs"));
  const std::string lists = refused({"playlists"});
  EXPECT_THAT(lists, HasSubstr("a command is required: playlists with one of "));
  for (const char* one : {"make", "import", "list", "show", "export", "remove"}) EXPECT_THAT(lists, HasSubstr(one));
  EXPECT_THAT(refused({"--json", "taste"}), HasSubstr("a command is required: taste with one of "));
}

TEST_F(HelpCommand, IsThereForEveryCommandAndFitsIntoEightyColumns) {
  for (Words words : kCommands)
    for (const std::string flag : {"--help", "-h"}) {
      words.push_back(flag);
      const ProgramResult result = run(words);
      words.pop_back();
      expect_done(result);
      std::string usage = "Usage: leitmotif";
      for (const std::string& word : words) usage += " " + word;
      EXPECT_THAT(result.out, HasSubstr(usage + " "));
      EXPECT_THAT(result.out, HasSubstr("--library FILE"));
      for (std::size_t begin = 0; begin < result.out.size();) {
        const std::size_t end = result.out.find('\n', begin);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - begin, 80U) << result.out.substr(begin, end - begin);
        begin = end + 1;
      }
    }
}

TEST_F(HelpCommand, NamesEveryCommandOfTheContract) {
  const std::string page = run({"--help"}).out;
  for (const std::string command :
       {"recommend", "classify", "import", "songs", "evaluate", "preprocess", "data", "model", "train", "reproduce"})
    EXPECT_THAT(page, HasSubstr("\n  " + command + " ")) << command;
}

TEST_F(HelpCommand, SaysSomethingOfEveryCommand) {
  const std::string page = run({"--help"}).out;
  const std::size_t begin = page.find("Commands:\n");
  ASSERT_NE(begin, std::string::npos);
  std::size_t named = 0;
  std::istringstream lines(page.substr(begin, page.find("\n\n", begin) - begin));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    if (line.starts_with("   ")) continue;  // the words of the line before go on
    std::string name;
    std::string words;
    std::istringstream(line) >> name >> words;
    // A long name has its words on the next line.
    EXPECT_TRUE(!words.empty() || name.size() > 23) << line;
    ++named;
  }
  EXPECT_GT(named, 20U);
}

TEST_F(HelpCommand, VersionIsOneLineEverywhere) {
  for (Words words : kCommands) {
    words.emplace_back("--version");
    const ProgramResult result = run(words);
    expect_done(result);
    EXPECT_THAT(result.out, MatchesRegex("leitmotif [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  }
}

TEST_F(HelpCommand, MakesNothingInTheHome) {
  (void)run({"--help"});
  (void)run({"--version"});
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "home"));
}

struct Misuse {
  Words words;
  int status;
  std::string says;
};

TEST_F(HelpCommand, MisuseIsOneLineAndStatusTwo) {
  const std::vector<Misuse> misuses = {
      {{}, 2, "required"},
      {{"sing"}, 2, "sing"},
      {{"recomend", "--topic", "sadness"}, 2, "did you mean recommend?"},
      {{"--json", "--library", "songs", "recomend"}, 2, "did you mean recommend?"},
      {{"lyrics", "docter"}, 2, "did you mean lyrics doctor?"},
      {{"data", "drop", "it"}, 2, "command 'data drop' is not known"},
      {{"scan", "a", "b", "c"}, 2, "'b' 'c'"},
      {{"song", "no song is called so"}, 3, "there is no song"},
      {{"--loudly"}, 2, "--loudly"},
      {{"data"}, 2, "required"},
      {{"data", "drop"}, 2, "drop"},
      {{"recommend"}, 2, "--topic"},
      {{"recommend", "--topic"}, 2, "--topic"},
      {{"recommend", "--topic", "sadness", "--loudly"}, 2, "--loudly"},
      {{"recommend", "--topic", "sadness", "again"}, 2, "again"},
      {{"recommend", "--topic", "joy"}, 2, "known: feelings, music, night/time, obscene, romantic, sadness, violence"},
      {{"recommend", "--topic", ""}, 2, "--topic"},
      {{"recommend", "--topic", "sadness", "-n", "0"}, 2, "0"},
      {{"recommend", "--topic", "sadness", "-n", "-5"}, 2, "-5"},
      {{"recommend", "--topic", "sadness", "-n", "x"}, 2, "x"},
      {{"recommend", "--topic", "sadness", "-n", "1.5"}, 2, "1.5"},
      {{"recommend", "--topic", "sadness", "-n", "1000000"}, 5, "10000"},
      {{"recommend", "--topic", "sadness", "--threshold", "2"}, 2, "threshold"},
      {{"recommend", "--topic", "sadness", "--threshold", "-0.1"}, 2, "threshold"},
      {{"recommend", "--topic", "sadness", "--threshold", "nan"}, 2, "threshold"},
      {{"recommend", "--topic", "sadness", "--threshold", "x"}, 2, "threshold"},
      {{"recommend", "--topic", "sadness", "--years", "2000-1990"}, 2, "2000"},
      {{"recommend", "--topic", "sadness", "--years", "x"}, 2, "x"},
      {{"recommend", "--topic", "sadness", "--years", "1990-"}, 2, "1990-"},
      {{"recommend", "--topic", "sadness", "--years", "-1990"}, 2, "-1990"},
      {{"recommend", "--topic", "sadness", "--years", "99999999999"}, 2, "99999999999"},
      {{"recommend", "--topic", "sadness", "--genre", "polka"}, 2, "known: "},
      {{"recommend", "--topic", "sadness", "--artist-cap", "-1"}, 2, "cap"},
      {{"recommend", "--topic", "sadness", "--seed", "-1"}, 2, "seed"},
      {{"recommend", "--topic", "sadness", "--threads", "5000"}, 2, "threads"},
      {{"classify", "--pipeline", "paper"}, 2, "known: corpus, none"},
      {{"preprocess", "--pipeline", "fine"}, 2, "paper, corpus and none"},
      {{"import"}, 2, "--songbook"},
      {{"import", "a.csv", "b.csv"}, 2, "b.csv"},
      {{"import", "a.csv", "--songbook"}, 2, "--songbook"},
      {{"songs", "-n", "0"}, 2, "0"},
      {{"songs", "-n", "1000000"}, 5, "10000"},
      {{"songs", "--offset", "-1"}, 2, "offset"},
      {{"songs", std::string(1001, 'a')}, 5, "1000"},
      {{"evaluate"}, 2, "DATA"},
      {{"data", "generate"}, 2, "N"},
      {{"data", "generate", "0"}, 2, "below 1"},
      {{"data", "generate", "-3"}, 2, "-3"},
      {{"data", "generate", "200000000"}, 5, "the limit is 100000000"},
      {{"data", "generate", "5", "--json"}, 2, "--json"},
      {{"recommend", "--topic", "sadness", "--topic", "music"}, 2, "--topic: may be given only once (see --help)"},
      {{"recommend", "--topic"}, 2, "--topic: expected a value behind it (see --help)"},
      {{"recommend", "--topic", "sadness", "--fresh=x"}, 2, "--fresh: is either given or not"},
      {{"songs", "--library", ""}, 2, "--library: expected the name of a file, a folder or an address, found ''"},
      {{"songs", "--model="}, 2, "--model: expected a value behind it"},
      {{"export", "-o", ""}, 2, "--output: expected the name of a file"},
      {{"import", ""}, 2, "DATA.csv: expected the name of a file"},
      {{"scan", ""}, 2, "FOLDER: expected the name of a file"},
      {{"data", "fetch", "--url", ""}, 2, "--url: expected the name of a file, a folder or an address"},
      {{"songs", "--library", "http://example.org/songs"}, 2, "is neither a file nor an address such as postgresql://"},
      {{"songs", "--library", "/dev/null"}, 6, "/dev/null: is neither a file nor the address of a library"},
      {{"recommend", "--mix", "sadness=nan"}, 2, "mix: 'sadness=nan' is not of the form"},
      {{"tags", "write", "--mood", "nowhere"}, 3, "nowhere: there is no such folder"},
  };
  for (const Misuse& misuse : misuses) {
    const ProgramResult result = run(misuse.words);
    SCOPED_TRACE(::testing::PrintToString(misuse.words));
    expect_refused(result, misuse.status, misuse.says);
    EXPECT_EQ(result.out, "");
  }
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "home"));
}

TEST_F(HelpCommand, IsACommandToo) {
  EXPECT_EQ(run({"help"}).out, run({"--help"}).out);
  EXPECT_EQ(run({"help", "playlists", "make"}).out, run({"playlists", "make", "--help"}).out);
  EXPECT_EQ(run({"--threads", "1", "help", "songs"}).out, run({"songs", "--help"}).out);
  expect_refused(run({"help", "sing"}), 2, "sing");
}

TEST_F(HelpCommand, OptionsOfEveryCommandStandBeforeOrBehindIt) {
  const std::string library = path("own.db");
  expect_done(run({"--library", library, "import", "--songbook"}));
  const ProgramResult before = run({"--json", "--library", library, "songs", "-n", "3"});
  const ProgramResult behind = run({"songs", "-n", "3", "--json", "--library", library});
  expect_done(before);
  EXPECT_EQ(before.out, behind.out);
  EXPECT_EQ(parse(before.out)["from_songbook"], false);
}

}  // namespace
}  // namespace leitmotif::testing
