// Songs about one topic in the order they are given, found without looking at all songs.
// Flow: Library::order, Filter -> TopicQueue -> the artist cap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/recommend/filter.hpp"

namespace leitmotif::recommend {

/// All matching songs that can be about the topic: first those above the threshold, best first or shuffled, then the
/// others best first. Lifetime: library, query and filter must outlive it.
class TopicQueue {
 public:
  /// `query.topic` must be set.
  TopicQueue(const Library& library, const Query& query, const Filter& filter);

  /// How many matching songs are above the threshold.
  [[nodiscard]] std::size_t passed() const noexcept { return passed_; }
  /// The next song (a row), or nothing at the end.
  std::optional<std::uint32_t> next();

 private:
  [[nodiscard]] bool matches(std::uint32_t song) const;
  [[nodiscard]] std::uint32_t drawn();
  [[nodiscard]] std::uint32_t to_draw(std::size_t place) const;

  const Filter& filter_;
  Order in_order_;
  Column<std::uint32_t> order_;          ///< all songs that can be about the topic, best first
  std::size_t above_ = 0;                ///< how many of `order_` are above the threshold
  std::vector<std::uint8_t> flags_;      ///< by row: whether a song matches; empty: the filter is asked
  std::vector<std::uint32_t> matching_;  ///< those of them that match, when there is a filter
  std::size_t drawn_from_ = 0;           ///< how many songs are drawn from
  std::size_t passed_ = 0;
  std::size_t place_ = 0;  ///< of the next song: among those that are drawn from, or in `order_`
  std::unordered_map<std::size_t, std::uint32_t> moved_;  ///< places that a draw has filled anew
  RandomSource draw_;
};

}  // namespace leitmotif::recommend
