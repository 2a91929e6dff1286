// Real players that speak MPD's protocol: see real_programs.hpp.
#include "servers/real_programs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>

#include "leitmotif/servers/mpd.hpp"
#include "support/http_client.hpp"
#include "support/matchers.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;

/// A player, and the library scanned from the same folder.
class RealPlayer : public RealPrograms {
 protected:
  void scan() const {
    const ProgramResult scanned = run({"scan", music_.string()});
    ASSERT_EQ(scanned.status, 0) << scanned.err;
  }
  std::vector<std::string> at() const { return {"--host", "127.0.0.1", "--port", std::to_string(port_)}; }
  Json mpd(std::vector<std::string> words) const {
    for (const std::string& word : at()) words.push_back(word);
    words.insert(words.begin(), "mpd");
    return json_of(std::move(words));
  }
  /// No song twice, no artist more than twice among ten.
  static void expect_as_promised(const std::vector<servers::MpdSong>& queue) {
    std::set<std::string> uris;
    for (const servers::MpdSong& song : queue) EXPECT_TRUE(uris.insert(song.uri).second) << song.uri << " twice";
    for (std::size_t begin = 0; begin + 10 <= queue.size(); ++begin) {
      std::map<std::string, int> artists;
      for (std::size_t i = begin; i < begin + 10; ++i) EXPECT_LE(++artists[queue[i].artist], 2) << queue[i].artist;
    }
  }
  /// Fills the queue behind its one song, as it was foretold.
  void expect_filled(servers::Mpd& player) const {
    const Json dry = mpd({"fill", "--dry-run", "--ahead", "8"});
    EXPECT_EQ(dry["uris"].size(), 8U);
    EXPECT_EQ(player.queue().size(), 1U);
    EXPECT_EQ(mpd({"fill", "--once", "--ahead", "8"})["uris"], dry["uris"]);
    EXPECT_EQ(player.queue().size(), 9U);
    expect_as_promised(player.queue());
  }
  /// Between two songs a player may say for a moment that it plays none.
  static servers::MpdStatus status_of(servers::Mpd& player) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    servers::MpdStatus status = player.status();
    while (!status.playing && std::chrono::steady_clock::now() < give_up) status = player.status();
    return status;
  }
  /// Plays what is in the queue until `songs` were begun, while the program keeps it filled; fails at a gap.
  void play_and_fill(std::size_t songs) {
    servers::Mpd player({"127.0.0.1", port_});
    std::vector<std::string> words = {
        built_program().string(), "--library", (folder_.path() / "library.db").string(), "mpd", "fill", "--ahead", "4"};
    for (const std::string& word : at()) words.push_back(word);
    const BackgroundProgram filling(words, folder_.path());
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    const auto check = [&] {
      if (std::chrono::steady_clock::now() > give_up) throw std::runtime_error("the player does not go on");
    };
    while (player.queue().size() < 5) player.wait(check);
    HttpConnection remote(port_);  // stays open: what is closed at once may not be heard
    remote.send("play\n");
    servers::MpdStatus status;
    while (!status.playing) {
      status = player.status();
      check();
    }
    while (status.playing && *status.playing + 1 < songs) {
      player.wait(check);
      status = status_of(player);
    }
    ASSERT_TRUE(status.playing) << "it stood still behind song " << status.queued << " of " << songs;
    expect_as_promised(player.queue());
  }

  std::uint16_t port_ = 0;
  std::unique_ptr<BackgroundProgram> player_;
};

class RealMpd : public RealPlayer {
 protected:
  void start() {
    fs::create_directories(folder_.path() / "lists");
    port_ = free_port();
    const std::string base = folder_.path().string();
    write_file(
        folder_.path() / "mpd.conf",
        "music_directory \"" + music_.string() + "\"\nplaylist_directory \"" + base + "/lists\"\ndb_file \"" + base +
            "/db\"\nsticker_file \"" + base + "/sticker.sql\"\nstate_file \"" + base + "/state\"\npid_file \"" + base +
            "/pid\"\nlog_file \"" + base + "/log\"\nbind_to_address \"127.0.0.1\"\nbind_to_address \"" + base +
            "/socket\"\nport \"" + std::to_string(port_) +
            "\"\nzeroconf_enabled \"no\"\nauto_update \"no\"\naudio_output {\ntype \"null\"\nname \"silence\"\n}\n");
    player_ = std::make_unique<BackgroundProgram>(
        std::vector<std::string>{installed("mpd").string(), "--no-daemon", (folder_.path() / "mpd.conf").string()},
        folder_.path());
    ASSERT_TRUE(listens(port_));
    servers::Mpd player({"127.0.0.1", port_});
    // A new database is filled at the start; until then the list is short.
    for (int tries = 0; tries < 600 && player.all_songs().size() < kSongs; ++tries) ::poll(nullptr, 0, 50);
    ASSERT_EQ(player.all_songs().size(), static_cast<std::size_t>(kSongs));
    scan();
  }
};

TEST_F(RealMpd, ListsAreWrittenTheQueueIsFilledAndStickersAreSet) {
  if (installed("mpd").empty()) GTEST_SKIP() << "mpd is not installed";
  start();
  if (HasFatalFailure()) return;
  servers::Mpd player({"127.0.0.1", port_});
  EXPECT_EQ(player.music_folder(), "");  // not told over the network
  EXPECT_EQ(servers::Mpd({(folder_.path() / "socket").string()}).music_folder(), music_.string());

  save_list("sad/one", {0, 3, 6, 3});
  EXPECT_EQ(mpd({"lists", "--dry-run"})["lists"][0]["uris"].size(), 4U);
  EXPECT_TRUE(player.lists().empty());
  player.write_list("Leitmotif: sad-one", std::vector<std::string>{"file 01 & #.flac"});  // somebody's own
  const Json made = mpd({"lists"})["lists"][0];
  EXPECT_EQ(made["state"], "made");
  EXPECT_EQ(made["there"], "Leitmotif: sad-one (2)");
  EXPECT_EQ(player.songs_of_list("Leitmotif: sad-one (2)"),
            (std::vector<std::string>{"file 00 & #.flac", "file 03 & #.flac", "file 06 & #.flac", "file 03 & #.flac"}));
  EXPECT_EQ(player.songs_of_list("Leitmotif: sad-one").size(), 1U);
  EXPECT_EQ(mpd({"lists"})["lists"][0]["state"], "unchanged");

  EXPECT_TRUE(mpd({"fill", "--once"})["uris"].empty());  // nothing is played, so nothing is like it
  player.add("file 00 & #.flac");
  expect_filled(player);
  EXPECT_TRUE(mpd({"fill", "--once", "--ahead", "8"})["uris"].empty());

  const Json stickers = mpd({"stickers"})["stickers"];
  EXPECT_GT(stickers.size(), 2U * 40U);
  EXPECT_TRUE(mpd({"stickers"})["stickers"].empty());
  for (const auto& [uri, value] : player.stickers("leitmotif_confidence")) EXPECT_EQ(value.size(), 8U) << uri;
}

TEST_F(RealMpd, TheQueueNeverRunsDry) {
  if (installed("mpd").empty()) GTEST_SKIP() << "mpd is not installed";
  start();
  if (HasFatalFailure()) return;
  servers::Mpd({"127.0.0.1", port_}).add("file 00 & #.flac");
  play_and_fill(12);
}

/// Mopidy speaks MPD 0.19: no list of its songs, no stickers, addresses of its own.
class RealMopidy : public RealPlayer {
 protected:
  void start() {
    for (const char* const folder : {"cache", "config", "data", "lists"})
      fs::create_directories(folder_.path() / folder);
    port_ = free_port();
    const std::string base = folder_.path().string();
    write_file(folder_.path() / "mopidy.conf",
               "[core]\ncache_dir = " + base + "/cache\nconfig_dir = " + base + "/config\ndata_dir = " + base +
                   "/data\n[audio]\noutput = fakesink sync=true\n[http]\nenabled = false\n[stream]\nenabled = false\n"
                   "[file]\nenabled = false\n[mpd]\nhostname = 127.0.0.1\nport = " +
                   std::to_string(port_) + "\nzeroconf =\n[local]\nmedia_dir = " + music_.string() +
                   "\n[m3u]\nplaylists_dir = " + base + "/lists\n");
    ProgramOptions options;
    options.program = installed("mopidy");
    options.folder = folder_.path();
    options.environment["HOME"] = base;
    const ProgramResult read = run_program({"--config", "mopidy.conf", "local", "scan"}, options);
    ASSERT_EQ(read.status, 0) << read.out << read.err;
    player_ = std::make_unique<BackgroundProgram>(
        std::vector<std::string>{installed("mopidy").string(), "--config", "mopidy.conf"}, folder_.path());
    ASSERT_TRUE(listens(port_)) << read_file(folder_.path() / "output", 1U << 20U);
    scan();
  }
  static std::string uri_of(int song) { return "local:track:file%20" + two_digits(song) + "%20%26%20%23.flac"; }
};

TEST_F(RealMopidy, ListsAreWrittenAndTheQueueIsFilledBySongsLookedUpOneByOne) {
  if (installed("mopidy").empty()) GTEST_SKIP() << "mopidy is not installed";
  start();
  if (HasFatalFailure()) return;
  servers::Mpd player({"127.0.0.1", port_});
  EXPECT_EQ(player.version()[1], 19U);
  EXPECT_TRUE(player.all_songs().empty());
  EXPECT_EQ(player.music_folder(), "");

  save_list("sad/one", {0, 3, 6, 3});
  const std::vector<std::string> wanted = {uri_of(0), uri_of(3), uri_of(6), uri_of(3)};
  EXPECT_EQ(mpd({"lists", "--dry-run"})["lists"][0]["uris"].size(), 4U);
  EXPECT_TRUE(player.lists().empty());
  const Json made = mpd({"lists"})["lists"][0];
  EXPECT_EQ(made["state"], "made");
  EXPECT_EQ(player.songs_of_list(made["there"].get<std::string>()), wanted);
  EXPECT_EQ(mpd({"lists"})["lists"][0]["state"], "unchanged");
  save_list("sad/one", {3, 0});
  EXPECT_EQ(mpd({"lists"})["lists"][0]["state"], "replaced");
  EXPECT_EQ(player.songs_of_list(made["there"].get<std::string>()), (std::vector<std::string>{uri_of(3), uri_of(0)}));

  player.add(uri_of(0));
  expect_filled(player);

  std::vector<std::string> words = {"mpd", "stickers"};
  for (const std::string& word : at()) words.push_back(word);
  const ProgramResult refused = run(words);
  EXPECT_EQ(refused.status, 7) << refused.out;
  EXPECT_THAT(refused.err, HasSubstr("sticker"));
}

TEST_F(RealMopidy, TheQueueNeverRunsDry) {
  if (installed("mopidy").empty()) GTEST_SKIP() << "mopidy is not installed";
  start();
  if (HasFatalFailure()) return;
  servers::Mpd({"127.0.0.1", port_}).add(uri_of(0));
  play_and_fill(8);
}

}  // namespace
}  // namespace leitmotif::testing
