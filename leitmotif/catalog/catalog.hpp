// The library: every song a person brought in, what models said about them, and what the person decided. Nine small
// parts and a count of changes; sqlite/ keeps them in a file, postgresql/ on a server, memory/ in memory.
// Flow: corpus, collection and models -> catalogue -> snapshot in memory, search, evaluation.
#pragma once

#include <functional>
#include <memory>

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
#include "leitmotif/core/progress.hpp"

namespace leitmotif::catalog {

/// What one implementation hands over; none is null. They share whatever they need: a connection, a pool.
struct Parts {
  std::unique_ptr<Songs> songs;
  std::unique_ptr<Scores> scores;
  std::unique_ptr<Files> files;
  std::unique_ptr<Choices> choices;
  std::unique_ptr<Lists> lists;
  std::unique_ptr<Plays> plays;
  std::unique_ptr<Sounds> sounds;
  std::unique_ptr<Removals> removals;
  std::unique_ptr<Servers> servers;
  std::unique_ptr<Changes> changes;
  /// Puts in order what a writer left for later, as far as that is possible without waiting; may do nothing.
  std::function<void()> write_back;
  /// Puts in order all that a writer left for later, however long it takes; may do nothing.
  std::function<void(const OnProgress&)> settle = [](const OnProgress&) {};
};

/// A library. A function that throws has changed nothing.
///
/// Threads and programs: const functions may be called from many threads, and never wait for a writer, in this
/// program or another. Writers take turns.
///
/// Every function of every part throws io (the library cannot be read or written, or is in use for longer than the
/// wait) and corrupt_data (it is damaged).
class Catalog {
 public:
  /// Takes what an implementation made.
  explicit Catalog(Parts parts) : parts_(std::move(parts)) {}

  /// What is in the library.
  [[nodiscard]] Songs& songs() noexcept { return *parts_.songs; }
  /// The same, to read.
  [[nodiscard]] const Songs& songs() const noexcept { return *parts_.songs; }
  /// What models said.
  [[nodiscard]] Scores& scores() noexcept { return *parts_.scores; }
  /// The same, to read.
  [[nodiscard]] const Scores& scores() const noexcept { return *parts_.scores; }
  /// Where songs came from.
  [[nodiscard]] Files& files() noexcept { return *parts_.files; }
  /// The same, to read.
  [[nodiscard]] const Files& files() const noexcept { return *parts_.files; }
  /// What a person decided.
  [[nodiscard]] Choices& choices() noexcept { return *parts_.choices; }
  /// The same, to read.
  [[nodiscard]] const Choices& choices() const noexcept { return *parts_.choices; }
  /// Lists that a person keeps.
  [[nodiscard]] Lists& lists() noexcept { return *parts_.lists; }
  /// The same, to read.
  [[nodiscard]] const Lists& lists() const noexcept { return *parts_.lists; }
  /// Who listened to what.
  [[nodiscard]] Plays& plays() noexcept { return *parts_.plays; }
  /// The same, to read.
  [[nodiscard]] const Plays& plays() const noexcept { return *parts_.plays; }
  /// What songs sound like.
  [[nodiscard]] Sounds& sounds() noexcept { return *parts_.sounds; }
  /// The same, to read.
  [[nodiscard]] const Sounds& sounds() const noexcept { return *parts_.sounds; }
  /// What was taken out, and what is gone.
  [[nodiscard]] Removals& removals() noexcept { return *parts_.removals; }
  /// The same, to read.
  [[nodiscard]] const Removals& removals() const noexcept { return *parts_.removals; }
  /// What music servers have of it.
  [[nodiscard]] Servers& servers() noexcept { return *parts_.servers; }
  /// The same, to read.
  [[nodiscard]] const Servers& servers() const noexcept { return *parts_.servers; }
  /// How a program learns that it is out of date.
  [[nodiscard]] const Changes& changes() const noexcept { return *parts_.changes; }

  /// Moves what was written to its last place, as far as that is possible without waiting. Never needed; called from
  /// another thread between the calls of `add`, it takes that work from them.
  void write_back() { parts_.write_back(); }

  /// Ends what `add` left for later, such as the index of words of a library on a server, while others ask. Never
  /// needed: a search finds the same before and after, but later faster. Throws what `on_progress` throws, which is
  /// called several times a second: what was done stays, and the next call goes on with the rest.
  void settle(const OnProgress& on_progress) { parts_.settle(on_progress); }

 private:
  Parts parts_;
};

}  // namespace leitmotif::catalog
