// Settings that stand in for what is not typed: variables before a person's file before the system's.
#include "cli/stranger.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class ConfigCommand : public Stranger {
 protected:
  void own_config(const std::string& text) const {
    std::filesystem::create_directories(folder_.path() / "config" / "leitmotif");
    folder_.write("config/leitmotif/config.toml", text);
  }
  void system_config(const std::string& text) const {
    std::filesystem::create_directories(folder_.path() / "system" / "leitmotif");
    folder_.write("system/leitmotif/config.toml", text);
  }
  [[nodiscard]] ProgramResult ask(const std::vector<std::string>& words,
                                  const std::map<std::string, std::string>& variables = {}) const {
    ProgramOptions options;
    options.environment = variables;
    options.environment.emplace("XDG_CONFIG_DIRS", (folder_.path() / "system").string());
    return run(words, options);
  }
  [[nodiscard]] std::size_t songs(const std::vector<std::string>& typed = {},
                                  const std::map<std::string, std::string>& variables = {}) const {
    std::vector<std::string> words = {"recommend", "--topic", "sadness", "--json"};
    words.insert(words.end(), typed.begin(), typed.end());
    const ProgramResult result = ask(words, variables);
    EXPECT_EQ(result.status, 0) << result.err;
    return parse(result.out)["songs"].size();
  }
};

TEST_F(ConfigCommand, WhatIsNearerToThePersonCounts) {
  system_config("[recommend]\nn = 2\n");
  EXPECT_EQ(songs(), 2U);
  own_config("[recommend]\nn = 3\n");
  EXPECT_EQ(songs(), 3U);
  EXPECT_EQ(songs({}, {{"LEITMOTIF_RECOMMEND_N", "4"}}), 4U);
  EXPECT_EQ(songs({"-n", "5"}, {{"LEITMOTIF_RECOMMEND_N", "4"}}), 5U);
}

TEST_F(ConfigCommand, FlagsListsAndGeneralOptionsCanBeSet) {
  own_config("json = true\nlibrary = \"~/mine.db\"\n[recommend]\ntopic = \"sadness\"\nlike = []\n");
  const ProgramResult refused = ask({"recommend"}, {{"HOME", folder_.path().string()}});
  expect_refused(refused, 2, "config.toml:5: --like: expected one value, found '0 values'");
  own_config("json = true\nlibrary = \"~/mine.db\"\n[recommend]\ntopic = \"sadness\"\n");
  const ProgramResult done = ask({"recommend"}, {{"HOME", folder_.path().string()}});
  expect_done(done);
  EXPECT_GT(parse(done.out)["songs"].size(), 0U);
  const ProgramResult text = ask({"recommend"}, {{"HOME", folder_.path().string()}, {"LEITMOTIF_JSON", "false"}});
  expect_done(text);
  EXPECT_FALSE(Json::accept(text.out));
}

TEST_F(ConfigCommand, VariablesSayYesAndNoInNumbersToo) {
  EXPECT_TRUE(Json::accept(ask({"recommend", "--topic", "sadness"}, {{"LEITMOTIF_JSON", "1"}}).out));
  EXPECT_FALSE(Json::accept(ask({"recommend", "--topic", "sadness"}, {{"LEITMOTIF_JSON", "0"}}).out));
}

TEST_F(ConfigCommand, HomeIsTheSameBehindAnEqualsSign) {
  const std::string home = folder_.path().string();
  expect_done(ask({"import", "--songbook", "--library=~/typed.db"}, {{"HOME", home}}));
  EXPECT_TRUE(std::filesystem::exists(home + "/typed.db"));
}

TEST_F(ConfigCommand, ShowsWhatIsSetAndWhere) {
  own_config("[serve]\nport = 9090\nwatch = [\"/a\", \"/b\"]\n");
  const ProgramResult shown = ask({"config", "show", "--origin"}, {{"LEITMOTIF_THREADS", "1"}});
  expect_done(shown);
  EXPECT_THAT(shown.out, HasSubstr("threads = 1  (LEITMOTIF_THREADS)\n"));
  EXPECT_THAT(shown.out, HasSubstr("serve.port = 9090  ("));
  EXPECT_THAT(shown.out, HasSubstr("config.toml:2)\n"));
  EXPECT_THAT(shown.out, HasSubstr("serve.watch = /a, /b"));
  EXPECT_THAT(shown.out, HasSubstr("system/leitmotif/config.toml: is not there\n"));
  const ProgramResult json = ask({"config", "show", "--json"});
  expect_done(json);
  EXPECT_EQ(parse(json.out)["settings"][1]["values"], Json::array({"/a", "/b"}));
}

TEST_F(ConfigCommand, SaysInOneLineWhatIsWrong) {
  own_config("[recommend\n");
  expect_refused(ask({"recommend", "--topic", "sadness"}), 4, "config.toml:1: is not TOML: ");
  own_config("[recommend]\nn = 2020-01-01\n");
  expect_refused(ask({"recommend", "--topic", "sadness"}), 4, "config.toml:2: recommend.n: expected a text, a number");
  own_config("[recommend]\nn = \"many\"\n");
  expect_refused(ask({"recommend", "--topic", "sadness"}), 2, "config.toml:2: -n: expected an integer");
  own_config("[serve]\nquiet = 3\n");
  expect_refused(ask({"serve"}), 2, "config.toml:2: --quiet: expected true or false, found '3'");
  expect_refused(ask({"songs"}, {{"LEITMOTIF_CONFIG", path("nowhere.toml")}}), 3, "nowhere.toml: does not exist");
  expect_refused(ask({"songs"}, {{"LEITMOTIF_THREADS", "x"}}), 2, "LEITMOTIF_THREADS: --threads: expected");
}

TEST_F(ConfigCommand, WarnsOfNamesThatNoCommandKnows) {
  own_config("[recommend]\nn = 2\nnumber = 3\n[train]\nepochs = 3\n");
  const ProgramResult result = ask({"recommend", "--topic", "sadness", "--json"});
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(result.err, StartsWith("leitmotif: warning: "));
  EXPECT_THAT(result.err, HasSubstr("config.toml:3: nothing is called 'recommend.number'; it was passed over\n"));
  EXPECT_EQ(std::ranges::count(result.err, '\n'), 1);
  EXPECT_EQ(parse(result.out)["songs"].size(), 2U);
}

TEST_F(ConfigCommand, IsNotReadForHelp) {
  own_config("broken");
  expect_done(ask({"--help"}));
  expect_done(ask({"recommend", "--help"}));
  expect_done(ask({"--version"}));
}

}  // namespace
}  // namespace leitmotif::testing
