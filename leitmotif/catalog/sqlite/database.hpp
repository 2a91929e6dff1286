// A thin door to SQLite: files, statements and transactions that close themselves, and errors as leitmotif::Error.
// Flow: everything the catalogue keeps goes through here; database.cpp is the only file that sees sqlite3.h.
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
#include <vector>

#include "leitmotif/catalog/sql/database.hpp"

struct sqlite3;

namespace leitmotif::catalog::sqlite {

using sql::Statement;
using sql::Transaction;

/// What a connection may do with its file.
enum class Access : std::uint8_t {
  read_only,   ///< the file must exist
  read_write,  ///< the file is created when missing
};

/// One connection to one file; foreign keys are on, and it waits for other programs' writes. Throws what sql::Database
/// says, with the file's name in front.
class Database final : public sql::Database {
 public:
  /// Throws not_found when a file to be read is missing. `wait` is how long a locked file is waited for.
  Database(std::filesystem::path file, Access access, std::chrono::milliseconds wait);

  void execute(const std::string& sql) override;
  [[nodiscard]] Statement prepare(std::string_view sql) const override;
  [[nodiscard]] Statement prepare_scan(std::string_view sql) const override { return prepare(sql); }
  [[nodiscard]] std::int64_t last_insert_id() const override;
  [[nodiscard]] std::int64_t changes() const noexcept override;
  [[nodiscard]] bool in_transaction() const noexcept override;
  void begin_writing() override { execute("BEGIN IMMEDIATE"); }
  void begin_reading() override { execute("BEGIN"); }
  [[nodiscard]] std::string name() const override { return file_.string(); }
  [[nodiscard]] std::unique_ptr<sql::RowsIn> rows_into(const sql::Table& table) const override;
  [[nodiscard]] std::int64_t last_number(const sql::Numbered& table) const override;
  void set_last_number(const sql::Numbered& table, std::int64_t last) const override;
  void index_words(std::span<const sql::WordChange> changes) const override;
  [[nodiscard]] Found search(std::string_view words, std::size_t limit, std::size_t offset) const override;
  [[nodiscard]] std::vector<std::int64_t> first_found(std::string_view words, std::size_t most) const override;

  /// Lets SQL call `digest` by a name, with one text.
  void define_digest(const char* name, std::int64_t (*digest)(std::string_view text));
  /// Lets SQL call `bytes` by a name, with any number of numbers (NULL is NaN), for a BLOB.
  void define_bytes(const char* name, std::string (*bytes)(std::span<const double> numbers));
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
  [[nodiscard]] std::chrono::milliseconds wait() const noexcept { return wait_; }

 private:
  class Prepared;
  class Inserts;
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

}  // namespace leitmotif::catalog::sqlite
