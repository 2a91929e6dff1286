#include "leitmotif/catalog/memory/library_in_memory.hpp"

#include <utility>

#include "leitmotif/catalog/memory/state.hpp"

namespace leitmotif::catalog::memory {
namespace {

class WatchInMemory final : public Watch {
 public:
  explicit WatchInMemory(SharedState state) : state_(std::move(state)), seen_(state_->read()) {}
  bool has_changed() override {
    std::shared_ptr<const Tables> now = state_->read();
    return std::exchange(seen_, now) != now;
  }

 private:
  SharedState state_;
  std::shared_ptr<const Tables> seen_;
};

class ChangesInMemory final : public Changes {
 public:
  explicit ChangesInMemory(SharedState state) : state_(std::move(state)) {}
  std::int64_t generation(Changed what) const override {
    return state_->read()->generations[static_cast<std::size_t>(what)];
  }
  std::string state() const override { return {}; }
  std::unique_ptr<Watch> watch() const override { return std::make_unique<WatchInMemory>(state_); }

 private:
  SharedState state_;
};

}  // namespace

Catalog open() {
  auto state = std::make_shared<State>();
  return Catalog({make_songs(state), make_scores(state), make_files(state), make_choices(state), make_lists(state),
                  make_plays(state), make_sounds(state), make_removals(state), make_servers(state), make_changes(state),
                  [] {}});
}

std::unique_ptr<Changes> make_changes(SharedState state) { return std::make_unique<ChangesInMemory>(std::move(state)); }

void count_change(Tables& tables, Changed what) { ++tables.generations[static_cast<std::size_t>(what)]; }

}  // namespace leitmotif::catalog::memory
