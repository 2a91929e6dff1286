#include "leitmotif/catalog/sqlite/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "catalog/every_catalog.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

using leitmotif::testing::TemporaryFolder;
using ::testing::HasSubstr;

class SqliteDoor : public ::testing::Test {
 protected:
  const TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "x.db";
};

TEST_F(SqliteDoor, KeepsEveryKindOfValue) {
  Database database(file_, Access::read_write, kShortWait);
  database.execute("CREATE TABLE t (a, b, c, d, e)");
  const std::string text("tra\0 l\xC3\xA0 'quoted\"", 15);
  const std::string bytes("\0\xFF\x01", 3);
  database.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5)")
      .bind_integer(1, std::numeric_limits<std::int64_t>::min())
      .bind_real(2, 0.1)
      .bind_text(3, text)
      .bind_blob(4, bytes)
      .bind_null(5)
      .run();
  Statement row = database.prepare("SELECT * FROM t");
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.integer(0), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(row.real(1), 0.1);
  EXPECT_EQ(row.text(2), text);
  EXPECT_EQ(row.blob(3), bytes);
  EXPECT_TRUE(row.is_null(4));
  EXPECT_FALSE(row.step());
}

TEST_F(SqliteDoor, EmptyIsNotMissing) {
  Database database(file_, Access::read_write, kShortWait);
  database.execute("CREATE TABLE t (a, b)");
  database.prepare("INSERT INTO t VALUES (?1, ?2)").bind_text(1, std::string_view()).bind_blob(2, {}).run();
  Statement row = database.prepare("SELECT * FROM t");
  ASSERT_TRUE(row.step());
  EXPECT_FALSE(row.is_null(0));
  EXPECT_FALSE(row.is_null(1));
  EXPECT_EQ(row.text(0), "");
  EXPECT_EQ(row.blob(1), "");
}

TEST_F(SqliteDoor, NotANumberIsMissing) {
  Database database(file_, Access::read_write, kShortWait);
  database.execute("CREATE TABLE t (a)");
  database.prepare("INSERT INTO t VALUES (?1)").bind_real(1, std::nan("")).run();
  Statement row = database.prepare("SELECT a FROM t");
  ASSERT_TRUE(row.step());
  EXPECT_TRUE(row.is_null(0));
  EXPECT_TRUE(std::isnan(row.real(0)));
}

TEST_F(SqliteDoor, ATransactionWithoutCommitIsUndone) {
  Database database(file_, Access::read_write, kShortWait);
  database.execute("CREATE TABLE t (a)");
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES (1)");
  }
  EXPECT_EQ(database.number("SELECT count(*) FROM t"), 0);
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES (1)");
    transaction.commit();
  }
  EXPECT_EQ(database.number("SELECT count(*) FROM t"), 1);
}

TEST_F(SqliteDoor, NamesTheFileInErrors) {
  std::string message;
  EXPECT_EQ(kind_of([&] { Database(file_, Access::read_only, kShortWait); }, &message), ErrorKind::not_found);
  EXPECT_THAT(message, HasSubstr(file_.string()));
  EXPECT_EQ(kind_of([&] { Database(folder_.path(), Access::read_write, kShortWait); }, &message), ErrorKind::io);
  EXPECT_THAT(message, HasSubstr("is a directory"));
  EXPECT_EQ(kind_of([&] { Database("", Access::read_write, kShortWait); }), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of([&] { Database("/nowhere/x.db", Access::read_write, kShortWait); }), ErrorKind::io);
  Database database(file_, Access::read_write, kShortWait);
  EXPECT_EQ(kind_of([&] { (void)database.prepare("SELECT nonsense"); }), ErrorKind::corrupt_data);
  EXPECT_EQ(kind_of([&] { database.prepare("SELECT ?1").bind_integer(2, 1); }), ErrorKind::internal);
}

TEST_F(SqliteDoor, AFileWithASpecialNameIsAFile) {
  for (const char* name : {":memory:", "file:y?mode=memory", "100% # ?.db"}) {
    Database(folder_.path() / name, Access::read_write, kShortWait).execute("CREATE TABLE t (a)");
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / name)) << name;
  }
}

TEST_F(SqliteDoor, AReaderCannotWrite) {
  Database(file_, Access::read_write, kShortWait).execute("CREATE TABLE t (a)");
  Database reader(file_, Access::read_only, kShortWait);
  EXPECT_EQ(kind_of([&] { reader.execute("INSERT INTO t VALUES (1)"); }), ErrorKind::io);
}

TEST_F(SqliteDoor, ATakenLockIsSaidAfterTheWait) {
  Database first(file_, Access::read_write, kShortWait);
  Database second(file_, Access::read_write, kShortWait);
  const Transaction transaction(first);
  std::string message;
  EXPECT_EQ(kind_of([&] { Transaction{second}; }, &message), ErrorKind::io);
  EXPECT_THAT(message, HasSubstr("in use by another program (waited 50 ms)"));
}

}  // namespace
}  // namespace leitmotif::catalog::sqlite
