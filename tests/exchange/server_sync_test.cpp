// A music server in memory, its songs into a library and lists of the library to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/exchange/music_servers.hpp"
#include "leitmotif/servers/client.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/music_server.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::exchange {
namespace {

using leitmotif::testing::error_of;
using leitmotif::testing::MusicServer;

class ServerVerbs : public ::testing::Test {
 protected:
  ServerVerbs() {
    server_.songs = {{"s1", "Ann", "One", "kiss kiss\nkiss"},
                     {"s2", "Ann", "Two", "[00:01.00]teardrop\n[00:02.00]teardrop"},
                     {"s3", "Ben", "Three", "", "0a0b0c0d-0000-4111-8222-333344445555", "USABC9912345"},
                     {"s4", "Ben", "Four", "Instrumental"}};
  }

  SyncReport sync(const SyncRequest& request = {}) {
    server_.methods.clear();
    servers::Client client(account_, server_);
    return engine_.sync_server(client, request, kNoProgress);
  }
  PushReport push(const PushRequest& request = {}) {
    server_.methods.clear();
    servers::Client client(account_, server_);
    return engine_.push_lists(client, request, kNoProgress);
  }
  std::int64_t song(const std::string& id) { return engine_.own().servers().song("home", id)->song; }
  std::string lyric(const std::string& id) { return engine_.own().songs().song(song(id))->song.lyrics; }

  MusicServer server_;
  const servers::Account account_{"home", "http://127.0.0.1", "ann", server_.secret, servers::SignIn::token, true};
  const leitmotif::testing::TemporaryFolder folder_;
  engine::Engine engine_ =
      engine::Engine::open({.library = folder_.path() / "library.db",
                            .model = leitmotif::testing::write_small_model(folder_.path() / "model")});
};

TEST_F(ServerVerbs, SongsAndLyricsComeOnceAndThenOnlyWhatIsNew) {
  const SyncReport first = sync();
  EXPECT_EQ(first.imported, 4U);
  EXPECT_EQ(first.lyrics_asked, 4U);
  EXPECT_EQ(first.lyrics_found, 2U);
  EXPECT_EQ(lyric("s1"), "kiss kiss\nkiss");
  EXPECT_EQ(lyric("s2"), "teardrop\nteardrop");  // as a scan reads stamps
  EXPECT_EQ(lyric("s4"), "");
  const answers::SongDetails four = engine_.song(song("s4"));
  EXPECT_TRUE(four.facts->instrumental);
  const answers::SongDetails three = engine_.song(song("s3"));
  EXPECT_EQ(three.facts->ids.isrc, "USABC9912345");
  ASSERT_EQ(three.servers.size(), 1U);
  EXPECT_EQ(three.servers.front().id, "s3");
  EXPECT_EQ(engine_.song(song("s1")).topic, "romantic");

  const SyncReport second = sync();
  EXPECT_EQ(second.imported + second.updated + second.matched + second.lyrics_asked, 0U);
  EXPECT_LE(second.requests, 3U);

  server_.songs.push_back({"s5", "Cid", "Five", "knife"});
  server_.songs[0].seconds = 210;
  server_.songs[0].lyric = "midnight";
  server_.songs.erase(server_.songs.begin() + 1);
  const SyncReport third = sync();
  EXPECT_EQ(third.imported, 1U);
  EXPECT_EQ(third.updated, 1U);
  EXPECT_EQ(third.gone, 1U);
  EXPECT_EQ(third.lyrics_asked, 2U);
  EXPECT_EQ(lyric("s1"), "midnight");
  EXPECT_EQ(engine_.own().songs().size(), 5U);  // what is gone there stays here

  server_.songs[0].lyric = "history";
  EXPECT_EQ(sync({.again = true}).lyrics_asked, 4U);
  EXPECT_EQ(lyric("s1"), "history");
}

TEST_F(ServerVerbs, SongsThatAreThereAreMatchedAndNotOverwritten) {
  LabelledSong one;
  one.song.artist = "ann";
  one.song.title = "One";
  one.song.lyrics = "drum drum";
  LabelledSong two;
  two.song.artist = "Ann";
  two.song.title = "Two";
  engine_.put_songs({one, two});
  const SyncReport report = sync();
  EXPECT_EQ(report.matched, 2U);
  EXPECT_EQ(report.imported, 2U);
  EXPECT_EQ(lyric("s1"), "drum drum");
  EXPECT_EQ(lyric("s2"), "teardrop\nteardrop");
  EXPECT_EQ(engine_.own().songs().size(), 4U);
  EXPECT_EQ(sync().lyrics_asked, 0U);
}

TEST_F(ServerVerbs, TwoSongsOfOneNameStayTwo) {
  server_.songs = {{"a", "Ann", "Intro", "kiss", "", "", 60, "Rooms"},
                   {"b", "Ann", "Intro", "knife", "", "", 300, "Streets"}};
  server_.extensions = {"songLyrics"};
  EXPECT_EQ(sync().imported, 2U);
  EXPECT_EQ(lyric("a"), "kiss");
  EXPECT_EQ(lyric("b"), "knife");
  EXPECT_EQ(sync().imported, 0U);
}

TEST_F(ServerVerbs, ServersThatLookForLyricsByNameCanBePassedOver) {
  EXPECT_EQ(sync({.lyrics = AskLyrics::by_id}).lyrics_asked, 0U);
  EXPECT_EQ(sync({.lyrics = AskLyrics::none}).lyrics_asked, 0U);
  EXPECT_EQ(sync().lyrics_asked, 4U);
}

TEST_F(ServerVerbs, ListsAreWrittenOnceAndUsersListsStay) {
  sync();
  server_.lists["mine"] = {"Leitmotif: sad", {"s4"}};
  const std::vector<std::int64_t> songs = {song("s3"), song("s1"), song("s3")};
  (void)engine_.save_list("sad", songs, catalog::IfTaken::replace);
  const PushReport first = push();
  ASSERT_EQ(first.lists.size(), 1U);
  EXPECT_EQ(first.lists.front().state, "made");
  EXPECT_EQ(first.lists.front().there, "Leitmotif: sad (2)");
  EXPECT_EQ(server_.lists.size(), 2U);
  EXPECT_THAT(server_.lists[first.lists.front().id].songs, ElementsAre("s3", "s1", "s3"));
  EXPECT_THAT(server_.lists["mine"].songs, ElementsAre("s4"));
  EXPECT_THAT(server_.lists[first.lists.front().id].comment, HasSubstr("Leitmotif"));

  EXPECT_EQ(push().lists.front().state, "unchanged");
  EXPECT_THAT(server_.methods, ElementsAre("getPlaylists"));

  (void)engine_.save_list("sad", {song("s2")}, catalog::IfTaken::replace);
  const PushReport third = push();
  EXPECT_EQ(third.lists.front().state, "replaced");
  EXPECT_EQ(third.lists.front().id, first.lists.front().id);
  EXPECT_THAT(server_.lists[third.lists.front().id].songs, ElementsAre("s2"));

  // What the person deleted there is made anew, and what was made can be taken back.
  server_.lists.erase(third.lists.front().id);
  EXPECT_EQ(push().lists.front().state, "made");
  servers::Client client(account_, server_);
  EXPECT_EQ(engine_.delete_pushed(client), 1U);
  EXPECT_EQ(server_.lists.size(), 1U);
  EXPECT_TRUE(server_.lists.contains("mine"));
}

TEST_F(ServerVerbs, AListWithoutSongsThereIsNotMade) {
  sync();
  LabelledSong alone;
  alone.song.artist = "Dan";
  alone.song.title = "Alone";
  (void)engine_.save_list("here", engine_.put_songs({alone}).songs, catalog::IfTaken::replace);
  const PushReport report = push({{"here"}});
  EXPECT_EQ(report.lists.front().state, "empty");
  EXPECT_EQ(report.lists.front().not_there, 1U);
  EXPECT_TRUE(server_.lists.empty());
  EXPECT_EQ(error_of([&] { (void)push({{"never"}}); }).kind(), ErrorKind::not_found);
}

}  // namespace
}  // namespace leitmotif::exchange
