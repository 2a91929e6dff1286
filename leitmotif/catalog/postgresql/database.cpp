#include "leitmotif/catalog/postgresql/database.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <optional>
#include <thread>
#include <utility>

#include "leitmotif/catalog/postgresql/address.hpp"
#include "leitmotif/catalog/sql/server_text.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

constexpr int kBinary = 1;
constexpr int kRowsPerFetch = 1024;
/// So many times as long as others those look for a server who write.
constexpr int kWritersPatience = 6;
/// Rows of a fetch that was asked for ahead are taken from the system's small buffer each time so many were read.
constexpr int kRowsBetweenReceives = 128;
constexpr std::size_t kBytesPerCopy = 256U << 10U;

// Numbers of PostgreSQL's types: postgresql.org/docs/15/catalog-pg-type.html, src/include/catalog/pg_type.dat.
constexpr Oid kBool = 16;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kFloat8 = 701;

/// What an SQLSTATE, or a class of them (its first two characters), means outside.
struct Meaning {
  std::string_view state;
  ErrorKind kind;
  std::string_view text;
};

constexpr Meaning kMeanings[] = {
    {"55P03", ErrorKind::io, "in use by another program"},
    {"40", ErrorKind::io, "in use by another program"},
    {"53100", ErrorKind::io, "no space left on the server"},
    {"53", ErrorKind::io, "the server has not enough of something"},
    {"25006", ErrorKind::io, "cannot be written: the server only answers questions"},
    {"42501", ErrorKind::io, "no permission"},
    {"28", ErrorKind::io, "no permission"},
    {"57", ErrorKind::io, "the server has stopped"},
    {"58", ErrorKind::io, "the server cannot read or write"},
    {"08", ErrorKind::io, "the server is gone"},
    {"54", ErrorKind::resource_limit, "a text is longer than a library can hold"},
    {"3D000", ErrorKind::not_found, "there is no such database"},
};

// All SQL is constant and tested, so what is left comes from the tables.
constexpr Meaning kUnexpected = {"", ErrorKind::corrupt_data, "the library is damaged"};

const Meaning& meaning_of(std::string_view state) {
  for (const Meaning& meaning : kMeanings)
    if (state.starts_with(meaning.state)) return meaning;
  return kUnexpected;
}

/// A message of the server's in one line, without "FATAL: " and the like.
std::string one_line(const char* message) {
  std::string text;
  for (const char* c = message == nullptr ? "" : message; *c != '\0'; ++c) {
    if (*c == '\n') {
      while (*(c + 1) == ' ' || *(c + 1) == '\t') ++c;
      if (*(c + 1) != '\0') text += "; ";
    } else {
      text += *c;
    }
  }
  for (const char* word : {"FATAL:  ", "ERROR:  "})
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, 8);
  return text;
}

/// Where a table's numbers come from.
std::string sequence_of(const sql::Numbered& table) {
  if (table.table == "songs") return "song_numbers";
  return std::string(table.table) + "_" + std::string(table.column) + "_seq";
}

/// ?1 as $1. No text of the SQL holds a question mark.
std::string with_dollars(std::string_view sql) {
  std::string text(sql);
  for (char& c : text)
    if (c == '?') c = '$';
  return text;
}

template <class Number>
Number from_network(const char* bytes) noexcept {
  static_assert(std::endian::native == std::endian::little);
  std::array<char, sizeof(Number)> turned{};
  for (std::size_t i = 0; i < sizeof(Number); ++i) turned[i] = bytes[sizeof(Number) - 1 - i];
  return std::bit_cast<Number>(turned);
}

template <class Number>
void append_to_network(std::string& out, Number number) {
  const auto bytes = std::bit_cast<std::array<char, sizeof(Number)>>(number);
  out.append(bytes.rbegin(), bytes.rend());
}

}  // namespace

/// The values of a statement's parameters as libpq takes them.
class Parameters {
 public:
  void set_text(int parameter, std::string value) {  // as SQL would write it
    at(parameter) = {std::move(value), {}, 0, false, true};
  }
  void set_bytes(int parameter, std::string_view bytes) { at(parameter) = {{}, bytes, kBinary, false, true}; }
  void set_mended(int parameter, std::string mended) { at(parameter) = {std::move(mended), {}, kBinary, false, true}; }
  void set_null(int parameter) { at(parameter) = {{}, {}, 0, true, true}; }

  /// Lifetime of what `use` is given: that of the call.
  template <class Use>
  auto with(Use use) const {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    for (const Value& value : values_) {
      const std::string_view bytes = value.own.empty() ? value.bytes : std::string_view(value.own);
      values.push_back(value.is_null ? nullptr : bytes.empty() ? "" : bytes.data());
      lengths.push_back(static_cast<int>(bytes.size()));
      formats.push_back(value.format);
      // The server finds out the type from the place of a parameter; one without a place needs some type.
      types.push_back(value.is_set ? 0 : kText);
    }
    return use(static_cast<int>(values.size()), types.data(), values.data(), lengths.data(), formats.data());
  }

 private:
  struct Value {
    std::string own;  ///< counts when it is not empty
    std::string_view bytes;
    int format = 0;
    bool is_null = true;
    bool is_set = false;
  };
  Value& at(int parameter) {
    const auto index = static_cast<std::size_t>(parameter - 1);
    if (index >= values_.size()) values_.resize(index + 1);
    return values_[index];
  }
  std::vector<Value> values_;
};

void Database::Close::operator()(pg_conn* connection) const noexcept { PQfinish(connection); }
void Database::Clear::operator()(pg_result* result) const noexcept { PQclear(result); }

/// A statement whose rows come all at once. The second time it is run it gets a name, and the server keeps its plan.
class Database::Prepared : public sql::StatementDoor {
 public:
  Prepared(const Database& database, std::string sql) : database_(database), sql_(std::move(sql)) {}
  ~Prepared() override {
    if (!name_.empty() && session_ == database_.session_) database_.try_to("DEALLOCATE " + name_);
  }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  void bind_integer(int parameter, std::int64_t value) override { values_.set_text(parameter, std::to_string(value)); }
  void bind_real(int parameter, double value) override {
    if (std::isnan(value)) return values_.set_null(parameter);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.17g", value);
    values_.set_text(parameter, text.data());
  }
  void bind_text(int parameter, std::string_view value) override {
    std::string mended;
    const std::string_view sound = sql::server_text(value, mended);
    if (mended.empty()) return values_.set_bytes(parameter, sound);
    values_.set_mended(parameter, std::move(mended));
  }
  void bind_blob(int parameter, std::string_view bytes) override { values_.set_bytes(parameter, bytes); }
  void bind_null(int parameter) override { values_.set_null(parameter); }

  bool step() override {
    if (!result_) {
      result_ = database_.surely([this] { return run(); });
      row_ = -1;
    }
    return ++row_ < PQntuples(result_.get());
  }
  void reset() noexcept override { result_.reset(); }

  [[nodiscard]] bool is_null(int column) const noexcept override {
    return PQgetisnull(result_.get(), row_, column) == 1;
  }
  [[nodiscard]] std::int64_t integer(int column) const noexcept override {
    if (is_null(column)) return 0;
    const char* bytes = PQgetvalue(result_.get(), row_, column);
    switch (PQftype(result_.get(), column)) {
      case kInt8:
        return from_network<std::int64_t>(bytes);
      case kInt4:
        return from_network<std::int32_t>(bytes);
      case kInt2:
        return from_network<std::int16_t>(bytes);
      case kBool:
        return *bytes == 0 ? 0 : 1;
      default:
        return 0;
    }
  }
  [[nodiscard]] double real(int column) const noexcept override {
    if (is_null(column)) return std::numeric_limits<double>::quiet_NaN();
    if (PQftype(result_.get(), column) != kFloat8) return static_cast<double>(integer(column));
    return from_network<double>(PQgetvalue(result_.get(), row_, column));
  }
  [[nodiscard]] std::string_view text(int column) const noexcept override {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
  }
  [[nodiscard]] std::string_view blob(int column) const noexcept override { return text(column); }

 protected:
  /// Runs any SQL with the statement's parameters.
  Result run_text(const std::string& sql) const {
    return values_.with(
        [&](int count, const Oid* types, const char* const* values, const int* lengths, const int* formats) {
          return database_.checked(
              PQexecParams(database_.idle(), sql.c_str(), count, types, values, lengths, formats, kBinary));
        });
  }

  const Database& database_;
  std::string sql_;
  Result result_;
  int row_ = -1;

 private:
  Result run() {
    if (++runs_ < 2) return run_text(sql_);
    pg_conn* const connection = database_.idle();
    return values_.with(
        [&](int count, const Oid* types, const char* const* values, const int* lengths, const int* formats) {
          if (name_.empty() || session_ != database_.session_) {
            name_.clear();
            session_ = database_.session_;
            const std::string name = "statement_" + std::to_string(++database_.statements_);
            (void)database_.checked(PQprepare(connection, name.c_str(), sql_.c_str(), count, types));
            name_ = name;
          }
          return database_.checked(PQexecPrepared(connection, name_.c_str(), count, values, lengths, formats, kBinary));
        });
  }

  Parameters values_;
  std::string name_;
  int session_ = 0;  ///< of the connection in which the name is known
  int runs_ = 0;
};

/// A statement whose rows come piece by piece, all of the moment the first came (a cursor). While one piece is read the
/// server makes the next.
class Database::Scan final : public Database::Prepared {
 public:
  using Prepared::Prepared;
  ~Scan() override {
    take();
    if (is_open_) database_.try_to(end());
  }
  Scan(const Scan&) = delete;
  Scan& operator=(const Scan&) = delete;

  bool step() override {
    if (!is_open_) database_.surely([this] { open(); });
    if (result_ && ++row_ < PQntuples(result_.get())) {
      if (row_ % kRowsBetweenReceives == 0 && database_.ahead_ == this)
        (void)PQconsumeInput(database_.connection_.get());  // what failed is said by the next piece
      return true;
    }
    if (result_ && PQntuples(result_.get()) < kRowsPerFetch) return false;
    if (!next_) ask();
    take();
    result_ = database_.checked(next_.release());
    row_ = 0;
    if (PQntuples(result_.get()) == kRowsPerFetch) ask();
    return PQntuples(result_.get()) > 0;
  }
  void reset() noexcept override {
    take();
    next_.reset();
    result_.reset();
    if (std::exchange(is_open_, false)) database_.try_to(end());
  }

  /// Waits for the piece that was asked for, when there is one.
  void take() noexcept {
    if (database_.ahead_ != this) return;
    database_.ahead_ = nullptr;
    pg_conn* const connection = database_.connection_.get();
    next_.reset(PQgetResult(connection));
    while (pg_result* const more = PQgetResult(connection)) PQclear(more);
  }

 private:
  void open() {
    is_within_ = database_.is_within_;
    if (!is_within_)
      (void)database_.checked(PQexec(database_.idle(), "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    (void)run_text("DECLARE scan NO SCROLL CURSOR FOR " + sql_);
    is_open_ = true;
  }
  void ask() {
    if (database_.ahead_ == this) return;
    const std::string sql = "FETCH " + std::to_string(kRowsPerFetch) + " FROM scan";
    if (PQsendQueryParams(database_.idle(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, kBinary) != 1)
      database_.fail(nullptr);
    database_.ahead_ = this;
  }
  [[nodiscard]] std::string end() const { return is_within_ ? "CLOSE scan" : "ROLLBACK"; }

  Result next_;
  bool is_open_ = false;
  bool is_within_ = false;  ///< of a transaction that was there before
};

pg_conn* Database::idle() const noexcept {
  if (ahead_ != nullptr) ahead_->take();
  return connection_.get();
}

Database::Database(std::string address, std::chrono::milliseconds wait)
    : address_(std::move(address)), name_(shown_address(address_)), wait_(wait) {
  // What the address says comes last and counts.
  constexpr std::array<const char*, 5> kNames = {"fallback_application_name", "connect_timeout", "tcp_user_timeout",
                                                 "dbname", nullptr};
  const std::array<const char*, 5> values = {"leitmotif", "5", "15000", address_.c_str(), nullptr};
  connection_.reset(PQconnectdbParams(kNames.data(), values.data(), 1));
  if (!connection_) throw Error(ErrorKind::resource_limit, name_ + ": not enough memory");
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  if (PQstatus(connection_.get()) != CONNECTION_OK) fail_to_connect();
  set_up();
}

void Database::set_up() const {
  is_within_ = false;
  // Compiling a plan over 32 partitions takes the server seconds, running it a part of one.
  const std::string sql = "SET search_path TO " + schema_ +
                          "; SET client_encoding TO 'UTF8'; SET standard_conforming_strings TO on; "
                          "SET enable_partitionwise_join TO on; SET jit TO off";
  (void)checked(PQexec(idle(), sql.c_str()));
}

void Database::fail_to_connect() const {
  const std::string message = one_line(PQerrorMessage(connection_.get()));
  const bool is_missing = message.find("database \"") != std::string::npos && message.ends_with("does not exist");
  throw Error(is_missing ? ErrorKind::not_found : ErrorKind::io,
              name_ + (is_missing ? ": there is no such database (" : ": cannot connect (") + message + ")");
}

Database::Result Database::checked(pg_result* raw) const {
  Result result(raw);
  note_transaction();
  const ExecStatusType status = PQresultStatus(raw);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) {
    // Only of what writes: a question leaves the number as it is.
    if (status == PGRES_COMMAND_OK || std::string_view(PQcmdStatus(raw)).starts_with("INSERT"))
      changes_ = std::atoll(PQcmdTuples(raw));
    return result;
  }
  fail(raw);
}

void Database::fail(const pg_result* result) const {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (PQstatus(connection_.get()) == CONNECTION_BAD) {
    const char* primary = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    throw Error(ErrorKind::io, name_ + ": the server is gone (" +
                                   one_line(primary != nullptr ? primary : PQerrorMessage(connection_.get())) + ")");
  }
  const Meaning& meaning = meaning_of(state == nullptr ? "" : state);
  std::string message = name_ + ": " + std::string(meaning.text);
  if (std::string_view(state == nullptr ? "" : state) == "55P03") {
    message += " (waited " + std::to_string(wait_.count()) + " ms)";
  } else {
    const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    message += " (" + one_line(primary != nullptr ? primary : PQerrorMessage(connection_.get())) + ")";
  }
  throw Error(meaning.kind, message);
}

void Database::execute(const std::string& sql) { (void)checked(PQexec(idle(), sql.c_str())); }

void Database::execute(const std::string& sql, const std::function<void()>& check) {
  pg_conn* const connection = idle();
  if (PQsendQuery(connection, sql.c_str()) != 1) fail(nullptr);
  std::vector<Result> results;  // one for each statement
  try {
    do {
      wait_for_answer(check);
      results.emplace_back(PQgetResult(connection));
    } while (results.back());
  } catch (...) {
    cancel();
    throw;
  }
  results.pop_back();
  for (Result& result : results) result = checked(result.release());
}

void Database::wait_for_answer(const std::function<void()>& check) const {
  constexpr int kMillisecondsBetweenChecks = 100;
  pg_conn* const connection = connection_.get();
  while (PQisBusy(connection) == 1) {
    check();
    pollfd socket{PQsocket(connection), POLLIN, 0};
    (void)::poll(&socket, 1, kMillisecondsBetweenChecks);  // a signal may end it earlier, which is looked at next
    if (PQconsumeInput(connection) != 1) fail(nullptr);
  }
}

void Database::cancel() const noexcept {
  pg_conn* const connection = connection_.get();
  std::array<char, 256> message{};
  if (PGcancel* const asked = PQgetCancel(connection)) {
    (void)PQcancel(asked, message.data(), static_cast<int>(message.size()));  // else it is waited for
    PQfreeCancel(asked);
  }
  while (pg_result* const result = PQgetResult(connection)) PQclear(result);
  note_transaction();
}

Statement Database::prepare(std::string_view sql) const {
  return Statement(std::make_unique<Prepared>(*this, with_dollars(sql)));
}

Statement Database::prepare_scan(std::string_view sql) const {
  return Statement(std::make_unique<Scan>(*this, with_dollars(sql)));
}

std::int64_t Database::last_insert_id() const { return number("SELECT lastval()"); }

void Database::try_to(const std::string& sql) const noexcept {
  if (!is_alive()) return;
  PQclear(PQexec(idle(), sql.c_str()));
  note_transaction();
}

void Database::note_transaction() const noexcept {
  if (PQstatus(connection_.get()) == CONNECTION_OK) is_within_ = in_transaction();
}

bool Database::in_transaction() const noexcept {
  const PGTransactionStatusType status = PQtransactionStatus(connection_.get());
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

bool Database::is_alive() const noexcept {
  if (PQstatus(connection_.get()) != CONNECTION_OK) return false;
  pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
  if (::poll(&socket, 1, 0) <= 0) return true;
  // Something came unasked: a notice, or the end.
  return PQconsumeInput(connection_.get()) == 1 && PQstatus(connection_.get()) == CONNECTION_OK;
}

void Database::reconnect_if_gone(std::chrono::milliseconds patience) const {
  if (is_alive()) return;
  constexpr std::chrono::milliseconds kBetweenTries{100};
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (true) {
    PQreset(idle());
    if (PQstatus(connection_.get()) == CONNECTION_OK) break;
    if (std::chrono::steady_clock::now() >= give_up) fail_to_connect();
    std::this_thread::sleep_for(kBetweenTries);
  }
  ++session_;
  set_up();
}

void Database::use_schema(std::string schema) {
  schema_ = std::move(schema);
  execute("SET search_path TO " + schema_);
}

std::unique_ptr<sql::RowsIn> Database::rows_into(const sql::Table& table) const {
  return std::make_unique<CopyIn>(*this, std::string(table.name) + " (" + columns_of(table) + ")",
                                  static_cast<std::int16_t>(table.columns.size()));
}

std::int64_t Database::last_number(const sql::Numbered& table) const {
  return number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM " + sequence_of(table));
}

void Database::set_last_number(const sql::Numbered& table, std::int64_t last) const {
  if (last < 1) return;
  const std::string sequence = sequence_of(table);
  prepare("SELECT setval(CAST(CAST(?1 AS TEXT) AS REGCLASS), ?2)").bind_text(1, sequence).bind_integer(2, last).run();
}

int Database::server_version() const noexcept { return PQserverVersion(connection_.get()); }

void Database::begin_writing() {
  reconnect_if_gone(kWritersPatience * wait_);
  // The row that counts writes is the write lock: who has changed it and not ended yet has the others wait.
  const std::string begin = "BEGIN; SET LOCAL lock_timeout = " + std::to_string(wait_.count()) +
                            "; UPDATE generations SET value = value + 1 WHERE name = 'writes'";
  try {
    execute(begin);
  } catch (const Error&) {
    if (is_alive()) {
      if (in_transaction()) try_to("ROLLBACK");
      throw;
    }
    reconnect_if_gone(kWritersPatience * wait_);  // nothing was written yet
    execute(begin);
  }
}

CopyIn::CopyIn(const Database& database, const std::string& table, std::int16_t columns)
    : database_(database), columns_(columns) {
  const std::string sql = "COPY " + table + " FROM STDIN (FORMAT binary)";
  (void)database.checked(PQexec(database.idle(), sql.c_str()));
  using namespace std::string_view_literals;
  buffer_ = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0"sv;
}

CopyIn::~CopyIn() {
  if (!is_open_) return;
  pg_conn* const connection = database_.connection_.get();
  (void)PQputCopyEnd(connection, "given up");
  while (pg_result* const result = PQgetResult(connection)) PQclear(result);
}

void CopyIn::begin_row() {
  if (buffer_.size() >= kBytesPerCopy) flush();
  append_to_network(buffer_, columns_);
}

void CopyIn::integer(std::int64_t value) {
  append_to_network(buffer_, std::int32_t{sizeof value});
  append_to_network(buffer_, value);
}

void CopyIn::real(double value) {
  append_to_network(buffer_, std::int32_t{sizeof value});
  append_to_network(buffer_, value);
}

void CopyIn::null() { append_to_network(buffer_, std::int32_t{-1}); }

void CopyIn::text(std::string_view value) {
  std::string mended;
  bytes(sql::server_text(value, mended));
}

void CopyIn::bytes(std::string_view value) {
  append_to_network(buffer_, static_cast<std::int32_t>(value.size()));
  buffer_ += value;
}

void CopyIn::flush() {
  pg_conn* const connection = database_.connection_.get();
  if (PQputCopyData(connection, buffer_.data(), static_cast<int>(buffer_.size())) != 1) database_.fail(nullptr);
  buffer_.clear();
}

void CopyIn::finish() {
  append_to_network(buffer_, std::int16_t{-1});
  flush();
  is_open_ = false;
  pg_conn* const connection = database_.connection_.get();
  if (PQputCopyEnd(connection, nullptr) != 1) database_.fail(nullptr);
  const Database::Result result(PQgetResult(connection));
  const ExecStatusType status = PQresultStatus(result.get());
  while (pg_result* const more = PQgetResult(connection)) PQclear(more);
  if (status != PGRES_COMMAND_OK) database_.fail(result.get());
}

std::string array_of(std::span<const std::int64_t> numbers) {
  std::string text = "{";
  for (const std::int64_t number : numbers) {
    if (text.size() > 1) text += ',';
    text += std::to_string(number);
  }
  return text + "}";
}

}  // namespace leitmotif::catalog::postgresql
