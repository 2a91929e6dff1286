// Songs and what models said about them, in every kind of library.
#include "leitmotif/catalog/songs.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cmath>
#include <thread>
#include <unordered_map>

#include "catalog/every_catalog.hpp"
#include "leitmotif/catalog/identity.hpp"
#include "support/expect_song.hpp"
#include "support/matchers.hpp"

namespace leitmotif::catalog {
namespace {

class CatalogSongs : public EveryCatalog {};

void expect_same(const StoredSong& stored, const LabelledSong& row) {
  testing::expect_same_song(stored.song, row.song);
  EXPECT_EQ(stored.song.form, row.song.form);
  EXPECT_EQ(stored.label, row.labels.topic);
  for (std::size_t i = 0; i < row.song.audio.size(); ++i) {
    EXPECT_TRUE(stored.song.audio[i] == row.song.audio[i] ||
                (std::isnan(stored.song.audio[i]) && std::isnan(row.song.audio[i])));
  }
}

TEST_P(CatalogSongs, KeepsEveryField) {
  LabelledSong full =
      song_of("Bj\xC3\xB6rk \"B\"", "It's \xE2\x9C\xA8; DROP TABLE songs; --", "line one\nline two\t'x'");
  full.song.form = LyricsForm::cleaned;
  full.song.audio = {0.5, 0.1, 1.0, 0.0, 1.0 / 3, 1e-300};
  full.labels.topic = "night/time";
  LabelledSong bare;
  bare.song.audio[2] = 0.25;
  LabelledSong strange = song_of("a\xFF\xC3", std::string("nul\0inside", 10), std::string("\0", 1));
  strange.song.year = -400;
  const ImportCounts counts = catalog_.songs().add(std::array{full, bare, strange});
  EXPECT_EQ(counts.imported, 3U);
  EXPECT_EQ(counts.updated, 0U);
  const Catalog catalog = GetParam() == Kind::sqlite ? sqlite::open_read_only(file_) : std::move(catalog_);
  ASSERT_EQ(catalog.songs().size(), 3U);
  std::vector<StoredSong> songs;
  catalog.songs().for_each([&](const StoredSong& song) { songs.push_back(song); });
  ASSERT_EQ(songs.size(), 3U);
  expect_same(songs[0], full);
  expect_same(songs[1], bare);
  // What a server takes of texts that are no UTF-8: PostgreSqlServer.TextsThatNoServerTakesAreMended.
  if (GetParam() != Kind::postgresql) expect_same(songs[2], strange);
  expect_same(catalog.songs().song(songs[1].id).value(), bare);
  EXPECT_EQ(catalog.songs().song(4711), std::nullopt);
  std::vector<std::pair<std::int64_t, std::string>> labels;
  catalog.songs().for_each_label([&](std::int64_t id, std::string_view label) { labels.emplace_back(id, label); });
  EXPECT_THAT(labels, ::testing::ElementsAre(std::pair(songs[0].id, std::string("night/time"))));
}

TEST_P(CatalogSongs, SeveralAreReadInTheOrderTheyAreAskedFor) {
  catalog_.songs().add(
      std::array{song_of("Ann", "One", "rain"), song_of("Ann", "Two", "sun"), song_of("Ben", "Three", "")});
  catalog_.removals().remove(std::array<std::int64_t, 1>{2});
  const std::array<std::int64_t, 5> numbers = {3, 2, 4711, 1, 3};
  std::vector<std::string> titles;
  for (const std::optional<StoredSong>& song : catalog_.songs().songs_of(numbers))
    titles.push_back(song ? song->song.title : "none");
  EXPECT_THAT(titles, ElementsAre("Three", "none", "none", "One", "Three"));
  EXPECT_THAT(catalog_.songs().songs_of({}), IsEmpty());
}

TEST_P(CatalogSongs, SongsOfTheSameDigestAreTwo) {
  // Of some hundred thousand titles of an artist, two have the same 32 bits.
  std::unordered_map<std::int64_t, std::string> titles;
  std::vector<LabelledSong> two;
  for (int i = 0; two.empty(); ++i) {
    const LabelledSong song = song_of("Ann", std::to_string(i));
    const auto [other, is_new] = titles.try_emplace(digest_of(identity_of(song.song)), song.song.title);
    if (!is_new) two = {song_of("Ann", other->second), song};
  }
  Catalog& catalog = catalog_;
  EXPECT_EQ(catalog.songs().add(two).imported, 2U) << "in one transaction";
  EXPECT_EQ(catalog.songs().add(two).updated, 2U);
  EXPECT_EQ(catalog.songs().named("ann", two[0].song.title), std::vector<std::int64_t>{1});
  EXPECT_EQ(catalog.songs().named("ann", two[1].song.title), std::vector<std::int64_t>{2});
}

TEST_P(CatalogSongs, ASongTwiceInOneTransactionIsOne) {
  Catalog& catalog = catalog_;
  const ImportCounts counts = catalog.songs().add(
      std::array{song_of("Ann", "One", "knife"), song_of("Bo", "Two"), song_of("ann ", "ONE", "spoon")});
  EXPECT_EQ(counts.imported, 2U);
  EXPECT_EQ(counts.updated, 1U);
  EXPECT_EQ(catalog.songs().song(1)->song.lyrics, "spoon") << "the later row counts";
  EXPECT_EQ(heads_found(catalog, "knife", 9).size(), 0U);
  expect_whole();
}

TEST_P(CatalogSongs, IdentityIsArtistTitleAndYear) {
  Catalog& catalog = catalog_;
  catalog.songs().add(std::array{song_of("Ada", "One")});
  const auto counts_of = [&](const std::string& artist, const std::string& title, std::optional<int> year) {
    LabelledSong row = song_of(artist, title);
    row.song.year = year;
    return catalog.songs().add(std::array{row}).updated;
  };
  EXPECT_EQ(counts_of(" aDA\t", "one ", 1999), 1U) << "white space and ASCII case do not matter";
  EXPECT_EQ(counts_of("Ada", "One", 2000), 0U);
  EXPECT_EQ(counts_of("Ada", "One", std::nullopt), 0U);
  EXPECT_EQ(counts_of("Ada", "One", std::nullopt), 1U) << "a missing year equals a missing year";
  EXPECT_EQ(counts_of("Ad", "aOne", 1999), 0U);
  EXPECT_EQ(counts_of("Ada\x1f", "One", 1999), 0U);
  EXPECT_EQ(counts_of("Ada", "\x1fOne", 1999), 0U) << "names that hold the character that joins them";
  EXPECT_EQ(counts_of("\xC3\x84"
                      "da",
                      "One", 1999),
            0U);
  EXPECT_EQ(counts_of("\xC3\xA4"
                      "da",
                      "One", 1999),
            0U)
      << "other letters are compared as bytes";
  EXPECT_EQ(catalog.songs().size(), 8U);
}

TEST_P(CatalogSongs, AnotherImportUpdatesAndKeepsIds) {
  Catalog& catalog = catalog_;
  catalog.songs().add(std::array{song_of("Ada", "One", "river deep"), song_of("Bo", "Two", "mountain high")});
  const std::int64_t id = only_id(catalog, "river");
  LabelledSong changed = song_of("ADA", "One", "ocean wide");
  changed.song.genre = "jazz";
  changed.labels.topic = "sadness";
  const ImportCounts counts = catalog.songs().add(std::array{changed, song_of("Cy", "Three")});
  EXPECT_EQ(counts.imported, 1U);
  EXPECT_EQ(counts.updated, 1U);
  EXPECT_EQ(catalog.songs().size(), 3U);
  EXPECT_EQ(only_id(catalog, "ocean"), id);
  EXPECT_THAT(heads_found(catalog, "river", 10), IsEmpty());
  expect_same(catalog.songs().song(id).value(), changed);
  expect_whole();
}

TEST_P(CatalogSongs, TheLastOfEqualRowsInOneBatchStays) {
  Catalog& catalog = catalog_;
  const ImportCounts counts = catalog.songs().add(
      std::array{song_of("Ada", "One", "first"), song_of("Ada", "One", "second"), song_of("Ada", "One", "third")});
  EXPECT_EQ(counts.imported, 1U);
  EXPECT_EQ(counts.updated, 2U);
  EXPECT_EQ(catalog.songs().song(only_id(catalog, "third")).value().song.lyrics, "third");
  EXPECT_THAT(heads_found(catalog, "second", 10), IsEmpty());
  expect_whole();
}

TEST_P(CatalogSongs, NoSongsIsNothingToDo) {
  Catalog& catalog = catalog_;
  EXPECT_EQ(catalog.songs().add({}).imported, 0U);
  EXPECT_EQ(catalog.songs().add({}, {"m", {}}).imported, 0U);
  catalog.scores().store("m", {});
  EXPECT_TRUE(catalog.scores().load("m").id.empty());
}  // namespace

TEST_P(CatalogSongs, KeepsScoresByModel) {
  Catalog& catalog = catalog_;
  catalog.songs().add(std::array{song_of("Ada", "One"), song_of("Bo", "Two")},
                      {"model-a", std::array{prediction_of(0.75F), prediction_of(0.5F)}});
  const std::int64_t id = only_id(catalog, "Ada");
  catalog.scores().store("model-b", std::array{SongScores{id, {{0.1F, 0.2F, 0.7F}, {}, 3}}});
  const Prediction first = catalog.scores().of("model-a", id).value();
  EXPECT_THAT(first.probabilities, ElementsAre(0.75F, 0.25F));
  EXPECT_THAT(first.mixture, ElementsAre(0.25F, 0.5F, 0.125F));
  EXPECT_EQ(first.counted_words, 7);
  EXPECT_THAT(catalog.scores().of("model-b", id).value().probabilities, ElementsAre(0.1F, 0.2F, 0.7F));
  EXPECT_THAT(catalog.scores().of("model-b", id).value().mixture, IsEmpty());
  EXPECT_FALSE(catalog.scores().of("model-b", only_id(catalog, "Bo")));
  EXPECT_FALSE(catalog.scores().of("model-c", id));
  catalog.scores().store("model-a", std::array{SongScores{id, prediction_of(1)}});
  EXPECT_THAT(catalog.scores().of("model-a", id).value().probabilities, ElementsAre(1.0F, 0.0F));
}

TEST_P(CatalogSongs, ScoresOfAChangedLyricAreDropped) {
  Catalog& catalog = catalog_;
  const std::array songs = {song_of("Ada", "One"), song_of("Bo", "Two"), song_of("Cy", "Three")};
  catalog.songs().add(songs, {"m", std::array{prediction_of(0.1F), prediction_of(0.2F), prediction_of(0.3F)}});
  LabelledSong same_lyric = songs[0];
  same_lyric.song.genre = "rock";
  LabelledSong other_lyric = song_of("Bo", "Two", "something else");
  LabelledSong other_form = songs[2];
  other_form.song.form = LyricsForm::cleaned;
  catalog.songs().add(std::array{same_lyric, other_lyric, other_form});
  EXPECT_TRUE(catalog.scores().of("m", only_id(catalog, "Ada")));
  EXPECT_FALSE(catalog.scores().of("m", only_id(catalog, "Bo")));
  EXPECT_FALSE(catalog.scores().of("m", only_id(catalog, "Cy")));
  std::vector<std::string> waiting;
  for (const UnscoredSong& song : catalog.scores().unscored("m", 0, 10)) waiting.push_back(song.lyrics);
  EXPECT_THAT(waiting, ElementsAre("something else", "walking home"));
}

TEST_P(CatalogSongs, UnscoredSongsComeInPages) {
  Catalog& catalog = catalog_;
  std::vector<LabelledSong> songs;
  for (int i = 0; i < 25; ++i) songs.push_back(song_of("Ada", fmt::format("Number {}", i), std::to_string(i)));
  catalog.songs().add(songs);
  std::size_t seen = 0;
  std::int64_t after = 0;
  for (;;) {
    const std::vector<UnscoredSong> page = catalog.scores().unscored("m", after, 10);
    if (page.empty()) break;
    EXPECT_LE(page.size(), 10U);
    std::vector<SongScores> scores;
    for (const UnscoredSong& song : page) scores.push_back({song.id, prediction_of(0.5F)});
    catalog.scores().store("m", scores);
    seen += page.size();
    after = page.back().id;
  }
  EXPECT_EQ(seen, 25U);
  EXPECT_THAT(catalog.scores().unscored("m", 0, 10), IsEmpty());
  EXPECT_EQ(catalog.scores().unscored("another", 0, 100).size(), 25U);
}

TEST_P(CatalogSongs, LoadsWhatRankingNeeds) {
  Catalog& catalog = catalog_;
  std::array songs = {song_of("Ada", "One"), song_of("Bo", "Two"), song_of(" ADA", "Three"), song_of("Cy", "Four")};
  songs[1].song.genre = "";
  songs[2].song.year.reset();
  catalog.songs().add(songs);
  const std::vector<UnscoredSong> ids = catalog.scores().unscored("m", 0, 10);
  catalog.scores().store(
      "m", std::array{SongScores{ids[2].id, prediction_of(0.25F)}, SongScores{ids[0].id, prediction_of(0.75F)},
                      SongScores{ids[1].id, prediction_of(0.5F)}});
  const ScoredSongs scored = catalog.scores().load("m");
  EXPECT_THAT(scored.id, ElementsAre(ids[0].id, ids[1].id, ids[2].id));
  EXPECT_THAT(scored.artist, ElementsAre(0U, 1U, 0U));
  EXPECT_THAT(scored.artists, ElementsAre("ada", "bo"));
  EXPECT_THAT(scored.genre, ElementsAre(0U, 1U, 0U));
  EXPECT_THAT(scored.genres, ElementsAre("pop", ""));
  EXPECT_THAT(scored.year, ElementsAre(1999, 1999, kNoYear));
  EXPECT_EQ(scored.topics, 2U);
  EXPECT_THAT(scored.probability, ElementsAre(0.75F, 0.25F, 0.5F, 0.5F, 0.25F, 0.75F));
}

TEST_P(CatalogSongs, RefusesBadScoresAsAWhole) {
  Catalog& catalog = catalog_;
  catalog.songs().add(std::array{song_of("Ada", "One")});
  const std::int64_t id = only_id(catalog, "Ada");
  const auto kind_for = [&](const char* model, const SongScores& bad) {
    return kind_of([&] { catalog.scores().store(model, std::array{SongScores{id, prediction_of(0.5F)}, bad}); });
  };
  EXPECT_EQ(kind_for("m", {id + 1, prediction_of(0.5F)}), ErrorKind::not_found);
  EXPECT_EQ(kind_for("m", {id, {{0.5F, NAN}, {0, 0, 0}, 1}}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_for("m", {id, {{0.5F, 0.5F}, {0, INFINITY, 0}, 1}}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_for("m", {id, {{0.5F}, {0, 0, 0}, 1}}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_for("m", {id, {{}, {}, 0}}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_for("", {id, prediction_of(0.5F)}), ErrorKind::invalid_argument);
  EXPECT_FALSE(catalog.scores().of("m", id)) << "the good row before the bad one is not kept";
  EXPECT_EQ(kind_of([&] { catalog.songs().add(std::array{song_of("Bo", "Two")}, {"m", {}}); }), ErrorKind::internal);
  EXPECT_EQ(kind_of([&] {
              catalog.songs().add(std::array{song_of("Bo", "Two")}, {"m", std::array{Prediction{}}});
            }),
            ErrorKind::invalid_argument);
  EXPECT_EQ(catalog.songs().size(), 1U);
}

TEST_P(CatalogSongs, WhatAVisitorThrowsPasses) {
  Catalog& catalog = catalog_;
  catalog.songs().add(std::array{song_of("Ada", "One"), song_of("Bo", "Two")});
  EXPECT_THROW(catalog.songs().for_each([](const StoredSong&) { throw std::runtime_error("enough"); }),
               std::runtime_error);
  EXPECT_EQ(catalog.songs().add(std::array{song_of("Cy", "Three")}).imported, 1U);
}

TEST_P(CatalogSongs, AVisitorMayReadAndWrite) {
  Catalog& catalog = catalog_;
  catalog.songs().add(std::array{song_of("Ada", "One"), song_of("Bo", "Two")});
  std::size_t visited = 0;
  catalog.songs().for_each([&](const StoredSong& song) {
    ++visited;
    catalog.songs().add(std::array{song_of(song.song.artist, "Another")});
    EXPECT_TRUE(catalog.songs().song(song.id));
  });
  EXPECT_EQ(visited, 2U) << "the visit shows the library as it was when it began";
  EXPECT_EQ(catalog.songs().size(), 4U);
}

TEST_P(CatalogSongs, ReadersAndWritersInManyThreads) {
  Catalog& catalog = catalog_;
  catalog.songs().add(std::array{song_of("Ada", "One")}, {"m", std::array{prediction_of(0.5F)}});
  std::atomic<bool> stop = false;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      std::size_t before = 0;
      while (!stop) {
        const std::size_t size = catalog.songs().size();
        EXPECT_GE(size, before);
        EXPECT_EQ(size % 10, 1U) << "batches are seen whole";
        EXPECT_EQ(catalog.scores().load("m").id.size() % 10, 1U);
        EXPECT_FALSE(heads_found(catalog, "walking", 3).empty());
        before = size;
      }
    });
  }
  std::vector<std::thread> writers;
  for (int t = 0; t < 2; ++t) {
    writers.emplace_back([&, t] {
      for (int batch = 0; batch < 15; ++batch) {
        std::vector<LabelledSong> songs;
        for (int i = 0; i < 10; ++i) {
          songs.push_back(song_of(fmt::format("Writer {}", t), std::to_string(batch * 10 + i)));
        }
        catalog.songs().add(songs, {"m", std::vector<Prediction>(songs.size(), prediction_of(0.5F))});
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(catalog.songs().size(), 301U);
}

LEITMOTIF_EVERY_KIND(CatalogSongs);

}  // namespace
}  // namespace leitmotif::catalog
