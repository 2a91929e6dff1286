// What listeners of a library played, loved and disliked, as taste is learned from it and asked by it.
// Flow: catalog::Plays -> ListenerSongs, lists of items -> taste::Blend.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/engine/taste_items.hpp"

namespace leitmotif::engine {

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

/// All songs of a listener, the strongest first, ties by the later and then by number. Empty for one who is not known.
[[nodiscard]] std::vector<ListenerSong> songs_of(const catalog::Catalog& library, const std::string& listener);

/// Everybody who has an event, by name.
[[nodiscard]] std::vector<ListenerLine> listeners_of(const catalog::Catalog& library);

/// What taste is learned from: the liked songs of each listener, and every saved list. Shape: only lists of a song or
/// more, items of `items`.
[[nodiscard]] std::vector<std::vector<taste::Item>> listeners_lists(const library::Snapshot& snapshot,
                                                                    const TasteItems& items);

}  // namespace leitmotif::engine
