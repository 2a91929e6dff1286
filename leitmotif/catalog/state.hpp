// What is behind a Catalog: its connections. For the files of this room only.
// Flow: a verb of the catalogue -> a connection to read or to write with -> SQL.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/sqlite.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {

/// One connection that writes, and as many that read as there are readers at once: that way a reader waits for
/// nobody, as long as the file is in WAL mode.
struct Catalog::State {
  State(std::filesystem::path place, std::chrono::milliseconds patience) : file(std::move(place)), wait(patience) {}

  /// A reading connection for as long as this lives.
  class Reader {
   public:
    explicit Reader(State& state) : state_(state), connection_(state.borrow()) {}
    ~Reader() { state_.give_back(std::move(connection_)); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    const Database& operator*() const { return *connection_; }

   private:
    State& state_;
    std::unique_ptr<Database> connection_;
  };

  std::unique_ptr<Database> borrow() {
    {
      const std::lock_guard lock(idle_mutex);
      if (!idle.empty()) {
        std::unique_ptr<Database> connection = std::move(idle.back());
        idle.pop_back();
        return connection;
      }
    }
    return std::make_unique<Database>(file, Access::read_only, wait);
  }

  void give_back(std::unique_ptr<Database> connection) {
    const std::lock_guard lock(idle_mutex);
    idle.push_back(std::move(connection));
  }

  Database& writer() const {
    if (writing_connection) return *writing_connection;
    throw Error(ErrorKind::io, file.string() + ": was opened for reading only");
  }

  std::filesystem::path file;
  std::chrono::milliseconds wait;
  std::mutex writing;  ///< held by the thread that uses `writing_connection`
  std::unique_ptr<Database> writing_connection;
  std::mutex writing_back;  ///< held by the thread that uses `back_connection`
  std::unique_ptr<Database> back_connection;
  std::mutex idle_mutex;
  std::vector<std::unique_ptr<Database>> idle;
};

}  // namespace leitmotif::catalog
