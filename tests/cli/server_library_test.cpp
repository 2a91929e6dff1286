// `--library postgresql://...` from outside: the answers of a library on a server are those of one in a file, to the
// byte, and nobody sees a password.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <regex>

#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "support/postgres_server.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Words = std::vector<std::string>;

/// An answer without the line that says how long it took.
std::string without_times(const std::string& answer) {
  static const std::regex line("\\n *\"milliseconds\": [^\\n]*");
  return std::regex_replace(answer, line, "");
}

class PostgreSqlCommands : public Stranger {
 protected:
  void SetUp() override {
    if (!PostgresServer::can_run())
      GTEST_SKIP() << "there is no initdb of PostgreSQL; ./dev setup-servers installs one";
    write_small_model(folder_.path() / "small.safetensors");
    server_ = PostgresServer::shared().fresh_library();
  }
  [[nodiscard]] ProgramResult ask(Words words, const std::string& library, ProgramOptions options = {}) const {
    words.insert(words.end(), {"--model", path("small.safetensors"), "--library", library});
    return run(words, std::move(options));
  }
  [[nodiscard]] std::string table(std::size_t songs) const {
    std::mt19937 random(7);
    std::string text = "artist_name,track_name,release_date,genre,lyrics,valence,energy\n";
    constexpr std::array kGenres = {"rock", "pop", "jazz"};
    for (std::size_t i = 0; i < songs; ++i) {
      text += "Artist " + std::to_string(random() % 90) + ",Song " + std::to_string(i) + "," +
              std::to_string(1950 + random() % 70) + "," + kGenres[random() % 3] + ",";
      for (int word = 0; word < 9; ++word) text += std::string(kSmallWords[random() % kSmallWords.size()]) + " ";
      text += ",0." + std::to_string(random() % 100) + ",0." + std::to_string(random() % 100) + "\n";
    }
    return file("songs.csv", text);
  }

  std::string server_;
};

TEST_F(PostgreSqlCommands, AnswersAreThoseOfAFileToTheByte) {
  const std::string songs = table(6000);
  const std::string beginning = read_file(songs, std::size_t{1} << 26U).substr(0, 40'000);
  const std::string again = file("again.csv", beginning.substr(0, beginning.find_last_of('\n') + 1));
  for (const std::string& library : {server_, path("library.db")}) {
    expect_done(ask({"import", songs}, library));
    expect_done(ask({"import", again}, library));
  }
  std::vector<Words> questions = {{"export", "--lyrics"},
                                  {"songs", "river"},
                                  {"songs", "artist 7*"},
                                  {"eda", "--clusters", "3"},
                                  {"wishes", "score", "love", "--jsonl"},
                                  {"recommend", "--topic", "music", "--random"},
                                  {"recommend", "--like", "Artist 1 - nobody"},
                                  {"recommend", "--text", "drum and river"}};
  std::mt19937 random(11);
  for (int i = 0; i < 25; ++i) {
    Words words = {"recommend", "--seed", std::to_string(random() % 1000), "-n", std::to_string(1 + random() % 30)};
    constexpr std::array kTopics = {"sadness", "music", "romantic", "violence"};
    words.insert(words.end(), {"--topic", kTopics[random() % 4]});
    if (random() % 2 == 0) words.insert(words.end(), {"--genre", random() % 2 == 0 ? "rock" : "jazz"});
    if (random() % 2 == 0) words.insert(words.end(), {"--variety", "0." + std::to_string(random() % 10)});
    if (random() % 3 == 0) words.insert(words.end(), {"--artist-cap", std::to_string(random() % 4)});
    if (random() % 3 == 0) words.emplace_back("--random");
    if (random() % 3 == 0) words.insert(words.end(), {"--years", "1960-1990"});
    questions.push_back(words);
  }
  for (Words words : questions) {
    if (words[0] != "export" && words[0] != "wishes") words.emplace_back("--json");
    const ProgramResult there = ask(words, server_);
    const ProgramResult here = ask(words, path("library.db"));
    EXPECT_EQ(there.status, here.status) << ::testing::PrintToString(words) << there.err << here.err;
    if (words[0] == "eda") continue;  // it names the library
    EXPECT_EQ(without_times(there.out), without_times(here.out)) << ::testing::PrintToString(words);
  }
}

TEST_F(PostgreSqlCommands, APasswordIsNeitherInTheListOfProcessesNorInAMessage) {
  std::string address = server_;
  address.insert(address.find('@'), ":very-secret");
  std::string seen;
  ProgramOptions options;
  options.input = std::string();
  options.watch = [&](const RunningProgram& program) {
    std::ifstream line("/proc/" + std::to_string(program.id) + "/cmdline");
    const std::string words((std::istreambuf_iterator<char>(line)), std::istreambuf_iterator<char>());
    if (words.find("postgresql://") != std::string::npos) seen = words;  // the last that was seen
  };
  const ProgramResult result = ask({"import", table(3000)}, address, options);
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(seen, HasSubstr("postgresql://"));
  EXPECT_THAT(seen, Not(HasSubstr("very-secret")));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "home"))
    EXPECT_THAT(entry.path().string(), Not(HasSubstr("very-secret")));
  address.insert(address.find('?'), "_not_there");
  const ProgramResult refused = ask({"recommend", "--topic", "music"}, address);
  expect_refused(refused, 3, "there is no such database");
  EXPECT_THAT(refused.err, Not(HasSubstr("very-secret")));
}

}  // namespace
}  // namespace leitmotif::testing
