// What the parts of one library share: its connections. For the implementations of a library only.
// Flow: a verb of a part -> a connection to read or to write with -> SQL.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/sql/database.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sql {

/// One connection that writes, and as many that read as there are readers at once, so that a reader waits for nobody.
class State : public Part {
 public:
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
    const std::lock_guard lock(writing_);
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

  /// The same for work that may be done twice without another result: when the server goes away in the middle, it is
  /// done once more with the one that takes its place.
  template <class Work>
  auto write_surely(Work work) -> std::invoke_result_t<Work, Database&> {
    try {
      return write(work);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io || !lost_writer()) throw;
    }
    return write(work);
  }

  /// The library's, for messages.
  [[nodiscard]] virtual std::string name() const = 0;
  /// See Changes::watch.
  [[nodiscard]] virtual std::unique_ptr<Watch> watch() const = 0;

 protected:
  /// Another connection to read with.
  [[nodiscard]] virtual std::unique_ptr<Database> open_reader() const = 0;
  /// Whether a connection that was used before can be used again.
  [[nodiscard]] virtual bool is_usable(const Database& connection) const = 0;
  /// The connection that writes. Throws io when the library was opened for reading only.
  [[nodiscard]] virtual Database& writer() = 0;

 private:
  std::unique_ptr<Database> borrow() {
    {
      const std::lock_guard lock(idle_mutex_);
      while (!idle_.empty()) {
        std::unique_ptr<Database> connection = std::move(idle_.back());
        idle_.pop_back();
        if (is_usable(*connection)) return connection;
      }
    }
    return open_reader();
  }

  void give_back(std::unique_ptr<Database> connection) {
    const std::lock_guard lock(idle_mutex_);
    idle_.push_back(std::move(connection));
  }

  bool lost_writer() {
    const std::lock_guard lock(writing_);
    return writer().is_lost();
  }

  std::mutex writing_;  ///< held by the thread that uses the writing connection
  std::mutex idle_mutex_;
  std::vector<std::unique_ptr<Database>> idle_;
};

/// What the parts of one library share.
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

/// Throws not_found, naming the library, when there is no song of that number.
void require_song(const Database& database, std::int64_t song);

}  // namespace leitmotif::catalog::sql
