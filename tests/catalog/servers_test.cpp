// What music servers have of a library, for every kind of library.
#include "leitmotif/catalog/servers.hpp"

#include "catalog/every_catalog.hpp"

namespace leitmotif::catalog {
namespace {

SyncedSong synced_of(const std::string& id, const std::string& title, const std::string& lyric) {
  SyncedSong synced;
  synced.remote.id = id;
  synced.remote.entry = "{\"id\":\"" + id + "\"}";
  synced.remote.asked = true;
  synced.writes_song = true;
  synced.song = song_of("Ann", title, lyric);
  synced.facts.album = "Rooms";
  synced.facts.ids.isrc = "USABC9912345";
  synced.prediction = prediction_of(0.75F);
  return synced;
}

class EveryServers : public EveryCatalog {
 protected:
  std::int64_t song_of_id(const std::string& id) const { return catalog_.servers().song("home", id)->song; }
};

TEST_P(EveryServers, NewSongsComeWithTheirIdsAndFacts) {
  const std::vector<SyncedSong> songs = {synced_of("b", "One", "walking home"), synced_of("a", "Two", "")};
  const ImportCounts counts = catalog_.servers().write("home", songs, "model");
  EXPECT_EQ(counts.imported, 2U);
  const std::vector<RemoteSong> there = catalog_.servers().songs("home");
  ASSERT_EQ(there.size(), 2U);
  EXPECT_EQ(there[0].id, "a");
  EXPECT_TRUE(there[0].made);
  EXPECT_TRUE(there[0].asked);
  EXPECT_EQ(there[1].entry, songs[0].remote.entry);
  EXPECT_TRUE(catalog_.servers().songs("work").empty());
  EXPECT_FALSE(catalog_.servers().song("home", "c"));
  const std::int64_t one = song_of_id("b");
  EXPECT_EQ(catalog_.songs().song(one)->song.lyrics, "walking home");
  EXPECT_EQ(catalog_.files().facts_of({&one, 1}).front()->ids.isrc, "USABC9912345");
  EXPECT_EQ(catalog_.files().with_isrc("USABC9912345").size(), 2U);
  EXPECT_TRUE(catalog_.files().with_isrc("").empty());
  EXPECT_FLOAT_EQ(catalog_.scores().of("model", one)->probabilities[0], 0.75F);
  EXPECT_EQ(only_id(catalog_, "walking"), one);
  expect_whole();
}

TEST_P(EveryServers, ASongFromElsewhereIsCompletedAndStaysWhatItIs) {
  catalog_.songs().add(std::vector{song_of("Ann", "One", "")});
  const std::int64_t one = catalog_.songs().named("Ann", "One").front();
  SyncedSong synced = synced_of("b", "Another Title", "tears fall");
  synced.remote.song = one;
  synced.song = song_of("Ann", "One", "tears fall");
  EXPECT_EQ(catalog_.servers().write("home", std::vector{synced}, "model").updated, 1U);
  EXPECT_FALSE(catalog_.servers().song("home", "b")->made);
  EXPECT_EQ(catalog_.songs().song(one)->song.lyrics, "tears fall");
  EXPECT_EQ(only_id(catalog_, "tears"), one);
  // What is known stays, what is not is filled in.
  synced.writes_song = false;
  synced.facts.album = "Other Rooms";
  synced.facts.ids.recording_id = "0a0b0c0d-0000-4111-8222-333344445555";
  catalog_.servers().write("home", std::vector{synced}, "model");
  EXPECT_EQ(catalog_.files().facts_of({&one, 1}).front()->album, "Rooms");
  EXPECT_EQ(catalog_.files().with_recording(synced.facts.ids.recording_id), std::vector{one});
  EXPECT_EQ(catalog_.songs().size(), 1U);
  expect_whole();
}

TEST_P(EveryServers, ASongOfTheServersOwnTakesNewNamesAndLyrics) {
  catalog_.servers().write("home", std::vector{synced_of("b", "One", "walking home")}, "model");
  SyncedSong renamed = synced_of("b", "One Again", "tears fall");
  renamed.remote = *catalog_.servers().song("home", "b");
  renamed.facts.album = "Other Rooms";
  const std::int64_t one = renamed.remote.song;
  EXPECT_EQ(catalog_.servers().write("home", std::vector{renamed}, "model").updated, 1U);
  EXPECT_EQ(song_of_id("b"), one);
  EXPECT_EQ(catalog_.songs().named("Ann", "One Again"), std::vector{one});
  EXPECT_TRUE(catalog_.songs().named("Ann", "One").empty());
  EXPECT_EQ(catalog_.files().facts_of({&one, 1}).front()->album, "Other Rooms");
  EXPECT_TRUE(heads_found(catalog_, "walking").empty());
  EXPECT_EQ(only_id(catalog_, "tears"), one);
  expect_whole();
}

TEST_P(EveryServers, IdsOfSeveralServersAreFoundBySong) {
  catalog_.servers().write("home", std::vector{synced_of("b", "One", "x"), synced_of("a", "Two", "y")}, "model");
  SyncedSong same = synced_of("z9", "One", "x");
  same.remote.song = song_of_id("b");
  same.writes_song = false;
  catalog_.servers().write("away", std::vector{same}, "model");
  same.remote.id = "a1";
  catalog_.servers().write("away", std::vector{same}, "model");
  const std::vector<std::int64_t> songs = {song_of_id("b"), song_of_id("a"), 999};
  const auto ids = catalog_.servers().ids_of(songs);
  ASSERT_EQ(ids.size(), 3U);
  ASSERT_EQ(ids[0].size(), 3U);
  EXPECT_EQ(ids[0][0].server + " " + ids[0][0].id, "away a1");
  EXPECT_EQ(ids[0][2].server + " " + ids[0][2].id, "home b");
  EXPECT_EQ(ids[1].size(), 1U);
  EXPECT_TRUE(ids[2].empty());
  const auto there = catalog_.servers().of_songs("away", songs);
  EXPECT_EQ(there[0]->id, "a1");
  EXPECT_FALSE(there[1]);
  catalog_.servers().drop("away", std::vector<std::string>{"a1", "never"});
  EXPECT_EQ(catalog_.servers().of_songs("away", songs)[0]->id, "z9");
  catalog_.servers().forget("home");
  EXPECT_TRUE(catalog_.servers().songs("home").empty());
  EXPECT_EQ(catalog_.songs().size(), 2U);
}

TEST_P(EveryServers, SongsThatWereTakenOutAreNotTheServersEither) {
  catalog_.servers().write("home", std::vector{synced_of("b", "One", "x")}, "model");
  const std::int64_t one = song_of_id("b");
  catalog_.removals().remove(std::vector{one});
  EXPECT_TRUE(catalog_.servers().songs("home").empty());
  EXPECT_FALSE(catalog_.servers().song("home", "b"));
}

TEST_P(EveryServers, KeepsWhichListsAreOurs) {
  catalog_.servers().note_list("home", {"sad", "12", ""});
  catalog_.servers().note_list("home", {"sad", "12", "digest"});
  catalog_.servers().note_list("home", {"calm", "13", "other"});
  const std::vector<RemoteList> lists = catalog_.servers().lists("home");
  ASSERT_EQ(lists.size(), 2U);
  EXPECT_EQ(lists[0].name, "calm");
  EXPECT_EQ(lists[1].digest, "digest");
  catalog_.servers().drop_list("home", "calm");
  EXPECT_EQ(catalog_.servers().lists("home").size(), 1U);
  EXPECT_TRUE(catalog_.servers().lists("away").empty());
}

LEITMOTIF_EVERY_KIND(EveryServers);

}  // namespace
}  // namespace leitmotif::catalog
