#include "leitmotif/catalog/generation.hpp"

#include "leitmotif/catalog/state.hpp"

namespace leitmotif::catalog {
namespace {

std::string_view name_of(Changed what) { return what == Changed::songs ? "songs" : "blocks"; }

}  // namespace

void count_change(const Database& database, Changed what) {
  database.prepare("UPDATE generations SET value = value + 1 WHERE name = ?1").bind_text(1, name_of(what)).run();
}

std::int64_t generation_of(const Catalog& catalog, Changed what) {
  const Catalog::State::Reader reader(catalog.state());
  Statement row = (*reader).prepare("SELECT value FROM generations WHERE name = ?1");
  return row.bind_text(1, name_of(what)).step() ? row.integer(0) : 0;
}

Watch::Watch(const Catalog& catalog)
    : connection_(std::make_unique<Database>(catalog.state().file, Access::read_only, catalog.state().wait)),
      ask_(connection_->prepare("PRAGMA data_version")),
      seen_(version()) {}

std::int64_t Watch::version() {
  ask_.step();
  const std::int64_t version = ask_.integer(0);
  ask_.reset();
  return version;
}

bool Watch::has_changed() {
  const std::int64_t now = version();
  return std::exchange(seen_, now) != now;
}

}  // namespace leitmotif::catalog
