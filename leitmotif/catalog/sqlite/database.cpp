#include "leitmotif/catalog/sqlite/database.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <system_error>
#include <utility>
#include <vector>

#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

/// What one of SQLite's primary result codes means outside.
struct Meaning {
  int code;
  ErrorKind kind;
  std::string_view text;
};

constexpr Meaning kMeanings[] = {
    {SQLITE_NOTADB, ErrorKind::corrupt_data, "is not a Leitmotif library"},
    {SQLITE_CORRUPT, ErrorKind::corrupt_data, "the library is damaged"},
    {SQLITE_BUSY, ErrorKind::io, "in use by another program"},
    {SQLITE_LOCKED, ErrorKind::io, "in use by another program"},
    {SQLITE_PROTOCOL, ErrorKind::io, "in use by another program"},
    {SQLITE_FULL, ErrorKind::io, "no space left to write"},
    {SQLITE_IOERR, ErrorKind::io, "cannot read or write"},
    {SQLITE_READONLY, ErrorKind::io, "cannot be written"},
    {SQLITE_CANTOPEN, ErrorKind::io, "cannot be opened"},
    {SQLITE_PERM, ErrorKind::io, "no permission"},
    {SQLITE_AUTH, ErrorKind::io, "no permission"},
    {SQLITE_TOOBIG, ErrorKind::resource_limit, "a text is longer than a library can hold"},
    {SQLITE_NOMEM, ErrorKind::resource_limit, "not enough memory"},
    {SQLITE_INTERRUPT, ErrorKind::cancelled, "interrupted"},
    {SQLITE_MISUSE, ErrorKind::internal, "the database door was misused"},
    {SQLITE_RANGE, ErrorKind::internal, "the database door was misused"},
};

// All SQL is constant and tested, so what is left (a table without a column, a row that breaks a constraint) comes from
// the file.
constexpr Meaning kUnexpected = {SQLITE_ERROR, ErrorKind::corrupt_data, "the library is damaged"};

const Meaning& meaning_of(int code) {
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code == (code & 0xff)) return meaning;
  }
  return kUnexpected;
}

void require_openable(const std::filesystem::path& file, Access access) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  if (file.empty()) throw Error(ErrorKind::invalid_argument, "the library's file name is empty");
  if (std::filesystem::is_directory(status)) {
    throw Error(ErrorKind::io, file.string() + ": is a directory, expected a file");
  }
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    throw Error(ErrorKind::io, file.string() + ": is neither a file nor the address of a library");
  }
  if (access == Access::read_only && status.type() == std::filesystem::file_type::not_found) {
    throw Error(ErrorKind::not_found, file.string() + ": there is no such library");
  }
}

}  // namespace

/// A compiled statement of SQLite's.
class Database::Prepared final : public sql::StatementDoor {
 public:
  Prepared(const Database& database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  ~Prepared() override { sqlite3_finalize(statement_); }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  void bind_integer(int parameter, std::int64_t value) override {
    database_.check(sqlite3_bind_int64(statement_, parameter, value));
  }
  void bind_real(int parameter, double value) override {
    database_.check(sqlite3_bind_double(statement_, parameter, value));  // SQLite itself turns NaN into NULL
  }
  void bind_text(int parameter, std::string_view value) override {
    // A null pointer would bind NULL; an empty view may have one.
    const char* bytes = value.empty() ? "" : value.data();
    database_.check(sqlite3_bind_text64(statement_, parameter, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  void bind_blob(int parameter, std::string_view bytes) override {
    const char* data = bytes.empty() ? "" : bytes.data();
    database_.check(sqlite3_bind_blob64(statement_, parameter, data, bytes.size(), SQLITE_STATIC));
  }
  void bind_null(int parameter) override { database_.check(sqlite3_bind_null(statement_, parameter)); }

  bool step() override {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3_reset(statement_);
    database_.fail(code);
  }
  void reset() noexcept override { sqlite3_reset(statement_); }

  [[nodiscard]] bool is_null(int column) const noexcept override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  [[nodiscard]] std::int64_t integer(int column) const noexcept override {
    return sqlite3_column_int64(statement_, column);
  }
  [[nodiscard]] double real(int column) const noexcept override {
    return is_null(column) ? std::numeric_limits<double>::quiet_NaN() : sqlite3_column_double(statement_, column);
  }
  [[nodiscard]] std::string_view text(int column) const noexcept override {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  [[nodiscard]] std::string_view blob(int column) const noexcept override {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  const Database& database_;
  sqlite3_stmt* statement_;
};

/// Rows into a table, one statement each.
class Database::Inserts final : public sql::RowsIn {
 public:
  Inserts(const Database& database, const sql::Table& table)
      : insert_(database.prepare(sql_of(table))), columns_(static_cast<int>(table.columns.size())) {}

  void begin_row() override { column_ = 0; }
  void integer(std::int64_t value) override { next(insert_.bind_integer(column_ + 1, value)); }
  void real(double value) override { next(insert_.bind_real(column_ + 1, value)); }
  void text(std::string_view value) override { next(insert_.bind_text(column_ + 1, value)); }
  void bytes(std::string_view value) override { next(insert_.bind_blob(column_ + 1, value)); }
  void null() override { next(insert_.bind_null(column_ + 1)); }
  void finish() override {}

 private:
  static std::string sql_of(const sql::Table& table) {
    std::string places;
    for (std::size_t i = 1; i <= table.columns.size(); ++i) places += (i == 1 ? "?" : ", ?") + std::to_string(i);
    return "INSERT INTO " + std::string(table.name) + " (" + columns_of(table) + ") VALUES (" + places + ")";
  }
  void next(Statement& bound) {
    if (++column_ == columns_) bound.run();
  }

  Statement insert_;
  int columns_ = 0;
  int column_ = 0;  ///< how many values the row has so far
};

void Database::Close::operator()(sqlite3* connection) const noexcept { sqlite3_close_v2(connection); }

Database::Database(std::filesystem::path file, Access access, std::chrono::milliseconds wait)
    : file_(std::move(file)), wait_(wait) {
  require_openable(file_, access);
  open(access);
  check(sqlite3_extended_result_codes(connection_.get(), 1));
  check(sqlite3_busy_timeout(connection_.get(), static_cast<int>(wait_.count())));
  execute("PRAGMA foreign_keys = ON");
}

void Database::open(Access access) {
  // The absolute path, because SQLite reads a name such as ":memory:" or "file:x?y" as something else than a file.
  const std::string name = std::filesystem::absolute(file_).string();
  const int flags = SQLITE_OPEN_NOMUTEX |
                    (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &connection, flags, nullptr);
  connection_.reset(connection);
  if (connection == nullptr) throw Error(ErrorKind::resource_limit, file_.string() + ": not enough memory");
  check(code);
  // SQLite gives a connection for reading when the file does not allow more.
  if (access == Access::read_write && sqlite3_db_readonly(connection, "main") == 1) {
    throw Error(ErrorKind::io, file_.string() + ": cannot be written (no permission)");
  }
}

void Database::check(int code) const {
  if (code != SQLITE_OK) fail(code);
}

void Database::fail(int code) const {
  const Meaning& meaning = meaning_of(code);
  std::string message = file_.string() + ": " + std::string(meaning.text);
  if ((code & 0xff) == SQLITE_BUSY) {
    message += " (waited " + std::to_string(wait_.count()) + " ms)";
  } else if (meaning.kind == ErrorKind::internal) {
    message += std::string(" (") + sqlite3_errmsg(connection_.get()) + ")";
  } else if (const int reason = sqlite3_system_errno(connection_.get()); meaning.kind == ErrorKind::io && reason != 0) {
    message += std::string(" (") + std::generic_category().message(reason) + ")";
  }
  throw Error(meaning.kind, message);
}

void Database::execute(const std::string& sql) {
  check(sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

Statement Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr));
  return Statement(std::make_unique<Prepared>(*this, statement));
}

std::unique_ptr<sql::RowsIn> Database::rows_into(const sql::Table& table) const {
  return std::make_unique<Inserts>(*this, table);
}

std::int64_t Database::last_number(const sql::Numbered& table) const {
  Statement row =
      prepare("SELECT max((SELECT coalesce(max(" + std::string(table.column) + "), 0) FROM " +
              std::string(table.table) + "), (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?1))");
  return row.bind_text(1, table.table).step() ? row.integer(0) : 0;
}

void Database::set_last_number(const sql::Numbered& table, std::int64_t last) const {
  // Tables that are not in sqlite_sequence go on after the greatest number they hold.
  constexpr std::string_view kTables =
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND sql LIKE '%AUTOINCREMENT%'";
  Statement is_kept = prepare(kTables);
  if (!is_kept.bind_text(1, table.table).step() || is_kept.integer(0) == 0) return;
  prepare("DELETE FROM sqlite_sequence WHERE name = ?1").bind_text(1, table.table).run();
  prepare("INSERT INTO sqlite_sequence VALUES (?1, ?2)").bind_text(1, table.table).bind_integer(2, last).run();
}

void Database::define_digest(const char* name, std::int64_t (*digest)(std::string_view text)) {
  using Digest = decltype(digest);
  const auto call = [](sqlite3_context* context, int, sqlite3_value** values) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    const auto function = reinterpret_cast<Digest>(sqlite3_user_data(context));
    sqlite3_result_int64(context, function(bytes == nullptr ? std::string_view() : std::string_view(bytes, size)));
  };
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  check(sqlite3_create_function_v2(connection_.get(), name, 1, kFlags, reinterpret_cast<void*>(digest), call, nullptr,
                                   nullptr, nullptr));
}

void Database::define_bytes(const char* name, std::string (*bytes)(std::span<const double> numbers)) {
  using Bytes = decltype(bytes);
  const auto call = [](sqlite3_context* context, int count, sqlite3_value** values) {
    std::vector<double> numbers;
    for (int i = 0; i < count; ++i)
      numbers.push_back(sqlite3_value_type(values[i]) == SQLITE_NULL ? std::numeric_limits<double>::quiet_NaN()
                                                                     : sqlite3_value_double(values[i]));
    const std::string result = reinterpret_cast<Bytes>(sqlite3_user_data(context))(numbers);
    sqlite3_result_blob64(context, result.data(), result.size(), SQLITE_TRANSIENT);
  };
  constexpr int kAnyCount = -1;
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  check(sqlite3_create_function_v2(connection_.get(), name, kAnyCount, kFlags, reinterpret_cast<void*>(bytes), call,
                                   nullptr, nullptr, nullptr));
}

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(connection_.get()); }

std::int64_t Database::changes() const noexcept { return sqlite3_changes64(connection_.get()); }

bool Database::in_transaction() const noexcept { return sqlite3_get_autocommit(connection_.get()) == 0; }

}  // namespace leitmotif::catalog::sqlite
