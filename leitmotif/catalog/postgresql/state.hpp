// What the parts of a library on a server share. For the files of this folder only.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "leitmotif/catalog/postgresql/address.hpp"
#include "leitmotif/catalog/postgresql/database.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::postgresql {

/// A connection to a library that was there: while its server is away, one in its place is waited for. Throws as
/// Database.
[[nodiscard]] std::unique_ptr<Database> connect_again(const std::string& address, std::chrono::milliseconds wait);

/// Connections to a server's database.
class ServerState final : public sql::State {
 public:
  ServerState(std::string place, std::chrono::milliseconds patience)
      : address(std::move(place)), wait(patience), name_(shown_address(address)) {}

  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] std::unique_ptr<Watch> watch() const override;

  const std::string address;
  const std::chrono::milliseconds wait;
  std::unique_ptr<Database> writing_connection;

 private:
  [[nodiscard]] std::unique_ptr<sql::Database> open_reader() const override { return connect_again(address, wait); }
  [[nodiscard]] bool is_usable(const sql::Database& connection) const override {
    const auto& database = static_cast<const Database&>(connection);
    return database.is_alive() && !database.in_transaction();
  }
  [[nodiscard]] sql::Database& writer() override { return *writing_connection; }

  std::string name_;
};

}  // namespace leitmotif::catalog::postgresql
