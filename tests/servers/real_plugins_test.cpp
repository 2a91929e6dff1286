// The plugins in the programs they are for: see real_programs.hpp.
#include "servers/real_programs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include "support/matchers.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;

class RealPlugins : public RealPrograms {
 protected:
  static fs::path plugin(const std::string& name) { return source_folder() / "plugins" / name; }
  static std::string check(const std::string& name) {
    return (source_folder() / "tests" / "servers" / "plugins" / (name + "_check.py")).string();
  }
  /// A program with a home of its own, which finds `leitmotif` in PATH.
  ProgramOptions program(const fs::path& place) const {
    ProgramOptions options;
    options.program = place;
    options.folder = folder_.path();
    options.environment = {{"HOME", folder_.path().string()},
                           {"BEETSDIR", folder_.path().string()},
                           {"LC_ALL", "C.UTF-8"},
                           {"PYTHONDONTWRITEBYTECODE", "1"},
                           {"PATH", built_program().parent_path().string() + ":/usr/bin:/bin"}};
    return options;
  }
  std::string file_of(int song) const { return (music_ / ("file " + two_digits(song) + " & #.flac")).string(); }
  /// What the program itself says of the songs' lyrics, by title.
  std::map<std::string, std::string> topics() const {
    EXPECT_EQ(run({"scan", music_.string()}).status, 0);
    std::map<std::string, std::string> topics;
    std::istringstream lines(run({"export"}).out);
    for (std::string line; std::getline(lines, line);) {
      const Json song = Json::parse(line);
      const bool is_read = !song.value("inferred", false) && song["topic"].is_string();
      topics[song["title"].get<std::string>()] = is_read ? song["topic"].get<std::string>() : "";
    }
    return topics;
  }
};

TEST_F(RealPlugins, BeetsHasTopicsOfWhatItImports) {
  const fs::path beet = installed("beet");
  if (beet.empty()) GTEST_SKIP() << "beets is not installed";
  const auto configured = [&](const std::string& command) {
    write_file(folder_.path() / "config.yaml",
               "directory: " + music_.string() + "\nlibrary: " + (folder_.path() / "beets.db").string() +
                   "\nimport: {copy: no, write: no}\npluginpath: " + (plugin("beets") / "beetsplug").string() +
                   "\nplugins: leitmotif\nleitmotif: {command: " + command + "}\n");
  };
  configured("leitmotif");
  const ProgramResult imported = run_program({"import", "-q", "-A", "-C", music_.string()}, program(beet));
  ASSERT_EQ(imported.status, 0) << imported.err;
  const auto listed = [&](const std::string& query) {
    std::map<std::string, std::string> found;
    std::istringstream lines(run_program({"ls", "-f", "$title|$leitmotif_topic", query}, program(beet)).out);
    for (std::string line; std::getline(lines, line);) {
      const std::string topic = line.substr(line.find('|') + 1);
      found[line.substr(0, line.find('|'))] = topic == "$leitmotif_topic" ? "" : topic;
    }
    return found;
  };
  const std::map<std::string, std::string> known = topics();
  ASSERT_EQ(known.size(), static_cast<std::size_t>(kSongs));
  EXPECT_EQ(listed(""), known);
  for (const auto& [title, topic] : listed("leitmotif_topic:sadness leitmotif_confidence:0.5.."))
    EXPECT_EQ(topic, "sadness");
  const ProgramResult again = run_program({"leitmotif"}, program(beet));
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.err, HasSubstr("0 songs read"));

  // Without the program an import goes on, and says so; the command fails.
  fs::remove(folder_.path() / "beets.db");
  configured("/nowhere/leitmotif");
  const ProgramResult without = run_program({"import", "-q", "-A", "-C", music_.string()}, program(beet));
  EXPECT_EQ(without.status, 0);
  EXPECT_THAT(without.err, HasSubstr("/nowhere/leitmotif"));
  EXPECT_EQ(listed("").size(), static_cast<std::size_t>(kSongs));
  EXPECT_EQ(run_program({"leitmotif"}, program(beet)).status, 1);
}

TEST_F(RealPlugins, PicardAddsMoodsToFilesWithLyrics) {
  if (installed("picard").empty()) GTEST_SKIP() << "picard is not installed";
  const auto moods = [&](const ProgramOptions& options) {
    std::vector<std::string> words = {check("picard"), plugin("picard").string()};
    for (const int song : {0, 1, 2, 9}) words.push_back(file_of(song));
    const ProgramResult result = run_program(words, options);
    EXPECT_EQ(result.status, 0) << result.err;
    std::vector<std::string> found;
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) found.push_back(Json::parse(line)["moods"].dump());
    return found;
  };
  const std::map<std::string, std::string> known = topics();
  const auto mood = [&](int song) { return "[\"" + known.at(title_of(song)) + "\"]"; };
  ProgramOptions options = program("/usr/bin/python3");
  EXPECT_EQ(moods(options), (std::vector<std::string>{mood(0), mood(1), mood(2), "[]"}));
  options.environment["PATH"] = "/usr/bin:/bin";
  if (installed("leitmotif").empty()) {
    EXPECT_EQ(moods(options), (std::vector<std::string>{"[]", "[]", "[]", "[]"}));
  }
}

TEST_F(RealPlugins, QuodLibetPutsSongsLikeTheChosenIntoTheQueue) {
  if (installed("quodlibet").empty()) GTEST_SKIP() << "Quod Libet is not installed";
  if (installed("xvfb-run").empty() || installed("xauth").empty()) GTEST_SKIP() << "Xvfb is not installed";
  EXPECT_EQ(run({"scan", music_.string()}).status, 0);
  const std::uint16_t port = free_port();
  const BackgroundProgram service({built_program().string(), "--library", (folder_.path() / "library.db").string(),
                                   "serve", "--port", std::to_string(port)},
                                  folder_.path());
  ASSERT_TRUE(listens(port));
  std::vector<std::string> words = {"-a", "/usr/bin/python3", check("quodlibet"), plugin("quodlibet").string()};
  for (int song = 0; song < kSongs; ++song) words.push_back(file_of(song));
  const auto queued = [&](std::uint16_t asked) {
    ProgramOptions options = program(installed("xvfb-run"));
    options.environment["LEITMOTIF_SERVICE"] = "http://127.0.0.1:" + std::to_string(asked);
    const ProgramResult result = run_program(words, options);
    EXPECT_EQ(result.status, 0) << result.err;
    return Json::accept(result.out) ? Json::parse(result.out) : Json();
  };
  const Json asked = json_of({"recommend", "--like", artist_of(0) + " - " + title_of(0), "-n", "20"});
  std::vector<std::string> titles;
  for (const Json& song : asked["songs"]) titles.push_back(song["title"].get<std::string>());
  EXPECT_EQ(titles.size(), 20U);
  EXPECT_EQ(queued(port)["queued"].dump(), Json(titles).dump());
  const Json silent = queued(free_port());
  EXPECT_EQ(silent["queued"].size(), 0U);
  EXPECT_EQ(silent["said"].size(), 1U);
}

}  // namespace
}  // namespace leitmotif::testing
