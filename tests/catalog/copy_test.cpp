// A copy holds what the library does, whatever kinds both are of, and is a library only when it is whole.
#include "leitmotif/catalog/copy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "catalog/every_catalog.hpp"
#include "leitmotif/catalog/open.hpp"
#include "leitmotif/catalog/postgresql/copy_place.hpp"
#include "leitmotif/catalog/postgresql/database.hpp"
#include "leitmotif/catalog/sql/tables.hpp"
#include "leitmotif/catalog/sqlite/copy_place.hpp"
#include "support/matchers.hpp"

namespace leitmotif::catalog {
namespace {

using leitmotif::testing::PostgresServer;

constexpr std::string_view kModelName = "a model";

/// Something in every table.
void fill(Catalog& library) {
  std::vector<LabelledSong> songs;
  std::vector<Prediction> predictions;
  for (int i = 0; i < 40; ++i) {
    songs.push_back(song_of("Artist " + std::to_string(i % 7), "Song " + std::to_string(i), "river drum é\nfire"));
    songs.back().song.audio[0] = i % 3 == 0 ? 0.125 * (i % 8) : std::nan("");
    if (i % 4 == 0) songs.back().song.year.reset();
    predictions.push_back(prediction_of(static_cast<float>(i) / 64));
  }
  library.songs().add(songs, {kModelName, predictions});
  ScannedSong scanned;
  scanned.song = song_of("Own", "Recording", "my own river");
  scanned.facts = {.album = "Álbum",
                   .album_artist = "Ölga",
                   .disc = 1,
                   .track = 7,
                   .length_ms = 1234,
                   .language = "en",
                   .ids = {.recording_id = "r-1", .isrc = "USABC1234567"}};
  scanned.prediction = prediction_of(0.5F);
  FileRow file;
  file.path = "/music/\xff own.flac";
  file.digest = std::string(32, '\0');
  file.mtime_ns = -5;
  scanned.files = {file};
  library.files().add_scanned(std::span(&scanned, 1), kModelName);
  library.choices().block_song(3);
  library.choices().block_artist("Artist 5");
  library.choices().remember_answers(std::vector<std::int64_t>{7, 2, 9});
  library.choices().remove_flag(library.choices().add_flag({.at = 1, .note = "gone"}));
  library.choices().add_flag({.at = 17, .song = 4, .query = "{}", .note = "wrong"});
  library.choices().correct_topic(6, "music");
  library.lists().remove(*library.lists().save("Gone", std::vector<std::int64_t>{1}, IfTaken::refuse));
  (void)library.lists().save("Évening", std::vector<std::int64_t>{5, 1, 5}, IfTaken::refuse);
  const std::vector<Play> plays = {{1000, "me", 1, PlayKind::played, "player", 0.1},
                                   {2000, "me", 2, PlayKind::loved, "page", 1},
                                   {1500, "you", 1, PlayKind::skipped, "player", 3}};
  library.plays().add(plays);
  const std::vector<SongSound> sounds = {{8, {{"tempo", 120.25, SoundSource::measured, "tempo 2"}}}};
  library.sounds().store(sounds);
  library.removals().remove(std::vector<std::int64_t>{10});
  const std::vector<SyncedSong> synced = {{.remote = {.id = "remote-1", .song = 2, .entry = "{\"id\":1}"}}};
  library.servers().write("home", synced, kModelName);
  library.servers().note_list("home", {"Évening", "list-1", "digest"});
}

/// Where a library of a kind can be.
std::filesystem::path fresh_place(Kind kind, const std::filesystem::path& folder) {
  static int places = 0;
  if (kind == Kind::postgresql) return PostgresServer::shared().fresh_database();
  return folder / ("library " + std::to_string(++places) + ".db");
}

/// The tables of a library and their columns.
std::set<std::string> columns_there(const sql::Database& library, Kind kind) {
  const char* const in_file =
      "SELECT tables.name, columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns WHERE "
      "tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' AND tables.name NOT LIKE '%words_%'";
  const char* const on_server =
      "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'leitmotif' "
      "AND table_name !~ '_[0-9]+$' AND table_name <> 'hidden_songs'";
  std::set<std::string> columns;
  const std::string sql = kind == Kind::sqlite ? in_file : on_server;
  sql::Statement row = library.prepare(sql);
  while (row.step()) columns.insert(std::string(row.text(0)) + "." + std::string(row.text(1)));
  return columns;
}

class Copy : public ::testing::TestWithParam<std::tuple<Kind, Kind>> {
 protected:
  [[nodiscard]] Kind from_kind() const { return std::get<0>(GetParam()); }
  [[nodiscard]] Kind to_kind() const { return std::get<1>(GetParam()); }
  [[nodiscard]] static std::size_t rows(const CopyReport& report, std::string_view table) {
    const auto found = std::ranges::find(report.tables, table, &CopiedRows::table);
    return found == report.tables.end() ? 0 : found->rows;
  }
  [[nodiscard]] static std::unique_ptr<sql::Database> read(const std::filesystem::path& place) {
    return is_on_server(place) ? postgresql::open_to_read(place.native()) : sqlite::open_to_read(place);
  }

  const leitmotif::testing::TemporaryFolder folder_;
  const std::filesystem::path from_ = fresh_place(from_kind(), folder_.path());
  const std::filesystem::path to_ = fresh_place(to_kind(), folder_.path());
};

TEST_P(Copy, EveryTableIsListed) {
  (void)open(from_);
  std::set<std::string> known;
  for (const auto tables : {sql::tables_before_songs(), sql::tables_of_songs(), sql::tables_after_songs()})
    for (const sql::Table& table : tables)
      for (const sql::Column& column : table.columns)
        known.insert(std::string(table.name) + "." + std::string(column.name));
  std::set<std::string> there = columns_there(*read(from_), from_kind());
  std::erase_if(there, [](const std::string& column) {
    return std::ranges::any_of(sql::derived_tables(),
                               [&](std::string_view table) { return column.starts_with(std::string(table) + "."); });
  });
  EXPECT_THAT(there, UnorderedElementsAreArray(known));
}

TEST_P(Copy, HoldsEveryRow) {
  Catalog from = open(from_);
  fill(from);
  const CopyReport report = copy(from_, to_, kNoProgress);
  EXPECT_FALSE(report.was_whole);
  EXPECT_EQ(report.resumed, 0U);
  for (const CopiedRows& table : report.tables) EXPECT_GT(table.rows, 0U) << table.table;
  EXPECT_EQ(rows(report, "songs"), 41U);
  EXPECT_EQ(rows(report, "plays"), 3U);
  EXPECT_EQ(sql::compare_libraries(*read(from_), *read(to_), kNoProgress).differs, "");

  Catalog to = open(to_);
  EXPECT_EQ(to.changes().state(), from.changes().state());
  EXPECT_THAT(to.choices().answers(), ElementsAre(7, 2, 9));
  EXPECT_EQ(to.songs().search("river", 100, 0).total, from.songs().search("river", 100, 0).total);
  EXPECT_EQ(only_id(to, "álbum"), only_id(from, "album"));
  EXPECT_EQ(to.lists().all().front().songs, from.lists().all().front().songs);
  // Numbers of what is gone are not given again.
  EXPECT_EQ(to.lists().save("New", {}, IfTaken::refuse), from.lists().save("New", {}, IfTaken::refuse));
  EXPECT_EQ(to.choices().add_flag({.note = "new"}), from.choices().add_flag({.note = "new"}));
  // A song that is there is found again, and a new one gets the next number.
  const std::vector<LabelledSong> again = {song_of("artist 1 ", "SONG 1"), song_of("New", "Song")};
  EXPECT_EQ(to.songs().add(again).updated, 1U);
  EXPECT_EQ(only_id(to, "new song"), 42);
  if (to_kind() == Kind::sqlite) expect_whole_file(to_);
}

TEST_P(Copy, OfAWholeCopyNothingIsWritten) {
  Catalog from = open(from_);
  fill(from);
  (void)copy(from_, to_, kNoProgress);
  const CopyReport report = copy(from_, to_, kNoProgress);
  EXPECT_TRUE(report.was_whole);
  EXPECT_EQ(rows(report, "songs"), 41U);
}

TEST_P(Copy, APlaceWithAnotherLibraryIsRefused) {
  Catalog from = open(from_);
  fill(from);
  (void)copy(from_, to_, kNoProgress);
  from.choices().block_song(11);
  std::string message;
  EXPECT_EQ(kind_of([&] { (void)copy(from_, to_, kNoProgress); }, &message), ErrorKind::invalid_argument);
  EXPECT_THAT(message, HasSubstr("not a copy"));
  EXPECT_THAT(message, HasSubstr("blocked_songs"));
  EXPECT_EQ(open(to_).choices().blocks().songs.size(), 1U);
  const std::filesystem::path nowhere = fresh_place(from_kind(), folder_.path());
  EXPECT_EQ(kind_of([&] { (void)copy(nowhere, folder_.path() / "new.db", kNoProgress); }), ErrorKind::not_found);
}

TEST_P(Copy, GoesOnWhereItWasStopped) {
  Catalog from = open(from_);
  fill(from);
  std::vector<LabelledSong> many;
  for (int i = 0; i < 21'000; ++i) many.push_back(song_of("Many", std::to_string(i), "drum"));
  from.songs().add(many);
  int calls = 0;
  const auto stop = [&](const Progress&) {
    if (++calls == 2) throw Error(ErrorKind::cancelled, "stopped");
  };
  EXPECT_EQ(kind_of([&] { (void)copy(from_, to_, stop); }), ErrorKind::cancelled);
  if (to_kind() == Kind::postgresql) {
    std::string message;
    EXPECT_EQ(kind_of([&] { (void)open(to_); }, &message), ErrorKind::corrupt_data);
    EXPECT_THAT(message, HasSubstr("not whole"));
  } else {
    EXPECT_FALSE(std::filesystem::exists(to_));
  }
  from.choices().block_song(11);  // what is no song is read anew
  EXPECT_EQ(copy(from_, to_, kNoProgress).resumed, 20'000U);
  EXPECT_EQ(sql::compare_libraries(*read(from_), *read(to_), kNoProgress).differs, "");
}

TEST_P(Copy, BeginsAnewWhenSongsHaveChangedMeanwhile) {
  Catalog from = open(from_);
  fill(from);
  const auto stop = [](const Progress&) { throw Error(ErrorKind::cancelled, "stopped"); };
  EXPECT_EQ(kind_of([&] { (void)copy(from_, to_, stop); }), ErrorKind::cancelled);
  from.songs().add(std::vector<LabelledSong>{song_of("artist 1", "song 1", "other words")});
  EXPECT_EQ(copy(from_, to_, kNoProgress).resumed, 0U);
  EXPECT_EQ(sql::compare_libraries(*read(from_), *read(to_), kNoProgress).differs, "");
}

std::vector<Kind> kept_kinds() {
  std::vector<Kind> kinds = every_kind();
  std::erase(kinds, Kind::memory);
  return kinds;
}

INSTANTIATE_TEST_SUITE_P(Kinds, Copy,
                         ::testing::Combine(::testing::ValuesIn(kept_kinds()), ::testing::ValuesIn(kept_kinds())),
                         [](const auto& tested) {
                           const auto name = [](Kind kind) { return kind == Kind::sqlite ? "sqlite" : "postgresql"; };
                           return std::string(name(std::get<0>(tested.param))) + "_to_" +
                                  name(std::get<1>(tested.param));
                         });

}  // namespace
}  // namespace leitmotif::catalog
