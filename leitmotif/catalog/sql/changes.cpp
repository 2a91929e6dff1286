// The part `changes` of a library in tables.
#include "leitmotif/catalog/changes.hpp"

#include <random>
#include <utility>

#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

std::string_view name_of(Changed what) { return what == Changed::songs ? "songs" : "blocks"; }

/// A number that hardly any other state of any library has.
std::int64_t fresh_stamp() {
  std::random_device device;
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(device()) << 32U | device());
}

class ChangesInTables final : public Changes {
 public:
  explicit ChangesInTables(SharedState state) : state_(std::move(state)) {}

  std::int64_t generation(Changed what) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare("SELECT value FROM generations WHERE name = ?1");
    return row.bind_text(1, name_of(what)).step() ? row.integer(0) : 0;
  }

  std::string state() const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(
        "SELECT songs.value, stamp.value FROM generations songs CROSS JOIN generations stamp "
        "WHERE songs.name = 'songs' AND stamp.name = 'stamp'");
    if (!row.step()) return {};
    return std::to_string(row.integer(0)) + ' ' + std::to_string(row.integer(1));
  }

  std::unique_ptr<Watch> watch() const override { return state_->watch(); }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Changes> make_changes(SharedState state) { return std::make_unique<ChangesInTables>(std::move(state)); }

void count_change(const Database& database, Changed what) {
  database.prepare("UPDATE generations SET value = value + 1 WHERE name = ?1").bind_text(1, name_of(what)).run();
  if (what == Changed::songs)
    database.prepare("UPDATE generations SET value = ?1 WHERE name = 'stamp'").bind_integer(1, fresh_stamp()).run();
}

}  // namespace leitmotif::catalog::sql
