// A real music server, and real proxies in front of it and of the program: see real_programs.hpp.
#include "servers/real_programs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <sstream>

#include "leitmotif/core/hex.hpp"
#include "support/http_client.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class Supysonic : public RealPrograms {
 protected:
  void start() {
    write_file(
        folder_.path() / "supysonic.conf",
        "[base]\ndatabase_uri = sqlite:///" + (folder_.path() / "supysonic.db").string() + "\n[webapp]\ncache_dir = " +
            (folder_.path() / "cache").string() + "\nlog_file = " + (folder_.path() / "web.log").string() +
            "\nmount_webui = off\n[daemon]\nsocket = " + (folder_.path() / "sock").string() + "\nrun_watcher = no\n");
    ProgramOptions options;
    options.program = installed("supysonic-cli");
    options.folder = folder_.path();
    options.environment["HOME"] = folder_.path().string();
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"user", "add", "ann", "-p", kSecret},
                                               {"folder", "add", "music", music_.string()},
                                               {"folder", "scan", "music", "--foreground"}}) {
      const ProgramResult result = run_program(words, options);
      ASSERT_EQ(result.status, 0) << result.out << result.err;
    }
    port_ = free_port();
    server_ = std::make_unique<BackgroundProgram>(
        std::vector<std::string>{installed("supysonic-server").string(), "-S", "waitress", "-h", "127.0.0.1", "-p",
                                 std::to_string(port_)},
        folder_.path());
    ASSERT_TRUE(listens(port_)) << read_file(folder_.path() / "output", 1U << 20U);
  }

  std::uint16_t port_ = 0;
  std::unique_ptr<BackgroundProgram> server_;
};

TEST_F(Supysonic, SongsAndLyricsComeAndListsGo) {
  if (installed("supysonic-server").empty()) GTEST_SKIP() << "supysonic is not installed";
  start();
  if (HasFatalFailure()) return;
  const std::string address = "127.0.0.1:" + std::to_string(port_);
  const ProgramResult wrong = run({"servers", "add", address, "--user", "ann", "--name", "home"}, "open sesame");
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("does not know this user and password"));
  EXPECT_THAT(wrong.err, Not(HasSubstr("sesame")));
  const ProgramResult added = run({"servers", "add", address, "--user", "ann", "--name", "home"}, kSecret);
  ASSERT_EQ(added.status, 0) << added.err;

  const Json first = json_of({"servers", "sync", "home"});
  EXPECT_EQ(first["songs"], kSongs);
  EXPECT_EQ(first["imported"], kSongs);
  EXPECT_EQ(first["lyrics_found"], kSongs - kSongs / 10);
  const Json second = json_of({"servers", "sync", "home"});
  EXPECT_EQ(second["lyrics_asked"], 0);
  EXPECT_LE(second["requests"].get<int>(), 10);

  // Every lyric is what a scan reads from the same file, and a scan finds the same songs.
  const Json found = json_of({"songs", "Song 00"});
  ASSERT_FALSE(found["songs"].empty());
  EXPECT_EQ(found["songs"][0]["server_ids"][0]["server"], "home");
  const auto exported = [&] {
    std::map<std::string, std::string> words;
    std::istringstream lines(run({"export", "--lyrics"}).out);
    for (std::string line; std::getline(lines, line);) {
      const Json song = Json::parse(line);
      words[song["title"].get<std::string>()] = song.contains("lyrics") ? song["lyrics"].get<std::string>() : "";
    }
    return words;
  };
  const auto synced = exported();
  const ProgramResult scanned = run({"scan", music_.string()});
  ASSERT_EQ(scanned.status, 0) << scanned.err;
  EXPECT_EQ(exported(), synced);
  EXPECT_EQ(synced.size(), static_cast<std::size_t>(kSongs));

  save_list("sad", {0, 3, 6, 3});
  EXPECT_EQ(json_of({"servers", "push", "home"})["lists"][0]["state"], "made");
  const Json again = json_of({"servers", "push", "home"});
  EXPECT_EQ(again["lists"][0]["state"], "unchanged");
  EXPECT_EQ(again["lists"][0]["songs"], 4);
  EXPECT_EQ(json_of({"servers", "remove", "home", "--lists"})["lists"], 1);
}

/// The server behind a proxy that sends Leitmotif what it answers better, by the rules that are shipped.
class BehindProxy : public Supysonic {
 protected:
  /// Fills the library, and starts the program beside the server; `words` in a shipped file of rules become others.
  std::string rules_beside(const std::string& file, std::vector<std::pair<std::string, std::string>> words) {
    start();
    if (HasFatalFailure()) return {};
    const std::string address = "127.0.0.1:" + std::to_string(port_);
    EXPECT_EQ(run({"servers", "add", address, "--user", "ann", "--name", "home"}, kSecret).status, 0);
    EXPECT_EQ(run({"servers", "sync", "home"}).status, 0);
    const std::uint16_t ours = free_port();
    leitmotif_ = std::make_unique<BackgroundProgram>(
        std::vector<std::string>{built_program().string(), "--library", (folder_.path() / "library.db").string(),
                                 "serve", "--beside", "home", "--port", std::to_string(ours)},
        folder_.path());
    EXPECT_TRUE(listens(ours));
    std::string rules = read_file(source_folder() / "packaging" / file, 1U << 16U);
    words.emplace_back("4533", std::to_string(port_));
    words.emplace_back("8080", std::to_string(ours));
    for (const auto& [word, other] : words)
      for (std::size_t at = rules.find(word); at != std::string::npos; at = rules.find(word, at + other.size()))
        rules.replace(at, word.size(), other);
    return rules;
  }

  Json ask_proxy(const std::string& question) const {
    const HttpAnswer answer = ask(proxy_port_, "GET", "/rest/" + question + signed_in());
    EXPECT_EQ(answer.status, 200) << question << answer.body;
    return Json::accept(answer.body) ? Json::parse(answer.body)["subsonic-response"] : Json();
  }
  static std::string signed_in() { return "&u=ann&p=enc:" + hex_of(kSecret) + "&v=1.10.2&c=test&f=json"; }

  void expect_both_answer() const {
    ASSERT_TRUE(listens(proxy_port_));
    const Json songs = ask_proxy("search3?query=Song&songCount=60&artistCount=0&albumCount=0")["searchResult3"]["song"];
    ASSERT_EQ(songs.size(), static_cast<std::size_t>(kSongs));
    std::map<std::string, std::string> ids;  // by title
    for (const Json& song : songs) ids[song["title"].get<std::string>()] = song["id"].get<std::string>();
    const std::string first = ids.at(title_of(0));
    const Json alike = ask_proxy("getSimilarSongs2.view?count=10&id=" + first)["similarSongs2"]["song"];
    EXPECT_EQ(alike.size(), 10U);
    for (const Json& song : alike) EXPECT_EQ(ids.at(song["title"].get<std::string>()), song["id"].get<std::string>());
    const Json extensions = ask_proxy("getOpenSubsonicExtensions?x=1")["openSubsonicExtensions"];
    EXPECT_THAT(extensions.dump(), HasSubstr("sonicSimilarity"));
    EXPECT_EQ(ask_proxy("getSonicSimilarTracks?count=3&id=" + first)["sonicMatch"].size(), 3U);
    // The server's own questions, and its bytes, go through as they are.
    EXPECT_EQ(ask_proxy("ping?x=1")["status"].get<std::string>(), "ok");
    const HttpAnswer stream = ask(proxy_port_, "GET", "/rest/download?id=" + first + signed_in());
    EXPECT_EQ(stream.body, read_file(music_ / "file 00 & #.flac", 1U << 20U));
    const HttpAnswer refused =
        ask(proxy_port_, "GET", "/rest/getSimilarSongs2?id=" + first + "&u=ann&p=wrong&v=1.10.2&c=test&f=json");
    EXPECT_EQ(Json::parse(refused.body)["subsonic-response"]["error"]["code"].get<int>(), 40);
  }

  std::unique_ptr<BackgroundProgram> leitmotif_;
  std::unique_ptr<BackgroundProgram> proxy_;
  const std::uint16_t proxy_port_ = free_port();
};

TEST_F(BehindProxy, NginxSendsLeitmotifWhatItAnswers) {
  if (installed("supysonic-server").empty()) GTEST_SKIP() << "supysonic is not installed";
  if (installed("nginx").empty()) GTEST_SKIP() << "nginx is not installed";
  const std::string base = folder_.path().string();
  const std::string rules = rules_beside("nginx/leitmotif-beside.conf", {});
  std::string places;
  for (const char* const what : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
    places += std::string(what) + "_temp_path " + base + "/" + what + ";\n";
  write_file(folder_.path() / "nginx.conf", "daemon off;\npid " + base + "/nginx.pid;\nerror_log " + base +
                                                "/nginx.log;\nevents {}\nhttp {\naccess_log off;\n" + places +
                                                "server {\nlisten 127.0.0.1:" + std::to_string(proxy_port_) + ";\n" +
                                                rules + "}\n}\n");
  proxy_ = std::make_unique<BackgroundProgram>(
      std::vector<std::string>{installed("nginx").string(), "-e", base + "/nginx.log", "-p", base, "-c",
                               base + "/nginx.conf", "-g", "master_process off;"},
      folder_.path());
  expect_both_answer();
}

TEST_F(BehindProxy, CaddySendsLeitmotifWhatItAnswers) {
  if (installed("supysonic-server").empty()) GTEST_SKIP() << "supysonic is not installed";
  if (installed("caddy").empty()) GTEST_SKIP() << "caddy is not installed";
  const std::string rules =
      rules_beside("caddy/leitmotif-beside.Caddyfile",
                   {{"\nmusic.example {", "\nhttp://:" + std::to_string(proxy_port_) + " {\n\tbind 127.0.0.1"}});
  write_file(folder_.path() / "Caddyfile", "{\nadmin off\nauto_https off\n}\n" + rules);
  proxy_ = std::make_unique<BackgroundProgram>(
      std::vector<std::string>{installed("caddy").string(), "run", "--adapter", "caddyfile", "--config", "Caddyfile"},
      folder_.path());
  expect_both_answer();
}

}  // namespace
}  // namespace leitmotif::testing
