#include "leitmotif/catalog/postgresql/copy_place.hpp"

#include <chrono>
#include <utility>

#include "leitmotif/catalog/postgresql/database.hpp"
#include "leitmotif/catalog/postgresql/schema.hpp"
#include "leitmotif/catalog/postgresql/words.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

constexpr std::chrono::milliseconds kWait{5000};

class GrowingSchema final : public sql::CopyPlace {
 public:
  explicit GrowingSchema(const std::string& address) : database_(address, kWait) {
    // Held until the connection ends: two programs that fill one copy would take each other's songs for their own.
    if (database_.number("SELECT CAST(pg_try_advisory_lock(1282241639) AS INTEGER)") != 1)
      throw Error(ErrorKind::io, database_.name() + ": another program is copying a library to this place");
    prepare_copy(database_);
  }

  sql::Database& database() override { return database_; }

  void begin_anew() override {
    database_.execute("DROP SCHEMA " + std::string(kCopySchema) + " CASCADE");
    prepare_copy(database_);
  }

  void before_last() override {
    database_.execute("ALTER SCHEMA " + std::string(kCopySchema) + " RENAME TO leitmotif");
    database_.use_schema("leitmotif");
  }

  void finish(const OnProgress& on_progress) override { index_all(database_, on_progress); }

 private:
  Database database_;
};

}  // namespace

std::unique_ptr<sql::Database> open_to_read(const std::string& address) {
  auto database = std::make_unique<Database>(address, kWait);
  require_present_format(*database);
  return database;
}

bool has_library(const std::string& address) { return format_of(Database(address, kWait)) > 0; }

std::unique_ptr<sql::CopyPlace> make_copy_place(const std::string& address) {
  return std::make_unique<GrowingSchema>(address);
}

}  // namespace leitmotif::catalog::postgresql
