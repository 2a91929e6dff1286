// The best few of many songs, without putting the others in order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace leitmotif::recommend {

/// A song that may be in the answer. Small, because there may be a million of them.
struct Candidate {
  float score = 0;
  std::uint32_t song = 0;

  /// Better scores come first, then lower rows: never the same for two songs.
  [[nodiscard]] bool comes_before(const Candidate& other) const noexcept {
    return score != other.score ? score > other.score : song < other.song;
  }
};

/// Keeps the `most` best of all songs it is offered. The result does not depend on the order they are offered in.
class Best {
 public:
  explicit Best(std::size_t most) : most_(most) {}

  /// Keeps the candidate while it is among the best.
  void offer(Candidate candidate) {
    ++offered_;
    if (candidate.score < floor_) return;
    kept_.push_back(candidate);
    if (kept_.size() >= 2 * most_ + 64) shrink();
  }
  /// Songs with less need not be offered.
  [[nodiscard]] float floor() const noexcept { return floor_; }
  /// One without songs for a part of the library, which is to be added to this one: what this one would not keep it
  /// does not either.
  [[nodiscard]] Best for_a_part() const {
    Best part(most_);
    part.floor_ = floor_;
    return part;
  }
  /// Offers what another kept, as if all it was offered had been offered here.
  void add(const Best& other) {
    const std::size_t offered = offered_ + other.offered_;
    for (const Candidate& candidate : other.kept_) offer(candidate);
    offered_ = offered;
  }
  /// How many songs were offered.
  [[nodiscard]] std::size_t offered() const noexcept { return offered_; }
  /// Whether songs that were offered are not among the best.
  [[nodiscard]] bool left_some() const noexcept { return offered_ > most_; }
  /// The best, in their order.
  [[nodiscard]] std::vector<Candidate> sorted() {
    if (kept_.size() > most_) shrink();
    std::ranges::sort(kept_, [](const Candidate& a, const Candidate& b) { return a.comes_before(b); });
    return kept_;
  }

 private:
  void shrink() {
    const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(most_);
    std::nth_element(kept_.begin(), end - 1, kept_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.comes_before(b); });
    kept_.erase(end, kept_.end());
    floor_ = kept_.back().score;
  }

  std::size_t most_;
  std::size_t offered_ = 0;
  float floor_ = -std::numeric_limits<float>::infinity();
  std::vector<Candidate> kept_;
};

}  // namespace leitmotif::recommend
