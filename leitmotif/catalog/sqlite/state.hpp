// What the parts of one library file share. For the files of this folder only.
// Source: sqlite.org/pragma.html#pragma_data_version.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

#include "leitmotif/catalog/sql/state.hpp"
#include "leitmotif/catalog/sqlite/database.hpp"

namespace leitmotif::catalog::sqlite {

/// Connections to a file. A reader waits for nobody as long as the file is in WAL mode.
class FileState final : public sql::State {
 public:
  FileState(std::filesystem::path place, std::chrono::milliseconds patience) : file(std::move(place)), wait(patience) {}

  [[nodiscard]] std::string name() const override { return file.string(); }
  [[nodiscard]] std::unique_ptr<Watch> watch() const override;

  const std::filesystem::path file;
  const std::chrono::milliseconds wait;
  std::unique_ptr<Database> writing_connection;  ///< null: opened for reading only
  std::mutex writing_back;                       ///< held by the thread that uses `back_connection`
  std::unique_ptr<Database> back_connection;

 private:
  [[nodiscard]] std::unique_ptr<sql::Database> open_reader() const override {
    return std::make_unique<Database>(file, Access::read_only, wait);
  }
  [[nodiscard]] bool is_usable(const sql::Database&) const override { return true; }
  [[nodiscard]] sql::Database& writer() override;
};

}  // namespace leitmotif::catalog::sqlite
