// The library: every song a person brought in, what models said about them, and what the person decided. Seven small
// parts and a count of changes; sqlite/ keeps them in a file, memory/ in memory.
// Flow: corpus, collection and models -> catalogue -> snapshot in memory, search, evaluation.
#pragma once

#include <functional>
#include <memory>

#include "leitmotif/catalog/changes.hpp"
#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/lists.hpp"
#include "leitmotif/catalog/plays.hpp"
#include "leitmotif/catalog/scores.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/catalog/sounds.hpp"

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
  std::unique_ptr<Changes> changes;
  /// Puts in order what a writer left for later, as far as that is possible without waiting; may do nothing.
  std::function<void()> write_back;
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
  explicit Catalog(Parts parts) : parts_(std::move(parts)) {}

  /// The parts of the library, each with its own verbs. Lifetime: that of the catalogue.
  [[nodiscard]] Songs& songs() noexcept { return *parts_.songs; }
  [[nodiscard]] const Songs& songs() const noexcept { return *parts_.songs; }
  [[nodiscard]] Scores& scores() noexcept { return *parts_.scores; }
  [[nodiscard]] const Scores& scores() const noexcept { return *parts_.scores; }
  [[nodiscard]] Files& files() noexcept { return *parts_.files; }
  [[nodiscard]] const Files& files() const noexcept { return *parts_.files; }
  [[nodiscard]] Choices& choices() noexcept { return *parts_.choices; }
  [[nodiscard]] const Choices& choices() const noexcept { return *parts_.choices; }
  [[nodiscard]] Lists& lists() noexcept { return *parts_.lists; }
  [[nodiscard]] const Lists& lists() const noexcept { return *parts_.lists; }
  [[nodiscard]] Plays& plays() noexcept { return *parts_.plays; }
  [[nodiscard]] const Plays& plays() const noexcept { return *parts_.plays; }
  [[nodiscard]] Sounds& sounds() noexcept { return *parts_.sounds; }
  [[nodiscard]] const Sounds& sounds() const noexcept { return *parts_.sounds; }
  [[nodiscard]] const Changes& changes() const noexcept { return *parts_.changes; }

  /// Moves what was written to its last place, as far as that is possible without waiting. Never needed; called from
  /// another thread between the calls of `add`, it takes that work from them.
  void write_back() { parts_.write_back(); }

 private:
  Parts parts_;
};

}  // namespace leitmotif::catalog
