#include "leitmotif/catalog/sqlite/state.hpp"

#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

class WatchOnFile final : public Watch {
 public:
  explicit WatchOnFile(const FileState& state)
      : connection_(state.file, Access::read_only, state.wait),
        ask_(connection_.prepare("PRAGMA data_version")),
        seen_(version()) {}

  bool has_changed() override {
    const std::int64_t now = version();
    return std::exchange(seen_, now) != now;
  }

 private:
  std::int64_t version() {
    ask_.step();
    const std::int64_t version = ask_.integer(0);
    ask_.reset();
    return version;
  }

  Database connection_;
  Statement ask_;
  std::int64_t seen_ = 0;
};

}  // namespace

std::unique_ptr<Watch> FileState::watch() const { return std::make_unique<WatchOnFile>(*this); }

sql::Database& FileState::writer() {
  if (writing_connection) return *writing_connection;
  throw Error(ErrorKind::io, file.string() + ": was opened for reading only");
}

}  // namespace leitmotif::catalog::sqlite
