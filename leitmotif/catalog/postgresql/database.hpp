// A thin door to PostgreSQL: connections, statements, COPY, and errors as leitmotif::Error.
// Flow: everything the catalogue keeps on a server goes through here; only database.cpp and address.cpp see libpq.
// Source: postgresql.org/docs/15/libpq.html.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "leitmotif/catalog/sql/database.hpp"
#include "leitmotif/core/error.hpp"

struct pg_conn;
struct pg_result;

namespace leitmotif::catalog::postgresql {

using sql::Statement;
using sql::Transaction;

/// One connection to one database, whose tables are found in the schema `leitmotif`. Throws what sql::Database says,
/// with the address in front.
class Database final : public sql::Database {
 public:
  /// Connects. `wait` is how long another program's write, or a server that is gone, is waited for.
  /// Throws invalid_argument (the address), not_found (no such database), io (everything else).
  Database(std::string address, std::chrono::milliseconds wait);

  void execute(const std::string& sql) override;
  /// The same for what takes long: `check` is called several times a second. When it throws, the server ends what it
  /// was doing, which is undone, and what was thrown is thrown on.
  void execute(const std::string& sql, const std::function<void()>& check);
  [[nodiscard]] Statement prepare(std::string_view sql) const override;
  [[nodiscard]] Statement prepare_scan(std::string_view sql) const override;
  [[nodiscard]] std::int64_t last_insert_id() const override;
  [[nodiscard]] std::int64_t changes() const noexcept override { return changes_; }
  [[nodiscard]] bool in_transaction() const noexcept override;
  [[nodiscard]] bool is_lost() const noexcept override { return !is_alive(); }
  /// A server that went away is looked for again, at any of the address's hosts, for six times the wait: a standby has
  /// to be told that it takes writes, and what is written would have to be begun anew by a person.
  void begin_writing() override;
  void begin_reading() override { execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] const sql::Bulk* bulk() const noexcept override { return bulk_.get(); }
  [[nodiscard]] std::unique_ptr<sql::RowsIn> rows_into(const sql::Table& table) const override;
  [[nodiscard]] std::int64_t last_number(const sql::Numbered& table) const override;
  void set_last_number(const sql::Numbered& table, std::int64_t last) const override;
  void index_words(std::span<const sql::WordChange> changes) const override;
  [[nodiscard]] Found search(std::string_view words, std::size_t limit, std::size_t offset) const override;
  [[nodiscard]] std::vector<std::int64_t> first_found(std::string_view words, std::size_t most) const override;

  /// Songs that a search found, in order; of more than kMostRanked the first.
  struct Ranked {
    std::size_t total = 0;
    std::vector<std::int64_t> songs;
  };
  /// What searches found, by the text of the question: true as long as `state` is.
  struct SearchMemory {
    std::string state;
    std::unordered_map<std::string, std::int64_t> counts;  ///< how many rows of an index hold it
    std::unordered_map<std::string, Ranked> ranked;
  };
  /// That of the searches over this connection.
  [[nodiscard]] SearchMemory& searches() const noexcept { return searches_; }

  /// Whether the server is still at the other end, as far as this machine knows.
  [[nodiscard]] bool is_alive() const noexcept;
  /// Connects again when it is not: a server in its place is looked for as long as the wait. Throws io.
  void reconnect_if_gone() const { reconnect_if_gone(wait_); }
  /// From now on the tables of another schema are found; its name needs no quotes.
  void use_schema(std::string schema);
  /// As 150020 for 15.20.
  [[nodiscard]] int server_version() const noexcept;

 private:
  friend class CopyIn;
  class Prepared;
  class Scan;
  class Copies;
  struct Close {
    void operator()(pg_conn* connection) const noexcept;
  };
  struct Clear {
    void operator()(pg_result* result) const noexcept;
  };
  using Result = std::unique_ptr<pg_result, Clear>;
  void set_up() const;
  void reconnect_if_gone(std::chrono::milliseconds patience) const;
  /// What `ask` gives, which only reads; asked once more when the server goes away meanwhile and another takes its
  /// place. Within a transaction it is not: what was done before in it would be missing.
  template <class Ask>
  auto surely(Ask ask) const {
    const bool is_alone = !is_within_;
    try {
      return ask();
    } catch (const Error&) {
      if (!is_alone || is_alive()) throw;
    }
    reconnect_if_gone();
    return ask();
  }
  [[nodiscard]] Found found(std::string_view words, std::size_t limit, std::size_t offset) const;
  /// For what ends something, which the end of the connection would end as well.
  void try_to(const std::string& sql) const noexcept;
  /// Remembers whether there is a transaction, as long as the connection can tell.
  void note_transaction() const noexcept;
  /// The connection, with nothing under way: what a scan asked for ahead is taken first.
  [[nodiscard]] pg_conn* idle() const noexcept;
  /// Waits until the server has answered, or has something to say about it.
  void wait_for_answer(const std::function<void()>& check) const;
  /// Has the server end what it is doing, and takes what it still says.
  void cancel() const noexcept;
  [[nodiscard]] std::unique_ptr<const sql::Bulk> make_bulk() const;
  [[nodiscard]] Result checked(pg_result* result) const;
  [[noreturn]] void fail(const pg_result* result) const;
  [[noreturn]] void fail_to_connect() const;

  std::string address_;
  std::string name_;
  std::string schema_ = "leitmotif";
  std::chrono::milliseconds wait_;
  std::unique_ptr<pg_conn, Close> connection_;
  mutable std::int64_t changes_ = 0;
  mutable bool is_within_ = false;  ///< of a transaction, as of the last answer of a server that was there
  mutable int session_ = 0;         ///< how often it was connected again
  mutable int statements_ = 0;      ///< how many got a name so far
  mutable SearchMemory searches_;
  mutable Scan* ahead_ = nullptr;  ///< has asked the server for rows that were not taken yet
  std::unique_ptr<const sql::Bulk> bulk_ = make_bulk();
};

/// Many rows into one table at the speed of the connection (COPY, binary). Used within a transaction; nothing else is
/// asked of the connection before `finish`.
class CopyIn final : public sql::RowsIn {
 public:
  /// `table` with its columns, such as `lyrics (song, text)`.
  CopyIn(const Database& database, const std::string& table, std::int16_t columns);
  /// Ends the copying when `finish` was not reached: nothing is written.
  ~CopyIn() override;
  CopyIn(const CopyIn&) = delete;
  CopyIn& operator=(const CopyIn&) = delete;

  void begin_row() override;
  void integer(std::int64_t value) override;
  void real(double value) override;
  void null() override;
  void text(std::string_view value) override;
  void bytes(std::string_view value) override;
  /// Sends the rest and waits until the server has taken it.
  void finish() override;

 private:
  void flush();

  const Database& database_;
  std::int16_t columns_;
  std::string buffer_;
  bool is_open_ = true;
};

/// A list of numbers as the text of an array, for CAST(?1 AS BIGINT[]).
[[nodiscard]] std::string array_of(std::span<const std::int64_t> numbers);

}  // namespace leitmotif::catalog::postgresql
