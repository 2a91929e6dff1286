// What the tables of a library need of a database: statements, transactions, an index of words. The tables are the same
// whether a file or a server keeps them, so the parts of the library are written once, against these interfaces.
// Flow: a verb of a part (this folder) -> Statement, Database -> sqlite/ or postgresql/.
//
// The SQL of this folder is what both SQLite 3.40 and PostgreSQL 15 read: parameters are ?1, ?2, ...; truth is 0 or 1.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/part.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/catalog/sql/bulk.hpp"
#include "leitmotif/catalog/sql/tables.hpp"

namespace leitmotif::catalog::sql {

/// What an implementation does for a Statement, which see.
class StatementDoor : public Part {
 public:
  /// Set a parameter, counted from 1.
  virtual void bind_integer(int parameter, std::int64_t value) = 0;
  virtual void bind_real(int parameter, double value) = 0;
  virtual void bind_text(int parameter, std::string_view value) = 0;
  virtual void bind_blob(int parameter, std::string_view bytes) = 0;
  virtual void bind_null(int parameter) = 0;
  /// As Statement's.
  virtual bool step() = 0;
  virtual void reset() noexcept = 0;
  /// A column of the row, counted from 0. Lifetime of views: until the next step or reset.
  [[nodiscard]] virtual bool is_null(int column) const noexcept = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const noexcept = 0;
  [[nodiscard]] virtual double real(int column) const noexcept = 0;
  [[nodiscard]] virtual std::string_view text(int column) const noexcept = 0;
  [[nodiscard]] virtual std::string_view blob(int column) const noexcept = 0;
};

/// One statement. Parameters are counted from 1, columns from 0.
/// Lifetime: must not outlive its Database; bound text and blobs must live until the statement has been stepped.
/// Every function throws what Database says.
class Statement {
 public:
  /// Takes what an implementation made.
  explicit Statement(std::unique_ptr<StatementDoor> door) : door_(std::move(door)) {}

  /// Sets the parameter, counted from 1; what is set stays until it is set anew.
  Statement& bind_integer(int parameter, std::int64_t value) {
    door_->bind_integer(parameter, value);
    return *this;
  }
  /// A number of things; what is above the integers of a database is the largest of them.
  Statement& bind_count(int parameter, std::size_t count);
  /// NaN is stored as NULL.
  Statement& bind_real(int parameter, double value) {
    door_->bind_real(parameter, value);
    return *this;
  }
  /// UTF-8; bytes that are none are the implementation's to refuse or to replace.
  Statement& bind_text(int parameter, std::string_view value) {
    door_->bind_text(parameter, value);
    return *this;
  }
  /// Bytes as they are.
  Statement& bind_blob(int parameter, std::string_view bytes) {
    door_->bind_blob(parameter, bytes);
    return *this;
  }
  /// A string that ends with the line would be read after that, when the statement is stepped.
  template <std::same_as<std::string> Text>
  Statement& bind_text(int parameter, Text&& value) = delete;
  template <std::same_as<std::string> Bytes>
  Statement& bind_blob(int parameter, Bytes&& bytes) = delete;
  /// Nothing.
  Statement& bind_null(int parameter) {
    door_->bind_null(parameter);
    return *this;
  }
  /// Null when there is no value.
  Statement& bind_optional(int parameter, const std::optional<std::int64_t>& value) {
    return value ? bind_integer(parameter, *value) : bind_null(parameter);
  }

  /// Moves to the next row; false when there is none.
  bool step() { return door_->step(); }
  /// Makes the statement ready to be run again. Bound values stay.
  void reset() noexcept { door_->reset(); }
  /// Steps to the end and resets: for statements that give no rows.
  void run();

  /// A column of the row, counted from 0: whether it is NULL, and its number.
  [[nodiscard]] bool is_null(int column) const noexcept { return door_->is_null(column); }
  [[nodiscard]] std::int64_t integer(int column) const noexcept { return door_->integer(column); }
  /// NULL is NaN.
  [[nodiscard]] double real(int column) const noexcept { return door_->real(column); }
  /// Lifetime of both: until the next step or reset.
  [[nodiscard]] std::string_view text(int column) const noexcept { return door_->text(column); }
  [[nodiscard]] std::string_view blob(int column) const noexcept { return door_->blob(column); }

 private:
  std::unique_ptr<StatementDoor> door_;
};

/// What a song's words were, for the index of words. Lifetime of the views: the call they are given to.
struct IndexedTexts {
  std::string_view artist;
  std::string_view title;
  std::string_view lyrics;
};

/// A change the index of words must hear of.
struct WordChange {
  std::int64_t song = 0;
  std::optional<IndexedTexts> before;  ///< what it has to forget; nothing for a new song
  IndexedTexts after;
};

/// One connection. Used by one thread at a time.
///
/// Every function throws Error with the library's name in front: corrupt_data (no library, damaged, or not what the SQL
/// expects), io (in use by another program for longer than the wait, gone, no space, no permission), resource_limit (a
/// text above the database's limits), internal (a parameter the statement does not have).
class Database : public Part {
 public:
  /// Runs SQL that gives no rows; several statements may stand in one text.
  virtual void execute(const std::string& sql) = 0;
  [[nodiscard]] virtual Statement prepare(std::string_view sql) const = 0;
  /// The same for a statement that may give more rows than fit into memory. At most one at a time is stepped.
  [[nodiscard]] virtual Statement prepare_scan(std::string_view sql) const = 0;
  /// The number given to the last row that was inserted with a number of its own.
  [[nodiscard]] virtual std::int64_t last_insert_id() const = 0;
  /// How many rows the last statement that writes has written.
  [[nodiscard]] virtual std::int64_t changes() const noexcept = 0;
  [[nodiscard]] virtual bool in_transaction() const noexcept = 0;
  /// Whether what it is connected to is gone, so that whatever was not committed is undone.
  [[nodiscard]] virtual bool is_lost() const noexcept { return false; }
  /// Begins a write transaction: takes the library's write lock at once. Throws io when another program holds it for
  /// longer than the connection's wait.
  virtual void begin_writing() = 0;
  /// Begins a transaction that only reads: every question sees the library as the first one does.
  virtual void begin_reading() = 0;
  /// The library's, for messages: no password is in it.
  [[nodiscard]] virtual std::string name() const = 0;

  /// Null where single rows are as fast.
  [[nodiscard]] virtual const Bulk* bulk() const noexcept { return nullptr; }
  /// Lifetime: within that of the database, and of `table`; on a server nothing else is asked before `finish`.
  [[nodiscard]] virtual std::unique_ptr<RowsIn> rows_into(const Table& table) const = 0;
  /// The last number a row of the table got; 0 when there was none.
  [[nodiscard]] virtual std::int64_t last_number(const Numbered& table) const = 0;
  /// The next row gets a number above `last`. Within a write transaction.
  virtual void set_last_number(const Numbered& table, std::int64_t last) const = 0;
  /// Brings the index of words up to date, or notes what has to be done later. Within a write transaction.
  virtual void index_words(std::span<const WordChange> changes) const = 0;
  /// See Songs::search.
  [[nodiscard]] virtual Found search(std::string_view words, std::size_t limit, std::size_t offset) const = 0;
  /// See Songs::first_found; by `search`, where there is nothing quicker.
  [[nodiscard]] virtual std::vector<std::int64_t> first_found(std::string_view words, std::size_t most) const {
    return numbers_of(search(words, most, 0));
  }

  /// The first column of the first row as a number, 0 when there is no row.
  [[nodiscard]] std::int64_t number(std::string_view sql) const;
};

/// A write transaction, which is undone unless `commit` was reached.
class Transaction {
 public:
  /// Throws as Database::begin_writing.
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// After this the changes survive the end of the program, however it comes.
  void commit();

 private:
  Database& database_;
};

}  // namespace leitmotif::catalog::sql
