// What only a library on a server has: addresses, passwords, servers that go away, several programs, an index of words
// that is made later. What every library does is tested by the fixtures of every_catalog.hpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <functional>
#include <regex>
#include <set>
#include <span>
#include <string>
#include <thread>

#include "catalog/every_catalog.hpp"
#include "leitmotif/catalog/open.hpp"
#include "leitmotif/catalog/postgresql/address.hpp"
#include "leitmotif/catalog/postgresql/database.hpp"
#include "leitmotif/catalog/postgresql/library_server.hpp"
#include "support/matchers.hpp"
#include "support/postgres_server.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

using leitmotif::testing::PostgresServer;

TEST(Address, IsToldFromAFile) {
  EXPECT_TRUE(is_on_server("postgresql://music@db.example/songs"));
  EXPECT_TRUE(is_on_server("postgres:///songs"));
  EXPECT_FALSE(is_on_server("postgresql/library.db"));
  EXPECT_FALSE(is_on_server("/srv/postgresql://songs.db"));
}

TEST(Address, IsShownWithoutPasswordAndOptions) {
  EXPECT_EQ(shown_address("postgresql://me:secret@db.example:5433/songs?sslmode=require&password=other"),
            "postgresql://me@db.example:5433/songs");
  EXPECT_EQ(shown_address("postgres://a.example:1,b.example:2/songs?target_session_attrs=read-write"),
            "postgresql://a.example:1,b.example:2/songs");
  EXPECT_EQ(shown_address("postgresql:///songs?host=/run/postgresql&user=me"), "postgresql://me@/run/postgresql/songs");
  for (const char* wrong : {"postgresql://me:secret@[::1/songs", "postgresql://me:secret@db/songs?no=secret"}) {
    std::string message;
    EXPECT_EQ(kind_of([&] { (void)shown_address(wrong); }, &message), ErrorKind::invalid_argument) << wrong;
    EXPECT_THAT(message, Not(HasSubstr("secret")));
  }
}

TEST(Address, ItsPasswordIsOverwritten) {
  const auto hidden = [](std::string word) {
    hide_password(word.data());
    return word;
  };
  EXPECT_EQ(hidden("postgresql://me:sec@ret@db:5433/songs?x=y"), "postgresql://me:xxxxxxx@db:5433/songs?x=y");
  EXPECT_EQ(hidden("--library=postgres://me:secret@db/songs"), "--library=postgres://me:xxxxxx@db/songs");
  EXPECT_EQ(hidden("postgresql://db:5433/songs?password=secret&sslpassword=k"),
            "postgresql://db:5433/songs?password=xxxxxx&sslpassword=x");
  for (const char* same : {"postgresql://me@db:5433/songs", "song:a@b.txt", "", "--library", "postgresql://"})
    EXPECT_EQ(hidden(same), same);
}

TEST(PostgreSql, IsTested) {
  if (!PostgresServer::can_run()) GTEST_SKIP() << "there is no initdb of PostgreSQL; ./dev setup-servers installs one";
}

class PostgreSqlServer : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::can_run())
      GTEST_SKIP() << "there is no initdb of PostgreSQL; ./dev setup-servers installs one";
  }
  static PostgresServer& server() { return PostgresServer::shared(); }
  static std::vector<LabelledSong> many_songs(std::size_t count) {
    std::vector<LabelledSong> songs;
    for (std::size_t i = 0; i < count; ++i)
      songs.push_back(song_of("Artist " + std::to_string(i % 40), "Song " + std::to_string(i),
                              "river drum " + std::to_string(i % 7) + (i % 5 == 0 ? " fire don't" : " rain")));
    return songs;
  }
  static ErrorKind open_kind(const std::string& address, std::string& message) {
    return kind_of([&] { (void)open(address, {kShortWait}); }, &message);
  }
};

TEST_F(PostgreSqlServer, WhatCannotBeOpenedIsOneClearLine) {
  std::string message;
  EXPECT_EQ(open_kind(server().address("nowhere"), message), ErrorKind::not_found);
  EXPECT_THAT(message, HasSubstr("there is no such database"));
  Database admin(server().address("postgres"), kShortWait);
  admin.execute("CREATE ROLE guest LOGIN PASSWORD 'right'");
  std::string address = server().address("postgres", "guest:wrong-secret");
  EXPECT_EQ(open_kind(address, message), ErrorKind::io);
  EXPECT_THAT(message, HasSubstr("password authentication failed"));
  EXPECT_THAT(message, Not(HasSubstr("secret")));
  EXPECT_THAT(message, Not(HasSubstr("\n")));
  EXPECT_EQ(open_kind("postgresql://me:secret@127.0.0.1:1/songs", message), ErrorKind::io);
  EXPECT_THAT(message, HasSubstr("cannot connect"));
  EXPECT_THAT(message, Not(HasSubstr("secret")));
}

TEST_F(PostgreSqlServer, ADatabaseOfSomethingElseIsNotTouched) {
  const std::string address = server().fresh_database();
  Database other(address, kShortWait);
  other.execute("CREATE TABLE public.notes (text TEXT)");
  std::string message;
  EXPECT_EQ(open_kind(address, message), ErrorKind::corrupt_data);
  EXPECT_THAT(message, HasSubstr("another program's database"));
  EXPECT_EQ(other.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'leitmotif'"), 0);
}

TEST_F(PostgreSqlServer, ANewerFormatIsRefused) {
  const std::string address = server().fresh_library();
  Database(address, kShortWait).execute("UPDATE library SET format = format + 1");
  std::string message;
  EXPECT_EQ(open_kind(address, message), ErrorKind::unsupported);
  EXPECT_THAT(message, HasSubstr("newer Leitmotif"));
}

TEST_F(PostgreSqlServer, AnOlderFormatIsBroughtToThePresentOne) {
  const std::string address = server().fresh_library();
  open(address, {kShortWait}).songs().add(many_songs(3));
  Database(address, kShortWait)
      .execute(
          "ALTER TABLE song_details DROP COLUMN album_artist, DROP COLUMN disc, DROP COLUMN track, "
          "DROP COLUMN fingerprint; DROP TABLE indexed; DROP INDEX words_by_name; "
          "ALTER TABLE words DROP COLUMN wide");
  Database(address, kShortWait).execute("UPDATE library SET format = 1");
  Catalog catalog = open(address, {kShortWait});
  EXPECT_EQ(catalog.songs().size(), 3U);
  ScannedSong scanned;
  scanned.song = song_of("Ada", "Own");
  scanned.facts = {.album = "Doors", .album_artist = "The Wrens", .track = 3};
  scanned.prediction.probabilities = {0.25F, 0.75F};
  scanned.prediction.mixture = {1.0F};
  scanned.files.resize(1);
  scanned.files.front().path = "/music/own.flac";
  catalog.files().add_scanned(std::span(&scanned, 1), "a model");
  EXPECT_EQ(catalog.files().facts_of(std::array{std::int64_t{4}}).front().value().track, 3);
}

TEST_F(PostgreSqlServer, AWriterWaitsForAnotherAndThenSaysSo) {
  const std::string address = server().fresh_library();
  Catalog catalog = open(address, {kShortWait});
  Database other(address, kShortWait);
  const Transaction held(other);
  std::string message;
  EXPECT_EQ(kind_of([&] { catalog.songs().add(many_songs(1)); }, &message), ErrorKind::io);
  EXPECT_THAT(message, HasSubstr("in use by another program (waited 50 ms)"));
  EXPECT_EQ(catalog.songs().size(), 0U);
}

TEST_F(PostgreSqlServer, AServerThatGoesAwayAndComesBackLosesNothing) {
  PostgresServer own;
  const std::string address = own.fresh_library();
  Catalog catalog = open(address);
  const std::unique_ptr<Watch> watch = catalog.changes().watch();
  catalog.songs().add(many_songs(3000));
  own.kill();
  std::string message;
  EXPECT_EQ(kind_of([&] { (void)catalog.songs().size(); }, &message), ErrorKind::io);
  EXPECT_FALSE(watch->has_changed()) << "nobody can know";
  own.start();
  EXPECT_EQ(catalog.songs().size(), 3000U);
  EXPECT_EQ(catalog.songs().add(many_songs(3001)).imported, 1U);
  EXPECT_TRUE(watch->has_changed());
}

TEST_F(PostgreSqlServer, ABatchThatWasCutIsWrittenOnceMore) {
  const std::string address = server().fresh_library();
  Catalog catalog = open(address);
  std::atomic<bool> is_cut = false;
  std::thread cutting([&] {
    Database admin(address, kShortWait);
    while (!is_cut)
      is_cut = admin.number(
                   "SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE "
                   "'COPY%' AND datname = current_database() AND pid <> pg_backend_pid() LIMIT 1) AS cut") > 0;
  });
  std::size_t imported = 0;
  std::vector<LabelledSong> songs = many_songs(2000);
  for (int batch = 0; !is_cut && batch < 500; ++batch) {
    for (LabelledSong& song : songs) song.song.artist = "Artist of batch " + std::to_string(batch);
    const ImportCounts counts = catalog.songs().add(songs);
    imported += counts.imported + counts.updated;
  }
  is_cut = true;
  cutting.join();
  EXPECT_EQ(catalog.songs().size(), imported);
}

TEST_F(PostgreSqlServer, ASearchFindsTheSameBeforeAndAfterTheIndexIsMadeAndInAFile) {
  const std::string address = server().fresh_library();
  Catalog catalog = open(address);
  const leitmotif::testing::TemporaryFolder folder;
  Catalog file = sqlite::open(folder.path() / "library.db");
  catalog.songs().add(many_songs(21'000));
  file.songs().add(many_songs(21'000));
  EXPECT_GT(Database(address, kShortWait).number("SELECT count(*) FROM unindexed"), 0);
  const auto found = [&](const Catalog& where) {
    std::string text;
    for (const char* words : {"\"drum 3\" rain", "artist 7 song 7", "ri*", "nothing", "rain", "artist", "rain"}) {
      const Found some = where.songs().search(words, 20, 5);
      text += std::string(words) + ": " + std::to_string(some.total) + "\n";
      for (const FoundSong& song : some.songs) text += std::to_string(song.head.id) + " " + song.line + "\n";
    }
    return text;
  };
  const std::string before = found(catalog);
  EXPECT_EQ(before, found(file));
  catalog.settle(kNoProgress);
  EXPECT_EQ(Database(address, kShortWait).number("SELECT count(*) FROM unindexed"), 0);
  EXPECT_EQ(found(catalog), before);
  EXPECT_EQ(Database(address, kShortWait).number("SELECT count(*) FROM pg_indexes WHERE indexname = 'words_by_place'"),
            1);
}

TEST_F(PostgreSqlServer, WhatWasCountedIsCountedAnewWhenSongsChange) {
  const std::string address = server().fresh_library();
  Catalog catalog = open(address);
  catalog.songs().add(many_songs(50));
  const auto total = [&](const char* words) { return catalog.songs().search(words, 5, 0).total; };
  EXPECT_EQ(total("rain"), 40U);
  EXPECT_EQ(total("rain"), 40U);
  catalog.songs().add(std::array{song_of("Ada", "Own", "rain again")});
  EXPECT_EQ(total("rain"), 41U);
  catalog.removals().remove(std::array{std::int64_t{2}});
  EXPECT_EQ(total("rain"), 40U);
  catalog.songs().add(std::array{song_of("Ada", "Own", "snow again")});
  EXPECT_EQ(total("rain"), 39U);
  EXPECT_EQ(total("again"), 1U);
}

TEST_F(PostgreSqlServer, WordsThatNoIndexHoldsAllOfAreRead) {
  const std::string address = server().fresh_library();
  Catalog catalog = open(address);
  const leitmotif::testing::TemporaryFolder folder;
  Catalog file = sqlite::open(folder.path() / "library.db");
  const auto times = [](const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text + ' ';
    return all;
  };
  const std::array songs = {song_of("Ada", "Often", times("drum", 300)), song_of("Bo", "Long", times("la li lo", 6000)),
                            song_of("Cy", "Once", "drum la"), song_of("Dee", "Drum", times("drum la", 200))};
  for (Catalog* const one : {&catalog, &file}) one->songs().add(songs);
  for (const char* words : {"drum", "la", "drum la", "\"la drum\"", "dr", "\"li lo la\" lo*"})
    EXPECT_EQ(numbers_of(catalog.songs().search(words, 100, 0)), numbers_of(file.songs().search(words, 100, 0)))
        << words;
}

TEST_F(PostgreSqlServer, NoQuestionReadsAllSongs) {
  const std::string address = server().fresh_library();
  Catalog catalog = open(address);
  const std::vector<LabelledSong> songs = many_songs(21'000);
  const std::vector<Prediction> predictions(songs.size(), prediction_of(0.5F));
  catalog.songs().add(songs, {"a model", predictions});
  catalog.settle(kNoProgress);
  // Every statement with its plan goes into the server's log, made without a look at what is asked for.
  Catalog asked = open(address +
                       "&options=-csession_preload_libraries%3Dauto_explain%20-cauto_explain.log_min_duration%3D0%20"
                       "-cplan_cache_mode%3Dforce_generic_plan");
  const std::size_t before = server().log().size();
  for (const char* words : {"rain", "river", "\"drum 3\" rain", "artist 7 song 7", "ri*", "nothing", "so", "dont"}) {
    (void)asked.songs().search(words, 20, 5);
    (void)asked.songs().first_found(words, 60);
  }
  const std::array<std::int64_t, 3> some = {7, 9000, 20'000};
  (void)asked.songs().songs_of(some);
  (void)asked.songs().named("Artist 7", "Song 7");
  (void)asked.scores().of("a model", 7);
  (void)asked.scores().unscored("another model", 500, 20);
  (void)asked.files().facts_of(some);
  (void)asked.files().places_of(some);
  (void)asked.servers().ids_of(some);
  (void)asked.sounds().of(7);
  (void)asked.sounds().fingerprint(7);
  (void)asked.removals().remove(some);
  (void)asked.removals().removed();
  (void)asked.removals().restore(some);
  asked.choices().block_song(7);
  (void)asked.choices().blocks();
  asked.choices().correct_topic(9000, "sadness");
  (void)asked.choices().corrections();
  asked.songs().add(std::span(songs).subspan(7, 2));
  asked.scores().store("another model", std::array{SongScores{7, prediction_of(0.25F)}});
  const std::string log = server().log().substr(before);
  EXPECT_THAT(log, HasSubstr("plan:"));
  std::set<std::string> read;
  const std::regex whole("Query Text: ([^\n]*)|Seq Scan on ((songs|lyrics|scores|words|identities)\\w*)");
  std::string question;
  for (std::sregex_iterator found(log.begin(), log.end(), whole); found != std::sregex_iterator(); ++found)
    if ((*found)[2].matched)
      read.insert(question);
    else
      question = (*found)[1];
  EXPECT_THAT(read, IsEmpty());
}

TEST_F(PostgreSqlServer, AnIndexThatIsStoppedIsGoneOnWith) {
  const std::string address = server().fresh_library();
  Catalog catalog = open(address);
  constexpr std::size_t kSongs = 21'000;
  catalog.songs().add(many_songs(kSongs));
  const Database looked(address, kShortWait);
  const auto waiting = [&] { return looked.number("SELECT count(*) FROM unindexed"); };
  const auto has_index = [&] {
    return looked.number("SELECT count(*) FROM pg_indexes WHERE indexname = 'words_by_place'") == 1;
  };
  const Found before = catalog.songs().search("\"drum 3\" rain", 20, 5);
  const auto stop_when = [&](const std::function<bool(const Progress&)>& is_enough) {
    EXPECT_EQ(kind_of([&] {
                catalog.settle([&](const Progress& progress) {
                  EXPECT_EQ(progress.total, kSongs);
                  if (is_enough(progress)) throw Error(ErrorKind::cancelled, "enough");
                });
              }),
              ErrorKind::cancelled);
  };
  stop_when([](const Progress& progress) { return progress.done > 10'500; });
  EXPECT_EQ(waiting(), 11'000) << "what was committed stays, what was begun does not";
  EXPECT_FALSE(has_index());
  EXPECT_EQ(catalog.songs().search("\"drum 3\" rain", 20, 5).total, before.total);
  catalog.settle(kNoProgress);
  EXPECT_EQ(waiting(), 0);
  EXPECT_TRUE(has_index());
  EXPECT_EQ(catalog.songs().search("\"drum 3\" rain", 20, 5).total, before.total);
  catalog.settle([](const Progress&) { FAIL() << "there is nothing left to do"; });
}

TEST_F(PostgreSqlServer, WhatTakesLongOnTheServerCanBeStopped) {
  Database database(server().address("postgres"), kShortWait);
  int checks = 0;
  const auto stop = [&] {
    if (++checks == 2) throw Error(ErrorKind::cancelled, "enough");
  };
  EXPECT_EQ(kind_of([&] { database.execute("SELECT pg_sleep(600)", stop); }), ErrorKind::cancelled);
  EXPECT_EQ(database.number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND pid <> "
                            "pg_backend_pid() AND state = 'active'"),
            0);
  database.execute("SELECT 1; SELECT 2", [] {});
  EXPECT_EQ(kind_of([&] { database.execute("SELECT 1; SELECT nothing", [] {}); }), ErrorKind::corrupt_data);
  EXPECT_EQ(database.number("SELECT 7"), 7);
}

TEST_F(PostgreSqlServer, TextsThatNoServerTakesAreMended) {
  Catalog catalog = open(server().fresh_library());
  catalog.songs().add(std::array{song_of("A\xFFrtist", std::string("Ti\0tle", 6), "ly\xC3ric \xED\xA0\x80")});
  const std::optional<StoredSong> song = catalog.songs().song(1);
  ASSERT_TRUE(song);
  EXPECT_EQ(song->song.artist, "A\xEF\xBF\xBDrtist");
  EXPECT_EQ(song->song.title, "Ti\xEF\xBF\xBDtle");
}

TEST_F(PostgreSqlServer, AQuestionIsAskedAgainOnlyOutsideATransaction) {
  Database database(server().address("postgres"), kShortWait);
  const Database admin(server().address("postgres"), kShortWait);
  const auto cut = [&] {
    const std::int64_t process = database.number("SELECT pg_backend_pid()");
    ASSERT_EQ(admin.number("SELECT pg_terminate_backend(" + std::to_string(process) + ", 10000)"), 1);
  };
  Statement row = database.prepare("SELECT CAST(?1 AS BIGINT)");
  const auto ask = [&](std::int64_t value) {
    row.reset();
    row.bind_integer(1, value).step();
    return row.integer(0);
  };
  for (const std::int64_t value : {1, 2, 3}) EXPECT_EQ(ask(value), value);  // from now on the server knows it by a name
  cut();
  EXPECT_EQ(ask(4), 4);
  EXPECT_EQ(ask(5), 5);

  database.execute("BEGIN");
  EXPECT_EQ(ask(6), 6);
  cut();
  // Noticed beside the questions: first the server's last words, then its end.
  while (database.is_alive()) std::this_thread::yield();
  EXPECT_EQ(kind_of([&] { (void)ask(7); }), ErrorKind::io) << "what was done before it would be missing";
  EXPECT_EQ(kind_of([&] { database.execute("COMMIT"); }), ErrorKind::io);
  database.reconnect_if_gone();
  EXPECT_EQ(ask(8), 8);

  Statement scan = database.prepare_scan("SELECT CAST(n AS BIGINT) FROM generate_series(1, 5000) AS n");
  cut();
  ASSERT_TRUE(scan.step());
  EXPECT_EQ(scan.integer(0), 1);
}

TEST_F(PostgreSqlServer, AConnectionMayBeAskedWhileItScans) {
  Database database(server().address("postgres"), kShortWait);
  constexpr std::int64_t kRows = 5000;
  Statement other = database.prepare("SELECT CAST(?1 AS BIGINT) * 2");
  for (const bool ends_early : {false, true}) {
    Statement row = database.prepare_scan("SELECT CAST(n AS BIGINT) FROM generate_series(1, 5000) AS n");
    std::int64_t last = 0;
    while (row.step()) {
      ASSERT_EQ(row.integer(0), ++last);
      if (ends_early && last == kRows / 2) break;
      if (last % 100 != 0) continue;
      other.bind_integer(1, last).step();
      ASSERT_EQ(other.integer(0), last * 2);
      other.reset();
      ASSERT_EQ(row.integer(0), last) << "the row that is looked at stays";
    }
    EXPECT_EQ(last, ends_early ? kRows / 2 : kRows);
    row.reset();
    EXPECT_FALSE(database.in_transaction());
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.integer(0), 1);
  }
  EXPECT_FALSE(database.in_transaction());
}

TEST_F(PostgreSqlServer, SongsLieInThirtyTwoParts) {
  const std::string address = server().fresh_library();
  open(address).songs().add(many_songs(1000));
  const Database database(address, kShortWait);
  EXPECT_EQ(database.number("SELECT count(DISTINCT tableoid) FROM songs"), 32);
  EXPECT_EQ(database.number("SELECT count(DISTINCT tableoid) FROM lyrics"), 32);
}

}  // namespace
}  // namespace leitmotif::catalog::postgresql
