// What the parts of one library file share: its connections. For the files of this folder only.
// Flow: a verb of a part -> a connection to read or to write with -> SQL.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

#include "leitmotif/catalog/changes.hpp"
#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/lists.hpp"
#include "leitmotif/catalog/plays.hpp"
#include "leitmotif/catalog/removals.hpp"
#include "leitmotif/catalog/scores.hpp"
#include "leitmotif/catalog/servers.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/catalog/sounds.hpp"
#include "leitmotif/catalog/sqlite/database.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sqlite {

/// One connection that writes, and as many that read as there are readers at once: that way a reader waits for
/// nobody, as long as the file is in WAL mode.
struct State {
  State(std::filesystem::path place, std::chrono::milliseconds patience) : file(std::move(place)), wait(patience) {}

  /// A reading connection for as long as this lives.
  class Reader {
   public:
    explicit Reader(State& state) : state_(state), connection_(state.borrow()) {}
    ~Reader() { state_.give_back(std::move(connection_)); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    /// The connection. Lifetime: that of this object.
    const Database& operator*() const { return *connection_; }

   private:
    State& state_;
    std::unique_ptr<Database> connection_;
  };

  /// Runs `work` with the writing connection in one transaction: all of what it does is kept, or nothing when it
  /// throws. Gives what it gives.
  template <class Work>
  auto write(Work work) -> std::invoke_result_t<Work, Database&> {
    const std::lock_guard lock(writing);
    Database& database = writer();
    Transaction transaction(database);
    if constexpr (std::is_void_v<std::invoke_result_t<Work, Database&>>) {
      work(database);
      transaction.commit();
    } else {
      auto result = work(database);
      transaction.commit();
      return result;
    }
  }

  std::filesystem::path file;
  std::chrono::milliseconds wait;
  std::mutex writing;  ///< held by the thread that uses `writing_connection`
  std::unique_ptr<Database> writing_connection;
  std::mutex writing_back;  ///< held by the thread that uses `back_connection`
  std::unique_ptr<Database> back_connection;

 private:
  std::unique_ptr<Database> borrow() {
    {
      const std::lock_guard lock(idle_mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<Database> connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
    }
    return std::make_unique<Database>(file, Access::read_only, wait);
  }

  void give_back(std::unique_ptr<Database> connection) {
    const std::lock_guard lock(idle_mutex_);
    idle_.push_back(std::move(connection));
  }

  Database& writer() const {
    if (writing_connection) return *writing_connection;
    throw Error(ErrorKind::io, file.string() + ": was opened for reading only");
  }

  std::mutex idle_mutex_;
  std::vector<std::unique_ptr<Database>> idle_;
};

/// What the parts of one library file share.
using SharedState = std::shared_ptr<State>;

/// The parts of the library behind a state.
[[nodiscard]] std::unique_ptr<Songs> make_songs(SharedState state);
[[nodiscard]] std::unique_ptr<Scores> make_scores(SharedState state);
[[nodiscard]] std::unique_ptr<Files> make_files(SharedState state);
[[nodiscard]] std::unique_ptr<Choices> make_choices(SharedState state);
[[nodiscard]] std::unique_ptr<Lists> make_lists(SharedState state);
[[nodiscard]] std::unique_ptr<Plays> make_plays(SharedState state);
[[nodiscard]] std::unique_ptr<Sounds> make_sounds(SharedState state);
[[nodiscard]] std::unique_ptr<Removals> make_removals(SharedState state);
[[nodiscard]] std::unique_ptr<Servers> make_servers(SharedState state);
[[nodiscard]] std::unique_ptr<Changes> make_changes(SharedState state);

/// Says that something changes. Call it inside the transaction that changes it.
void count_change(const Database& database, Changed what);

/// Throws not_found, naming the file, when there is no song of that number.
void require_song(const Database& database, std::int64_t song);

}  // namespace leitmotif::catalog::sqlite
