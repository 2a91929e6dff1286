// Who listened to what, and when: the histories that taste is learned from.
// Flow: a player, a music server or an imported history -> Plays -> models of taste.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "leitmotif/catalog/part.hpp"

namespace leitmotif::catalog {

/// What a listener did with a song.
enum class PlayKind : std::uint8_t {
  played = 0,
  skipped = 1,
  loved = 2,
  disliked = 3,
};

/// One event of a history.
struct Play {
  std::int64_t at_ms = 0;  ///< milliseconds since 1970 (UTC)
  std::string listener;    ///< by whatever name the source has; not empty
  std::int64_t song = 0;
  PlayKind kind = PlayKind::played;
  std::string source;  ///< where it is known from: a player's name, a file
  double weight = 1;   ///< how much it counts, at least 0 and finite
};

/// Which events are asked for.
struct PlaysWanted {
  std::optional<std::string> listener;    ///< nothing: of all listeners
  std::int64_t from_ms = 0;               ///< events at this time or later
  std::optional<std::int64_t> song = {};  ///< nothing: of all songs
  std::int64_t after = 0;                 ///< events that came in after this many had come in: see PlaysState::last
  bool as_they_came = false;              ///< in the order they came in instead: by time is slow for very many
};

/// What tells whether events that were read before are still all there is.
struct PlaysState {
  std::int64_t last = 0;      ///< grows with every event that comes in
  std::int64_t rewrites = 0;  ///< how often an event was changed or a listener forgotten
  friend bool operator==(const PlaysState&, const PlaysState&) = default;
};

/// Events are told apart by listener, time, song and kind, so that the same history may be read twice. They go with
/// their songs.
class Plays : public Part {
 public:
  /// Keeps events, all or none; how many of them are new. One that is there already takes the new source and weight.
  /// Throws not_found (no such song), invalid_argument (a listener without a name, a weight that is negative or not
  /// finite).
  virtual std::size_t add(std::span<const Play> plays) = 0;
  /// The events by time, then in the order they came in, one at a time, as the library was when this began. Cost: by
  /// time about a microsecond an event more than as they came.
  virtual void for_each(const PlaysWanted& wanted, const std::function<void(const Play&)>& visit) const = 0;
  /// Forgets everything of one listener; how many events that were.
  virtual std::size_t forget(const std::string& listener) = 0;
  /// How many events there are. Cost: counts them.
  [[nodiscard]] virtual std::size_t size() const = 0;
  /// Cost: some microseconds. Events that go with their songs are not told.
  [[nodiscard]] virtual PlaysState state() const = 0;
};

/// Checks one event as `Plays::add` does, but for its song. Throws invalid_argument.
void require_sound_play(const Play& play);

}  // namespace leitmotif::catalog
