#include "leitmotif/recommend/topic_queue.hpp"

#include <algorithm>

namespace leitmotif::recommend {
namespace {

/// When more than one in this many songs is looked at, it is quicker to look at all in the order they lie in: songs in
/// the order of a topic are far from each other.
constexpr std::size_t kWorthAllSongs = 16;

}  // namespace

TopicQueue::TopicQueue(const Library& library, const Query& query, const Filter& filter)
    : filter_(filter), in_order_(query.order), draw_(query.seed) {
  const std::size_t topic = *query.topic;
  order_ = library.order.empty() ? Column<std::uint32_t>(ordered_by_topic(library, topic)) : library.order[topic];
  above_ =
      order_.first_place([&](std::uint32_t song) { return !(library.probability_of(song, topic) > query.threshold); });
  drawn_from_ = passed_ = above_;
  if (filter.lets_all_in()) return;
  if (above_ > library.size() / kWorthAllSongs) {
    flags_.resize(library.size());
    filter.mark(0, flags_);
  }
  passed_ = 0;
  for (std::size_t place = 0; place < above_; ++place) {
    const std::uint32_t song = order_[place];
    if (!matches(song)) continue;
    ++passed_;
    if (in_order_ == Order::random) matching_.push_back(song);
  }
  drawn_from_ = passed_;
}

bool TopicQueue::matches(std::uint32_t song) const {
  return flags_.empty() ? filter_.matches(song) : flags_[song] != 0;
}

std::uint32_t TopicQueue::to_draw(std::size_t place) const {
  return filter_.lets_all_in() ? order_[place] : matching_[place];
}

/// Fisher and Yates's shuffle as far as it is needed; places that it swaps are kept apart, because the list is not
/// ours.
std::uint32_t TopicQueue::drawn() {
  const auto at = [this](std::size_t place) {
    const auto found = moved_.find(place);
    return found == moved_.end() ? to_draw(place) : found->second;
  };
  const std::size_t other = place_ + static_cast<std::size_t>(draw_.below_by_bits(drawn_from_ - place_));
  const std::uint32_t song = at(other);
  moved_[other] = at(place_);
  ++place_;
  return song;
}

std::optional<std::uint32_t> TopicQueue::next() {
  if (in_order_ == Order::random) {
    if (place_ < drawn_from_) return drawn();
    place_ = above_;  // the others begin here
    in_order_ = Order::best;
  }
  while (place_ < order_.size()) {
    const std::uint32_t song = order_[place_++];
    if (matches(song)) return song;
  }
  return std::nullopt;
}

}  // namespace leitmotif::recommend
