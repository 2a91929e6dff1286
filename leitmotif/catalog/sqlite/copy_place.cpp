#include "leitmotif/catalog/sqlite/copy_place.hpp"

#include <chrono>
#include <string>
#include <system_error>
#include <utility>

#include "leitmotif/catalog/sqlite/database.hpp"
#include "leitmotif/catalog/sqlite/schema.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

constexpr std::chrono::milliseconds kWait{5000};

class GrowingFile final : public sql::CopyPlace {
 public:
  explicit GrowingFile(std::filesystem::path file) : file_(std::move(file)), growing_(file_.string() + ".copying") {
    const std::filesystem::path folder = std::filesystem::absolute(file_).parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw Error(ErrorKind::io, folder.string() + ": cannot create the folder: " + error.message());
    open();
  }

  sql::Database& database() override { return *database_; }

  void begin_anew() override {
    database_.reset();
    for (const char* end : {"", "-wal", "-shm"}) {
      std::error_code error;
      std::filesystem::remove(growing_.string() + end, error);
      if (error) throw Error(ErrorKind::io, growing_.string() + end + ": cannot be removed: " + error.message());
    }
    open();
  }

  void before_last() override {}

  void finish(const OnProgress&) override {
    database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    database_.reset();
    // A hard link fails where a file has come meanwhile; renaming would replace it.
    std::error_code error;
    std::filesystem::create_hard_link(growing_, file_, error);
    if (!error)
      std::filesystem::remove(growing_, error);
    else if (!std::filesystem::exists(file_))
      std::filesystem::rename(growing_, file_, error);
    if (error) throw Error(ErrorKind::io, file_.string() + ": cannot be put in its place: " + error.message());
  }

 private:
  void open() {
    database_ = std::make_unique<Database>(growing_, Access::read_write, kWait);
    // Two programs that fill one copy would take each other's songs for their own.
    database_->execute("PRAGMA locking_mode = EXCLUSIVE");
    prepare_file(*database_);
    database_->execute("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 10000");
  }

  std::filesystem::path file_;
  std::filesystem::path growing_;
  std::unique_ptr<Database> database_;
};

}  // namespace

std::unique_ptr<sql::Database> open_to_read(const std::filesystem::path& file) {
  auto database = std::make_unique<Database>(file, Access::read_only, kWait);
  require_present_format(*database);
  return database;
}

std::unique_ptr<sql::CopyPlace> make_copy_place(const std::filesystem::path& file) {
  return std::make_unique<GrowingFile>(file);
}

}  // namespace leitmotif::catalog::sqlite
