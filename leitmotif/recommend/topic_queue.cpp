#include "leitmotif/recommend/topic_queue.hpp"

#include <algorithm>

namespace leitmotif::recommend {

TopicQueue::TopicQueue(const Library& library, const Query& query, const Filter& filter)
    : filter_(filter), in_order_(query.order), draw_(query.seed) {
  const std::size_t topic = *query.topic;
  if (library.order.empty()) sorted_here_ = ordered_by_topic(library, topic);
  order_ = library.order.empty() ? std::span<const std::uint32_t>(sorted_here_) : library.order[topic];
  const auto end = std::partition_point(order_.begin(), order_.end(), [&](std::uint32_t song) {
    return library.probability_of(song, topic) > query.threshold;
  });
  above_ = static_cast<std::size_t>(end - order_.begin());
  passing_ = order_.first(above_);
  if (!filter.lets_all_in()) {
    if (in_order_ == Order::random) {
      std::ranges::copy_if(passing_, std::back_inserter(matching_), [&](auto song) { return filter.matches(song); });
      passing_ = matching_;
      passed_ = passing_.size();
    } else {
      passed_ = static_cast<std::size_t>(
          std::ranges::count_if(passing_, [&](std::uint32_t song) { return filter.matches(song); }));
    }
  } else {
    passed_ = above_;
  }
}

/// Fisher and Yates's shuffle as far as it is needed; places that it swaps are kept apart, because the list is not
/// ours.
std::uint32_t TopicQueue::drawn() {
  const auto at = [this](std::size_t place) {
    const auto found = moved_.find(place);
    return found == moved_.end() ? passing_[place] : found->second;
  };
  const std::size_t other = place_ + static_cast<std::size_t>(draw_.below(passing_.size() - place_));
  const std::uint32_t song = at(other);
  moved_[other] = at(place_);
  ++place_;
  return song;
}

std::optional<std::uint32_t> TopicQueue::next() {
  if (in_order_ == Order::random) {
    if (place_ < passing_.size()) return drawn();
    place_ = above_;  // the others begin here
    in_order_ = Order::best;
  }
  while (place_ < order_.size()) {
    const std::uint32_t song = order_[place_++];
    if (filter_.matches(song)) return song;
  }
  return std::nullopt;
}

}  // namespace leitmotif::recommend
