// What belongs to a program that is installed: completion, manual, a look at the installation, the data it carries.
#include <sstream>

#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "support/places.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class InstalledProgram : public Stranger {
 protected:
  /// What a shell says, which must succeed; nothing when the shell is not there.
  [[nodiscard]] std::optional<std::string> shell(const std::string& name, const std::vector<std::string>& words) const {
    ProgramOptions options;
    options.program = "/usr/bin/" + name;
    if (!std::filesystem::exists(options.program)) return std::nullopt;
    options.environment.emplace("HOME", folder_.path().string());
    const ProgramResult result = run_program(words, options);
    EXPECT_EQ(result.status, 0) << result.err;
    return result.out;
  }
  /// Runs a copy of the program that lies by itself.
  [[nodiscard]] ProgramOptions alone() const {
    ProgramOptions options;
    options.program = folder_.path() / "bin" / "leitmotif";
    std::filesystem::create_directories(options.program.parent_path());
    std::filesystem::copy_file(built_program(), options.program);
    options.environment.emplace("XDG_CACHE_HOME", (folder_.path() / "cache").string());
    return options;
  }
  [[nodiscard]] std::string completion(const std::string& name) const {
    const ProgramResult script = run({"completion", name});
    expect_done(script);
    return file("completion." + name, script.out);
  }
  /// What bash offers for a line; the last word is the one under the cursor.
  [[nodiscard]] std::vector<std::string> bash_offers(const std::string& script, const std::vector<std::string>& line) {
    std::string words;
    for (const std::string& word : line) words += " '" + word + "'";
    const std::string code = "source " + script + "; COMP_WORDS=(" + words +
                             "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); " +
                             "_leitmotif; printf '%s\\n' \"${COMPREPLY[@]}\"";
    std::vector<std::string> offers;
    const std::string out = shell("bash", {"-c", code}).value_or("");
    for (std::size_t begin = 0; begin < out.size();) {
      const std::size_t end = out.find('\n', begin);
      if (end > begin) offers.push_back(out.substr(begin, end - begin));
      begin = end + 1;
    }
    return offers;
  }
};

TEST_F(InstalledProgram, BashCompletesCommandsOptionsAndValues) {
  const std::string script = completion("bash");
  using ::testing::Contains;
  using ::testing::ElementsAre;
  EXPECT_THAT(bash_offers(script, {"leitmotif", "rec"}), ElementsAre("recommend"));
  EXPECT_THAT(bash_offers(script, {"leitmotif", "playlists", "ma"}), Contains("make"));
  EXPECT_THAT(bash_offers(script, {"leitmotif", "recommend", "--to"}), Contains("--topic"));
  EXPECT_THAT(bash_offers(script, {"leitmotif", "--threads", "1", "scan", "--sound", ""}), ElementsAre("yes", "no"));
  EXPECT_THAT(bash_offers(script, {"leitmotif", "recommend", "--lib"}), ElementsAre("--library"));
  const std::string library = file("songs.db", "");
  EXPECT_THAT(bash_offers(script, {"leitmotif", "--library", library.substr(0, library.size() - 1)}),
              ElementsAre(library));
}

TEST_F(InstalledProgram, ZshAndFishTakeTheirScripts) {
  const std::string zsh = completion("zsh");
  const std::string fish = completion("fish");
  (void)shell("zsh", {"-n", zsh});
  const auto offers = shell("fish", {"-c", "source " + fish + "; complete -C 'leitmotif playlists m'"});
  EXPECT_THAT(offers.value_or("make"), HasSubstr("make"));
  expect_refused(run({"completion", "csh"}), 2, "expected bash, zsh or fish, found 'csh'");
}

TEST_F(InstalledProgram, EveryCommandHasAManualPage) {
  const std::string folder = path("man");
  expect_done(run({"manual", "--folder", folder}));
  for (const char* const page : {"leitmotif.1", "leitmotif-recommend.1", "leitmotif-playlists-make.1"}) {
    const std::filesystem::path file = std::filesystem::path(folder) / page;
    ASSERT_TRUE(std::filesystem::exists(file)) << page;
    EXPECT_THAT(shell("man", {"-l", "--warnings=w", file.string()}).value_or("NAME"), HasSubstr("NAME"));
  }
  const ProgramResult whole = run({"manual"});
  expect_done(whole);
  EXPECT_THAT(whole.out, StartsWith(".TH LEITMOTIF 1"));
}

// ux 81: a service that reads the music folder it is named for and nothing else of a home, with options the program
// has.
TEST_F(InstalledProgram, UnitsStartWhatThereIsAndReadTheFolderTheyAreFor) {
  const std::filesystem::path units = source_folder() / "packaging" / "systemd";
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(units)) {
    if (entry.path().extension() != ".service") continue;
    const std::string unit = read_file(entry.path(), 1U << 20U);
    const std::size_t start = unit.find("ExecStart=/usr/bin/leitmotif ");
    ASSERT_NE(start, std::string::npos) << entry.path();
    std::istringstream line(unit.substr(start + 10, unit.find('\n', start) - start - 10));
    std::vector<std::string> words;
    for (std::string word; line >> word;) words.push_back(word);
    const bool watches = std::ranges::find(words, "watch") != words.end();
    const std::string help = run({watches ? "watch" : "serve", "--help"}).out;
    std::erase_if(words, [](const std::string& word) { return !word.starts_with("--"); });
    for (const std::string& option : words) EXPECT_THAT(help, HasSubstr(option)) << entry.path();
    EXPECT_THAT(unit, HasSubstr("NoNewPrivileges=yes")) << entry.path();
    ++found;
  }
  EXPECT_GE(found, 4U);
  const std::string of_folder = read_file(units / "leitmotif@.service", 1U << 20U);
  for (const char* line : {"serve --quiet --watch %f\n", "ProtectHome=tmpfs\n", "BindReadOnlyPaths=%f\n"})
    EXPECT_THAT(of_folder, HasSubstr(line));
}

TEST_F(InstalledProgram, DoctorNamesWhatIsThereAndWhatIsWrong) {
  const Json good = json({"doctor"});
  EXPECT_EQ(good["good"], true);
  EXPECT_GE(good["checks"].size(), 6U);
  const ProgramResult bad = run({"doctor", "--library", file("notes.txt", "not a library"), "--json"});
  EXPECT_EQ(bad.status, 6);
  EXPECT_EQ(parse(bad.out)["good"], false);
  expect_refused(bad, 6, "library: ");
}

TEST_F(InstalledProgram, AloneItCarriesItsModelsAndSongs) {
  const ProgramOptions options = alone();
  const std::vector<std::string> question = {"recommend", "--about", "love", "-n", "3", "--json"};
  const ProgramResult first = run(question, options);
  expect_done(first);
  EXPECT_EQ(parse(first.out)["songs"], json({"recommend", "--about", "love", "-n", "3"})["songs"]);
  expect_done(run(question, options));
  std::size_t entries = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "cache" / "leitmotif")) {
    EXPECT_THAT(entry.path().filename().string(), StartsWith("data-"));
    ++entries;
  }
  EXPECT_EQ(entries, 1U);
}

TEST_F(InstalledProgram, WhatCouldNotBeUnpackedWholeIsNotThere) {
  ProgramOptions options = alone();
  options.file_limit_bytes = 20'000;  // less than the archive
  expect_refused(run({"recommend", "--about", "love"}, options), 6);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path() / "cache" / "leitmotif"));
}

}  // namespace
}  // namespace leitmotif::testing
