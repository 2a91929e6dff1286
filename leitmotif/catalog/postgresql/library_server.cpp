#include "leitmotif/catalog/postgresql/library_server.hpp"

#include <thread>

#include "leitmotif/catalog/postgresql/schema.hpp"
#include "leitmotif/catalog/postgresql/state.hpp"
#include "leitmotif/catalog/postgresql/words.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

/// Makes the index of words, which is done in many transactions: another server goes on with what one has left.
void index_surely(const ServerState& state, const OnProgress& on_progress) {
  std::unique_ptr<Database> connection = connect_again(state.address, state.wait);
  try {
    return index_all(*connection, on_progress);
  } catch (const Error&) {
    if (connection->is_alive()) throw;
  }
  connection = connect_again(state.address, state.wait);
  index_all(*connection, on_progress);
}

/// Asks the row that counts writes. A server that is gone has not changed, as far as anybody can know.
class WatchOnServer final : public Watch {
 public:
  explicit WatchOnServer(const ServerState& state) : connection_(state.address, state.wait), seen_(writes()) {}

  bool has_changed() override {
    try {
      if (!connection_.is_alive()) connection_.reconnect_if_gone();
      const std::int64_t now = writes();
      return std::exchange(seen_, now) != now;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io) throw;
      return false;
    }
  }

 private:
  std::int64_t writes() { return connection_.number("SELECT value FROM generations WHERE name = 'writes'"); }

  Database connection_;
  std::int64_t seen_ = 0;
};

}  // namespace

std::unique_ptr<Database> connect_again(const std::string& address, std::chrono::milliseconds wait) {
  constexpr std::chrono::milliseconds kBetweenTries{100};
  const auto give_up = std::chrono::steady_clock::now() + wait;
  while (true) {
    try {
      return std::make_unique<Database>(address, wait);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io || std::chrono::steady_clock::now() >= give_up) throw;
    }
    std::this_thread::sleep_for(kBetweenTries);
  }
}

std::unique_ptr<Watch> ServerState::watch() const { return std::make_unique<WatchOnServer>(*this); }

Catalog open(const std::string& address, const OpenOptions& options) {
  auto state = std::make_shared<ServerState>(address, options.wait);
  state->writing_connection = std::make_unique<Database>(address, options.wait);
  prepare_database(*state->writing_connection);
  const auto settle = [state](const OnProgress& on_progress) { index_surely(*state, on_progress); };
  using namespace sql;
  return Catalog({make_songs(state), make_scores(state), make_files(state), make_choices(state), make_lists(state),
                  make_plays(state), make_sounds(state), make_removals(state), make_servers(state), make_changes(state),
                  [] {}, settle});
}

}  // namespace leitmotif::catalog::postgresql
