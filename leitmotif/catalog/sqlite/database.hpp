// A thin door to SQLite: files, statements and transactions that close themselves, and errors as leitmotif::Error.
// Flow: everything the catalogue keeps goes through here; sqlite.cpp is the only file that sees sqlite3.h.
// Source: sqlite.org/c3ref; SQLite 3.40.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace leitmotif::catalog::sqlite {

/// What a connection may do with its file.
enum class Access : std::uint8_t {
  read_only,   ///< the file must exist
  read_write,  ///< the file is created when missing
};

/// One compiled SQL statement. Parameters and columns are counted as SQLite does: parameters from 1, columns from 0.
/// Lifetime: must not outlive its Database; bound text and blobs must live until the statement has been stepped.
/// Every function throws what Database says.
class Statement {
 public:
  /// Sets the parameter, counted from 1; what is set stays until it is set anew.
  Statement& bind_integer(int parameter, std::int64_t value);
  /// A number of things; what is above SQLite's integers is the largest of them.
  Statement& bind_count(int parameter, std::size_t count);
  /// NaN is stored as NULL.
  Statement& bind_real(int parameter, double value);
  Statement& bind_text(int parameter, std::string_view value);
  Statement& bind_blob(int parameter, std::string_view bytes);
  Statement& bind_null(int parameter);

  /// Moves to the next row; false when there is none.
  bool step();
  /// Makes the statement ready to be run again. Bound values stay.
  void reset() noexcept;
  /// Steps to the end and resets: for statements that give no rows.
  void run();

  /// A column of the row, counted from 0: whether it is NULL, and its number.
  [[nodiscard]] bool is_null(int column) const noexcept;
  [[nodiscard]] std::int64_t integer(int column) const noexcept;
  /// NULL is NaN.
  [[nodiscard]] double real(int column) const noexcept;
  /// Lifetime of both: until the next step or reset.
  [[nodiscard]] std::string_view text(int column) const noexcept;
  [[nodiscard]] std::string_view blob(int column) const noexcept;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  Statement(const class Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}
  void check(int code) const;

  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// One connection to one file; foreign keys are on, and it waits for other programs' writes. Used by one thread at a
/// time.
///
/// Every function throws Error with the file's name in front: corrupt_data (not a database, damaged, or not what the
/// SQL expects), io (in use by another program for longer than the wait, full disk, no permission, a directory),
/// resource_limit (a text above SQLite's limits), internal (a parameter the statement does not have).
class Database {
 public:
  /// Throws not_found when a file to be read is missing. `wait` is how long a locked file is waited for.
  Database(std::filesystem::path file, Access access, std::chrono::milliseconds wait);
  /// Neither copied nor moved: its statements know where it is.
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs SQL that gives no rows; several statements may stand in one text.
  void execute(const std::string& sql);
  [[nodiscard]] Statement prepare(std::string_view sql) const;
  /// Lets SQL call `digest` by a name, with one text.
  void define_digest(const char* name, std::int64_t (*digest)(std::string_view text));
  /// Lets SQL call `bytes` by a name, with any number of numbers (NULL is NaN), for a BLOB.
  void define_bytes(const char* name, std::string (*bytes)(std::span<const double> numbers));
  /// The first column of the first row as a number, 0 when there is no row.
  [[nodiscard]] std::int64_t number(std::string_view sql) const;

  /// The rowid of the last row that was inserted.
  [[nodiscard]] std::int64_t last_insert_id() const noexcept;
  /// How many rows the last statement that writes has written.
  [[nodiscard]] std::int64_t changes() const noexcept;
  [[nodiscard]] bool in_transaction() const noexcept;
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
  [[nodiscard]] std::chrono::milliseconds wait() const noexcept { return wait_; }

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* connection) const noexcept;
  };
  void open(Access access);
  void check(int code) const;
  [[noreturn]] void fail(int code) const;

  std::filesystem::path file_;
  std::chrono::milliseconds wait_;
  std::unique_ptr<sqlite3, Close> connection_;
};

/// A write transaction: takes the file's write lock at once, and is undone unless `commit` was reached.
class Transaction {
 public:
  /// Throws io when another program holds the lock for longer than the connection's wait.
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// After this the changes survive the end of the program, however it comes.
  void commit();

 private:
  Database& database_;
};

}  // namespace leitmotif::catalog::sqlite
