// Songs like those that another program names: a music server in memory, synced, and one that is not.
#include "leitmotif/players/alike.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/exchange/music_servers.hpp"
#include "leitmotif/servers/client.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/music_server.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::players {
namespace {

using leitmotif::testing::MusicServer;

class AlikeElsewhere : public ::testing::Test {
 protected:
  AlikeElsewhere() {
    const std::vector<std::string> lyrics = {"tears fall and my heart will break again",
                                             "kiss me darling love me tonight", "guns and blood and war on the street",
                                             "lonely tears and sorrow", "my love my darling sweet kiss"};
    for (std::size_t i = 0; i < 40; ++i) {
      const std::string number = std::to_string(i);
      server_.songs.push_back({.id = "s" + number,
                               .artist = "Artist " + std::to_string(i % 8),
                               .title = "Song " + number,
                               .lyric = lyrics[i % lyrics.size()] + " " + lyrics[(i / 5) % lyrics.size()],
                               .recording_id = "6b1f1f57-6d50-4f0b-8d8e-0000000000" + std::to_string(10 + i),
                               .isrc = "USLMF26000" + std::to_string(10 + i),
                               .album = "Hall " + std::to_string(i % 4)});
    }
    server_.songs[7].lyric.clear();
    servers::Client client({"home", "http://127.0.0.1", "ann", server_.secret, servers::SignIn::token, true}, server_);
    (void)engine_.sync_server(client, {}, kNoProgress);
  }

  std::vector<std::string> titles(const AlikeAnswer& answer) const {
    std::vector<std::string> titles;
    for (const AlikeSong& song : answer.songs) titles.push_back(song.song.head.title);
    return titles;
  }

  MusicServer server_;
  const leitmotif::testing::TemporaryFolder folder_;
  engine::Engine engine_ = engine::Engine::open({.library = folder_.path() / "library.db"});
  const Alike alike_{engine_};
};

TEST_F(AlikeElsewhere, ASongIsFoundByAnythingItIsKnownBy) {
  const AlikeAnswer wanted = alike_.like({.song = {{}, "s3"}, .server = "home", .n = 6});
  EXPECT_TRUE(wanted.found);
  EXPECT_EQ(wanted.songs.size(), 6U);
  EXPECT_THAT(titles(wanted), Not(::testing::Contains("Song 3")));
  for (const SeedReference& meant :
       std::vector<SeedReference>{{{.ids = {.recording_id = "6b1f1f57-6d50-4f0b-8d8e-000000000013"}}},
                                  {{.ids = {.isrc = "USLMF2600013"}}},
                                  {{.artist = "ARTIST 3", .title = "song 3"}}}) {
    EXPECT_EQ(titles(alike_.like({.song = meant, .server = "", .n = 6})), titles(wanted));
    EXPECT_EQ(titles(alike_.like({.song = meant, .server = "home", .n = 6})), titles(wanted));
  }
  for (const AlikeSong& song : wanted.songs) {
    EXPECT_EQ(song.song.ids.servers.size(), 1U);
    EXPECT_FALSE(song.song.ids.isrc.empty());
    EXPECT_TRUE(song.similarity >= 0 && song.similarity <= 1);
  }
}

TEST_F(AlikeElsewhere, AnArtistsUnreadSongDoesNotSilenceTheOthers) {
  const AlikeAnswer artist = alike_.like({.song = {{.artist = "artist 7"}}, .server = "", .n = 5});
  EXPECT_EQ(artist.songs.size(), 5U);
  for (const AlikeSong& song : artist.songs) EXPECT_NE(song.song.head.artist, "Artist 7");
  EXPECT_EQ(alike_.like({.song = {{.artist = "Artist 7", .album = "Hall 3"}}, .server = "home", .n = 5}).songs.size(),
            5U);
}

TEST_F(AlikeElsewhere, NothingIsMadeUp) {
  const AlikeAnswer unread = alike_.like({.song = {{}, "s7"}, .server = "home", .n = 5});
  EXPECT_TRUE(unread.found);
  EXPECT_THAT(unread.songs, IsEmpty());
  for (const SeedReference& unknown : std::vector<SeedReference>{{{}, "never"},
                                                                 {{.ids = {.isrc = "USXXX0000000"}}},
                                                                 {{.artist = "Artist 1", .title = "Song 3"}},
                                                                 {{.artist = "Nobody"}}}) {
    const AlikeAnswer answer = alike_.like({.song = unknown, .server = "home", .n = 5});
    EXPECT_FALSE(answer.found);
    EXPECT_THAT(answer.songs, IsEmpty());
  }
  EXPECT_FALSE(alike_.path({.from = {{}, "s1"}, .to = {{}, "never"}, .server = "home"}).found);
  leitmotif::testing::expect_refusal([&] { (void)alike_.like({}); }, ErrorKind::invalid_argument, "no song is named");
  leitmotif::testing::expect_refusal(
      [&] { (void)alike_.like({.song = {{.title = "Song 1"}}, .server = "away", .n = 5}); }, ErrorKind::not_found,
      "away");
}

TEST_F(AlikeElsewhere, APathHasBothEndsAndOnlyTheServersSongs) {
  const PathRequest wish = {.from = {{}, "s0"}, .to = {{}, "s1"}, .server = "home", .n = 7};
  const AlikeAnswer path = alike_.path(wish);
  ASSERT_GE(path.songs.size(), 2U);
  EXPECT_EQ(path.songs.front().song.head.title, "Song 0");
  EXPECT_EQ(path.songs.back().song.head.title, "Song 1");
  EXPECT_NEAR(path.songs.front().similarity, 1, 1e-3);
  EXPECT_EQ(alike_.path({.from = wish.from, .to = wish.from, .server = "home", .n = 7}).songs.size(), 1U);
}

TEST_F(AlikeElsewhere, RequestsAreReadAsTheyAreShown) {
  const Json asked = parse_json(R"({"song":{"artist":"A","title":"B","length_ms":3},"server":"home","n":7})", "a test");
  const AlikeRequest request = alike_keys().read(asked);
  EXPECT_EQ(request.song.length_ms, 3);
  EXPECT_EQ(alike_keys().show(request).dump(), asked.dump());
  for (const char* const wrong : {R"({"song":{"name":"A"}})", R"({"song":"A"})", R"({"song":{},"n":0})",
                                  R"({"song":{"length_ms":-1}})", R"({"songs":[]})"})
    leitmotif::testing::expect_refusal([&] { (void)alike_keys().read(parse_json(wrong, "a test")); },
                                       ErrorKind::invalid_argument, "");
}

}  // namespace
}  // namespace leitmotif::players
