// Real servers and players of Debian, started on loopback where they are installed (`./dev setup-servers`).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/servers/mpd.hpp"
#include "support/background_program.hpp"
#include "support/places.hpp"
#include "support/program.hpp"
#include "support/silent_music.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kSongs = 60;
const std::string kSecret = "p\xC3\xA4sswörd & 1";

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
std::string artist_of(int i) {
  return i % 2 == 0 ? "Otto & \"Kestrel\"; " + two_digits(i / 6) : "Zoë #50% " + two_digits(i / 6);
}
std::string title_of(int i) { return "Song " + two_digits(i) + " ünï"; }

/// Music whose every third song is about something else; every tenth has no lyric.
class RealPrograms : public ::testing::Test {
 protected:
  RealPrograms() {
    fs::create_directories(music_);
    const std::vector<std::string> words = {"tears fall and my heart will break\nlonely sorrow again",
                                            "kiss me darling\nlove me tonight", "guns and blood\nwar on the street"};
    for (int i = 0; i < kSongs; ++i) {
      TagFields tags = {
          {"ARTIST", artist_of(i)}, {"TITLE", title_of(i)}, {"ALBUM", "Rooms"}, {"ALBUMARTIST", artist_of(i)}};
      if (i % 10 != 9) tags.emplace_back("LYRICS", words[static_cast<std::size_t>(i) % 3] + "\n" + title_of(i));
      write_file(music_ / ("file " + two_digits(i) + " & #.flac"), silent_flac(tags));
    }
  }

  ProgramResult run(std::vector<std::string> words, const std::string& secret = {}) const {
    words.insert(words.begin(), {"--library", (folder_.path() / "library.db").string()});
    ProgramOptions options;
    if (!secret.empty()) options.environment["LEITMOTIF_SERVER_SECRET"] = secret;
    return run_program(words, options);
  }
  Json json_of(std::vector<std::string> words) const {
    words.emplace_back("--json");
    const ProgramResult result = run(std::move(words));
    EXPECT_EQ(result.status, 0) << result.err;
    return Json::accept(result.out) ? Json::parse(result.out) : Json();
  }
  /// A list of songs of the library by the names of their files' numbers.
  void save_list(const std::string& name, const std::vector<int>& songs) const {
    std::string csv = "artist,title\n";
    for (const int i : songs) {
      std::string artist = artist_of(i);
      for (std::size_t at = artist.find('"'); at != std::string::npos; at = artist.find('"', at + 2))
        artist.insert(at, "\"");
      csv += "\"" + artist + "\"," + title_of(i) + "\n";
    }
    write_file(folder_.path() / "list.csv", csv);
    const ProgramResult made =
        run({"playlists", "import", (folder_.path() / "list.csv").string(), "--name", name, "--replace"});
    EXPECT_EQ(made.status, 0) << made.err;
  }

  const TemporaryFolder folder_;
  const fs::path music_ = folder_.path() / "music";
};

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

class RealMpd : public RealPrograms {
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
    const ProgramResult scanned = run({"scan", music_.string()});
    ASSERT_EQ(scanned.status, 0) << scanned.err;
  }
  std::vector<std::string> at() const { return {"--host", "127.0.0.1", "--port", std::to_string(port_)}; }
  Json mpd(std::vector<std::string> words) const {
    for (const std::string& word : at()) words.push_back(word);
    words.insert(words.begin(), "mpd");
    return json_of(std::move(words));
  }

  std::uint16_t port_ = 0;
  std::unique_ptr<BackgroundProgram> player_;
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
  const Json dry = mpd({"fill", "--dry-run", "--ahead", "8"});
  EXPECT_EQ(dry["uris"].size(), 8U);
  EXPECT_EQ(player.queue().size(), 1U);
  EXPECT_EQ(mpd({"fill", "--once", "--ahead", "8"})["uris"], dry["uris"]);
  std::map<std::string, int> artists;
  std::set<std::string> uris;
  for (const servers::MpdSong& song : player.queue()) {
    EXPECT_TRUE(uris.insert(song.uri).second) << song.uri << " twice";
    ++artists[song.artist];
  }
  EXPECT_EQ(uris.size(), 9U);
  for (const auto& [artist, count] : artists) EXPECT_LE(count, 2) << artist;
  EXPECT_TRUE(mpd({"fill", "--once", "--ahead", "8"})["uris"].empty());

  const Json stickers = mpd({"stickers"})["stickers"];
  EXPECT_GT(stickers.size(), 2U * 40U);
  EXPECT_TRUE(mpd({"stickers"})["stickers"].empty());
  for (const auto& [uri, value] : player.stickers("leitmotif_confidence")) EXPECT_EQ(value.size(), 8U) << uri;
}

}  // namespace
}  // namespace leitmotif::testing
