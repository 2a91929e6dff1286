// The part `changes` of a library file.
// Source: sqlite.org/pragma.html#pragma_data_version.
#include "leitmotif/catalog/changes.hpp"

#include <utility>

#include "leitmotif/catalog/sqlite/state.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

std::string_view name_of(Changed what) { return what == Changed::songs ? "songs" : "blocks"; }

class WatchOnFile final : public Watch {
 public:
  explicit WatchOnFile(const State& state)
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

class ChangesInFile final : public Changes {
 public:
  explicit ChangesInFile(SharedState state) : state_(std::move(state)) {}

  std::int64_t generation(Changed what) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare("SELECT value FROM generations WHERE name = ?1");
    return row.bind_text(1, name_of(what)).step() ? row.integer(0) : 0;
  }

  std::string state() const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(
        "SELECT songs.value, stamp.value FROM generations songs JOIN generations stamp "
        "WHERE songs.name = 'songs' AND stamp.name = 'stamp'");
    if (!row.step()) return {};
    return std::to_string(row.integer(0)) + ' ' + std::to_string(row.integer(1));
  }

  std::unique_ptr<Watch> watch() const override { return std::make_unique<WatchOnFile>(*state_); }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Changes> make_changes(SharedState state) { return std::make_unique<ChangesInFile>(std::move(state)); }

void count_change(const Database& database, Changed what) {
  database.prepare("UPDATE generations SET value = value + 1 WHERE name = ?1").bind_text(1, name_of(what)).run();
  if (what == Changed::songs) database.prepare("INSERT OR REPLACE INTO generations VALUES ('stamp', random())").run();
}

}  // namespace leitmotif::catalog::sqlite
