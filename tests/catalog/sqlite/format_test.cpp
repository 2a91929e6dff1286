#include "leitmotif/catalog/sqlite/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "catalog/every_catalog.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

using leitmotif::testing::TemporaryFolder;
using ::testing::HasSubstr;

class LibraryFormat : public ::testing::Test {
 protected:
  Database connection() const { return Database(file_, Access::read_write, kShortWait); }
  /// A library as it was after that many steps, with what `sql` writes into it.
  void make_old_library(std::size_t steps, const std::string& sql) const {
    Database old = connection();
    prepare_file(old, format_steps().first(steps));
    old.execute(sql);
  }
  void make_library() const { open(file_).songs().add(std::array{song_of("Ada", "One"), song_of("Bo", "Two")}); }
  std::vector<std::string_view> steps_with(std::string_view next) const {
    std::vector<std::string_view> steps(format_steps().begin(), format_steps().end());
    steps.push_back(next);
    return steps;
  }

  const TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "library.db";
  const std::size_t present_ = format_steps().size();
  const std::filesystem::path backup_ = folder_.path() / ("library.db.format-" + std::to_string(present_) + ".backup");
};

TEST_F(LibraryFormat, AnEmptyFileBecomesALibrary) {
  folder_.write("library.db", "");
  EXPECT_EQ(open(file_).songs().size(), 0U);
  EXPECT_EQ(connection().number("PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(connection().number("PRAGMA user_version"), static_cast<std::int64_t>(format_steps().size()));
}

TEST_F(LibraryFormat, ReadersDoNotBlockBecauseOfTheWriteAheadLog) {
  make_library();
  Database database = connection();
  Statement mode = database.prepare("PRAGMA journal_mode");
  ASSERT_TRUE(mode.step());
  EXPECT_EQ(mode.text(0), "wal");
}

TEST_F(LibraryFormat, AnOlderOneIsMigratedAfterABackup) {
  make_library();
  const auto steps = steps_with("ALTER TABLE songs ADD COLUMN mood TEXT; UPDATE songs SET mood = 'calm'");
  Database database = connection();
  EXPECT_EQ(kind_of([&] { require_present_format(database, steps); }), ErrorKind::unsupported);
  prepare_file(database, steps);
  require_present_format(database, steps);
  EXPECT_EQ(database.number("SELECT count(*) FROM songs WHERE mood = 'calm'"), 2);
  EXPECT_EQ(open_read_only(backup_).songs().size(), 2U) << "the copy is a library of the older format";
  prepare_file(database, steps);
  EXPECT_EQ(database.number("PRAGMA user_version"), static_cast<std::int64_t>(present_) + 1);
}

TEST_F(LibraryFormat, OfBeforeDigestsKeepsSongsAndNumbers) {
  make_old_library(
      4,
      "INSERT INTO songs (id, artist, title, year, genre, label, form, identity) VALUES "
      "(1, 'Ada', 'One', 1999, 'pop', '', 0, 'ada' || char(31) || 'one' || char(31) || '1999' || char(31) || '3'), "
      "(9, 'Bo', 'Two', NULL, 'pop', '', 0, 'bo' || char(31) || 'two' || char(31) || char(31) || '2');"
      "INSERT INTO lyrics SELECT id, 'walking home' FROM songs;"
      "INSERT INTO words (rowid, artist, title, lyrics) SELECT * FROM searchable;"
      "INSERT INTO models (id, probabilities, parts) VALUES ('m', 1, 0);"
      "INSERT INTO scores SELECT 1, id, zeroblob(4), '', 2 FROM songs; INSERT INTO blocked_songs VALUES (1);"
      "DELETE FROM words WHERE rowid = 9; DELETE FROM songs WHERE id = 9");
  Catalog catalog = open(file_);
  EXPECT_EQ(catalog.songs().add(std::array{song_of("ADA", "one")}).updated, 1U) << "it is found";
  EXPECT_EQ(catalog.songs().add(std::array{song_of("Bo", "Two")}).imported, 1U);
  EXPECT_TRUE(catalog.songs().song(10)) << "the number of a song that is gone is not given again";
  EXPECT_TRUE(catalog.scores().of("m", 1)) << "what refers to a song stays";
  Database database = connection();
  EXPECT_EQ(database.number("SELECT count(*) FROM blocked_songs"), 1);
  EXPECT_EQ(database.number("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%new_songs%'"), 0);
  expect_whole_file(file_);
}

TEST_F(LibraryFormat, OfBeforeSoundFeaturesKeepsThemAndFindsAlbums) {
  make_old_library(
      5,
      "INSERT INTO songs (id, artist, title, year, genre, label, form, valence, energy, identity) VALUES "
      "(1, 'Ada', 'One', 1999, 'pop', '', 0, 0.25, 0.1, 'ada' || char(31) || 'one' || char(31) || '1999' || char(31) "
      "|| '3'), (4, 'Bo', 'Two', NULL, 'pop', '', 0, NULL, NULL, 'bo' || char(31) || 'two' || char(31) || char(31) "
      "|| "
      "'2'); INSERT INTO lyrics SELECT id, 'walking home' FROM songs;"
      "INSERT INTO words (rowid, artist, title, lyrics) SELECT * FROM searchable;"
      "INSERT INTO song_details VALUES (1, 'Doors', NULL, 'en', 0, 1, 'r-1', '', '', 1);"
      "DELETE FROM words WHERE rowid = 4; DELETE FROM songs WHERE id = 4");
  Catalog catalog = open(file_);
  const std::vector<SoundFeature> features = catalog.sounds().of(1);
  ASSERT_EQ(features.size(), 2U);
  EXPECT_EQ(features[0], (SoundFeature{"energy", 0.1, SoundSource::data_set, ""}));
  EXPECT_EQ(features[1], (SoundFeature{"valence", 0.25, SoundSource::data_set, ""}));
  EXPECT_EQ(only_id(catalog, "doors"), 1);
  EXPECT_EQ(catalog.files().with_recording("r-1"), std::vector<std::int64_t>{1});
  catalog.songs().add(std::array{song_of("Bo", "Two")});
  EXPECT_TRUE(catalog.songs().song(5)) << "the number of a song that is gone is not given again";
  expect_whole_file(file_);
}

TEST_F(LibraryFormat, ForeignKeysHoldAfterAMigration) {
  Database database = connection();
  prepare_file(database);
  EXPECT_EQ(database.number("PRAGMA foreign_keys"), 1);
}

TEST_F(LibraryFormat, AMigrationThatFailsChangesNothing) {
  make_library();
  {
    Database database = connection();
    const auto steps = steps_with("ALTER TABLE songs ADD COLUMN mood TEXT; UPDATE nowhere SET mood = 'calm'");
    EXPECT_EQ(kind_of([&] { prepare_file(database, steps); }), ErrorKind::corrupt_data);
  }
  EXPECT_EQ(open(file_).songs().size(), 2U);
  EXPECT_TRUE(std::filesystem::exists(backup_));
}

TEST_F(LibraryFormat, ANewerOneIsRefused) {
  make_library();
  connection().execute("PRAGMA user_version = " + std::to_string(present_ + 1));
  std::string message;
  EXPECT_EQ(kind_of([&] { (void)open(file_); }, &message), ErrorKind::unsupported);
  EXPECT_EQ(message, file_.string() + ": has library format " + std::to_string(present_ + 1) +
                         " of a newer Leitmotif; this one knows formats up to " + std::to_string(present_));
  EXPECT_EQ(kind_of([&] { (void)open_read_only(file_); }), ErrorKind::unsupported);
}

TEST_F(LibraryFormat, AnotherProgramsDatabaseIsRefusedAndNotTouched) {
  for (const char* mark : {"", "PRAGMA application_id = 252006675", "PRAGMA user_version = 1"}) {
    const std::filesystem::path file = folder_.path() / "other.db";
    std::filesystem::remove(file);
    Database(file, Access::read_write, kShortWait).execute(std::string("CREATE TABLE recipes (name TEXT);") + mark);
    std::string message;
    EXPECT_EQ(kind_of([&] { (void)open(file); }, &message), ErrorKind::corrupt_data);
    EXPECT_THAT(message, HasSubstr("is not a Leitmotif library"));
    EXPECT_EQ(kind_of([&] { (void)open_read_only(file); }), ErrorKind::corrupt_data);
    Database other(file, Access::read_only, kShortWait);
    EXPECT_EQ(other.number("SELECT count(*) FROM sqlite_schema"), 1);
    EXPECT_FALSE(std::filesystem::exists(file.string() + "-wal"));
  }
}

TEST_F(LibraryFormat, AnEmptyDatabaseWithForeignMarksIsRefused) {
  connection().execute("PRAGMA application_id = 252006675");
  EXPECT_EQ(kind_of([&] { (void)open(file_); }), ErrorKind::corrupt_data);
}

TEST_F(LibraryFormat, MissingTablesAreDamage) {
  make_library();
  connection().execute("DROP TABLE scores");
  std::string message;
  EXPECT_EQ(kind_of([&] { (void)open(file_); }, &message), ErrorKind::corrupt_data);
  EXPECT_THAT(message, HasSubstr("damaged"));
}

TEST_F(LibraryFormat, AFileThatIsNoDatabaseIsRefused) {
  folder_.write("library.db", std::string(5000, 'x'));
  std::string message;
  EXPECT_EQ(kind_of([&] { (void)open(file_); }, &message), ErrorKind::corrupt_data);
  EXPECT_EQ(message, file_.string() + ": is not a Leitmotif library");
  EXPECT_EQ(kind_of([&] { (void)open_read_only(file_); }), ErrorKind::corrupt_data);
  folder_.write("short.db", "not a database");
  EXPECT_EQ(kind_of([&] { (void)open(folder_.path() / "short.db"); }), ErrorKind::corrupt_data);
}

TEST_F(LibraryFormat, AnEmptyFileIsNothingToRead) {
  folder_.write("library.db", "");
  EXPECT_EQ(kind_of([&] { (void)open_read_only(file_); }), ErrorKind::corrupt_data);
}

}  // namespace
}  // namespace leitmotif::catalog::sqlite
