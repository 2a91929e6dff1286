// What listeners of a library played, loved and disliked, as taste is learned from it and asked by it.
// Flow: catalog::Plays -> ListenerSongs, lists of items -> taste::Blend.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/plays.hpp"
#include "leitmotif/listeners/taste_items.hpp"

namespace leitmotif::listeners {

/// One song of a listener.
struct ListenerSong {
  std::int64_t song = 0;
  double strength = 0;       ///< plays and hearts less skips, weighted; above 0: liked
  bool is_loved = false;     ///< has a heart that counts
  bool is_disliked = false;  ///< was disliked after it was loved, if it ever was
  std::int64_t plays = 0;    ///< that count
  std::int64_t last_ms = 0;  ///< when it was last played or loved, milliseconds since 1970
};

/// A listener in numbers.
struct ListenerLine {
  std::string name;
  std::size_t songs = 0;  ///< liked
  std::size_t hearts = 0;
  std::size_t events = 0;  ///< everything that is kept
};

/// Before every event.
inline constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::min();

/// A song, and what must be known of its events so that they may come in any order of time.
struct HeardSong {
  ListenerSong song;               ///< its strength without a heart
  double heart = 0;                ///< what the first heart adds
  std::int64_t heart_ms = kEver;   ///< of the first heart
  std::int64_t judged_ms = kEver;  ///< of the last heart or dislike
};

/// Songs of a listener, as they were when they were asked for.
using ListenerSongs = std::shared_ptr<const std::vector<ListenerSong>>;

/// What listeners of one library have heard, kept in memory: only events that came in since the last question are read.
/// May be used by several threads.
class ListenerCache {
 public:
  /// As the function below. Cost: microseconds while nothing came in; linear in the listener's songs after an event; in
  /// all events when one was changed, or for a listener who was not asked for lately.
  [[nodiscard]] ListenerSongs songs_of(const std::shared_ptr<catalog::Catalog>& library, const std::string& listener);
  /// To be told after this program has changed events of one song of a listener, once: only these are read again.
  /// `before` is how the plays were.
  void reread(const std::shared_ptr<catalog::Catalog>& library, const std::string& listener, std::int64_t song,
              const catalog::PlaysState& before);

 private:
  struct Known {
    std::unordered_map<std::int64_t, HeardSong> by_id = {};
    catalog::PlaysState state = {};
    ListenerSongs songs = {};
  };

  std::mutex mutex_;
  std::shared_ptr<catalog::Catalog> library_;
  std::map<std::string, Known> known_;
};

/// All songs of a listener, the strongest first, ties by the later and then by number. Empty for one who is not known.
[[nodiscard]] std::vector<ListenerSong> songs_of(const catalog::Catalog& library, const std::string& listener);

/// Everybody who has an event, by name.
[[nodiscard]] std::vector<ListenerLine> listeners_of(const catalog::Catalog& library);

/// What taste is learned from: the liked songs of each listener, and every saved list. Shape: item_of_row [rows of the
/// snapshot]; only lists of a song or more, of these items.
[[nodiscard]] std::vector<std::vector<taste::Item>> listeners_lists(const library::Snapshot& snapshot,
                                                                    std::span<const taste::Item> item_of_row);

/// A digest of the songs of all saved lists: as long as it is the same, these teach the same.
[[nodiscard]] std::string lists_digest(const catalog::Catalog& library);

}  // namespace leitmotif::listeners
