// OpenSubsonic's questions answered beside a music server in memory.
#include "leitmotif/service/rest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <random>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/percent.hpp"
#include "leitmotif/exchange/music_servers.hpp"
#include "leitmotif/servers/client.hpp"
#include "support/matchers.hpp"
#include "support/music_server.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::service {
namespace {

using leitmotif::testing::MusicServer;

/// Hands what is asked to a server that others look at too.
class Passing final : public servers::Transport {
 public:
  explicit Passing(MusicServer& server) : server_(server) {}
  servers::HttpAnswer send(const servers::Ask& ask) override { return server_.send(ask); }

 private:
  MusicServer& server_;
};

class Beside : public ::testing::Test {
 protected:
  Beside() {
    const std::vector<std::string> lyrics = {"tears fall and my heart will break again",
                                             "kiss me darling love me tonight", "guns and blood and war on the street",
                                             "lonely tears and sorrow", "my love my darling sweet kiss"};
    for (std::size_t i = 0; i < 40; ++i) {
      const std::string number = std::to_string(i);
      server_.songs.push_back({"s" + number, "Artist " + std::to_string(i % 8) + " <&>", "Song \"" + number + "\"",
                               lyrics[i % lyrics.size()] + " " + lyrics[(i / 5) % lyrics.size()]});
    }
    server_.songs[7].lyric.clear();
    servers::Client client(account_, server_);
    (void)engine_.sync_server(client, {}, kNoProgress);
    server_.methods.clear();
  }

  std::string credentials() const { return "u=ann&t=" + md5_hex(server_.secret + "salt12") + "&s=salt12"; }
  Json json(const std::string& question) {
    http::Request request;
    request.method = "GET";
    request.target =
        "/rest/" + question + (question.find('?') == std::string::npos ? "?" : "&") + "f=json&" + credentials();
    const http::Response response = rest_.answer(request);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.type, "application/json");
    return parse_json(response.body, question)["subsonic-response"];
  }
  static int code_of(const Json& answer) { return answer.contains("error") ? answer["error"]["code"].get<int>() : -1; }

  MusicServer server_;
  const servers::Account account_{"home", "http://127.0.0.1", "ann", server_.secret, servers::SignIn::token, true};
  const leitmotif::testing::TemporaryFolder folder_;
  engine::Engine engine_ = engine::Engine::open({.library = folder_.path() / "library.db"});
  const Rest rest_{engine_, {account_, [this] { return std::make_unique<Passing>(server_); }}};
};

std::vector<std::string> ids_in(const Json& songs) {
  std::vector<std::string> ids;
  for (const Json& song : songs)
    ids.push_back((song.contains("entry") ? song["entry"] : song)["id"].get<std::string>());
  return ids;
}

TEST_F(Beside, SimilarSongsAreTheServersOwnWithoutTheSongItself) {
  const std::vector<std::string> ids = ids_in(json("getSimilarSongs.view?id=s0&count=5")["similarSongs"]["song"]);
  EXPECT_EQ(ids.size(), 5U);
  EXPECT_EQ(std::ranges::count(ids, "s0"), 0);
  EXPECT_EQ(ids_in(json("getSimilarSongs2?id=s0&count=5")["similarSongs2"]["song"]), ids);
  const Json matches = json("getSonicSimilarTracks?id=s0")["sonicMatch"];
  EXPECT_EQ(matches.size(), 10U);
  double before = 1;
  for (const Json& match : matches) {
    EXPECT_LE(match["similarity"].get<double>(), before);
    before = match["similarity"].get<double>();
    EXPECT_GE(before, 0);
  }
}

TEST_F(Beside, NothingIsMadeUp) {
  // Nothing is known of a song without a lyric, and it is like no other.
  EXPECT_EQ(json("getSimilarSongs2?id=s7")["similarSongs2"]["song"].size(), 0U);
  for (int i = 0; i < 5; ++i) {
    const auto ids = ids_in(json("getSimilarSongs2?count=40&id=s" + std::to_string(i))["similarSongs2"]["song"]);
    EXPECT_EQ(std::ranges::count(ids, "s7"), 0);
  }
  EXPECT_EQ(code_of(json("getSimilarSongs2?id=never")), 70);
  EXPECT_EQ(code_of(json("getSimilarSongs2")), 10);
  EXPECT_EQ(code_of(json("getSimilarSongs2?id=s0&count=many")), 0);
  EXPECT_EQ(code_of(json("getAlbumList2?type=newest")), 0);
  EXPECT_EQ(json("getLyricsBySongId?id=s7")["lyricsList"]["structuredLyrics"].size(), 0U);
}

TEST_F(Beside, PathsBeginAndEndWithTheSongsThatWereAsked) {
  const Json path = json("findSonicPath?startSongId=s0&endSongId=s1&count=6")["sonicMatch"];
  const std::vector<std::string> ids = ids_in(path);
  ASSERT_GE(ids.size(), 2U);
  EXPECT_LE(ids.size(), 6U);
  EXPECT_EQ(ids.front(), "s0");
  EXPECT_EQ(ids.back(), "s1");
  EXPECT_NEAR(path[0]["similarity"].get<double>(), 1, 1e-3);
  EXPECT_THAT(ids_in(json("findSonicPath?startSongId=s0&endSongId=s0")["sonicMatch"]), ElementsAre("s0"));
}

TEST_F(Beside, ArtistsSongsAndLyrics) {
  const Json top = json("getTopSongs?artist=" + percent_encoded("artist 3 <&>") + "&count=2")["topSongs"]["song"];
  EXPECT_EQ(top.size(), 2U);
  EXPECT_EQ(json("getTopSongs?artist=Nobody")["topSongs"]["song"].size(), 0U);
  const Json lyric = json("getLyricsBySongId?id=s2")["lyricsList"]["structuredLyrics"][0];
  EXPECT_EQ(lyric["line"][0]["value"].get<std::string>(), server_.songs[2].lyric);
  EXPECT_EQ(lyric["synced"].get<bool>(), false);
}

TEST_F(Beside, TheServerSaysWhoMayAsk) {
  EXPECT_EQ(json("ping")["status"].get<std::string>(), "ok");
  EXPECT_THAT(server_.methods, ElementsAre("ping"));
  http::Request request;
  request.method = "POST";
  request.target = "/rest/getSimilarSongs2.view";
  request.body = "u=ann&t=0000&s=salt12&id=s0";
  const http::Response refused = rest_.answer(request);
  EXPECT_THAT(refused.body, HasSubstr("code=\"40\""));
  EXPECT_EQ(refused.type, "application/xml");
  request.body = credentials() + "&id=s0&f=json";
  EXPECT_EQ(rest_.answer(request).type, "application/json");
  // Anybody may ask what is spoken here, and hears what the server says of itself.
  server_.extensions = {"formPost", "songLyrics"};
  request.method = "GET";
  request.target = "/rest/getOpenSubsonicExtensions?f=json";
  const http::Response open = rest_.answer(request);
  for (const char* name : {"formPost", "songLyrics", "sonicSimilarity"}) EXPECT_THAT(open.body, HasSubstr(name));
}

TEST_F(Beside, NewSongsAreThereAfterASync) {
  EXPECT_EQ(code_of(json("getSimilarSongs2?id=s40")), 70);
  server_.songs.push_back({"s40", "New", "Newest", "tears fall and my heart will break again"});
  servers::Client client(account_, server_);
  (void)engine_.sync_server(client, {}, kNoProgress);
  EXPECT_GE(json("getSimilarSongs2?id=s40")["similarSongs2"]["song"].size(), 1U);
}

/// A question that makes sense now and then.
http::Request generated(std::mt19937& random, const std::string& credentials) {
  const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  std::string question;
  const auto add = [&](const std::string& name, const std::vector<std::string>& values) {
    if (random() % 8 != 0) question += "&" + name + "=" + one_of(values);
  };
  const std::vector<std::string> ids = {"s0",    "s1",  "s2",     "s7",     "s39", "",
                                        "never", "%00", "%FF%FE", "%C3%A4", "%",   "a b"};
  add("id", ids);
  add("startSongId", ids);
  add("endSongId", ids);
  add("artist", {"Artist%201%20%3C%26%3E", "Nobody", "%F0%9F%8E%B5", ""});
  if (random() % 2 == 0) add("count", {"0", "1", "5", "50", "501", "-1", "99999999999999999999", "x", "1.5", ""});
  add("f", {"json", "xml", "json", "xml", "jsonp", ""});
  question += random() % 16 == 0 ? "&u=ann&p=wrong" : "&" + credentials;
  http::Request request;
  request.method = random() % 4 == 0 ? "POST" : "GET";
  request.target = "/rest/" +
                   one_of({"getSimilarSongs", "getSimilarSongs2", "getSonicSimilarTracks", "findSonicPath",
                           "getTopSongs", "getLyricsBySongId", "getOpenSubsonicExtensions", "ping", "getAlbum", ""}) +
                   one_of({"", ".view"});
  if (request.method == "POST")
    request.body = question.substr(1);
  else
    request.target += "?" + question.substr(1);
  return request;
}

TEST_F(Beside, TenThousandGeneratedCallsAreValidInBothForms) {
  std::mt19937 random(7);  // NOLINT: the same calls every time
  std::map<std::string, int> seen;
  for (int i = 0; i < 10'000; ++i) {
    const http::Request request = generated(random, credentials());
    const http::Response response = rest_.answer(request);
    SCOPED_TRACE(request.target + " " + request.body);
    ASSERT_EQ(response.status, 200);
    std::string status;
    if (response.type == "application/json") {
      const Json answer = parse_json(response.body, "answer");
      ASSERT_TRUE(answer.contains("subsonic-response"));
      status = answer["subsonic-response"]["status"].get<std::string>();
      ASSERT_EQ(status == "failed", answer["subsonic-response"].contains("error"));
    } else {
      pugi::xml_document document;
      ASSERT_TRUE(document.load_buffer(response.body.data(), response.body.size()));
      const pugi::xml_node root = document.child("subsonic-response");
      status = root.attribute("status").value();
      ASSERT_EQ(status == "failed", static_cast<bool>(root.child("error").attribute("code")));
    }
    ASSERT_TRUE(status == "ok" || status == "failed");
    ++seen[status];
  }
  EXPECT_GT(seen["ok"], 2000);
  EXPECT_GT(seen["failed"], 2000);
}

}  // namespace
}  // namespace leitmotif::service
