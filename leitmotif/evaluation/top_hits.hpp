// Keeps the best few of many scored rows.
// Flow: scores of one block of rows -> TopHits -> merged -> answer.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace leitmotif::evaluation {

/// One answer of a search.
struct Hit {
  std::uint32_t row = 0;  ///< as given to build, from 0
  float score = 0;        ///< higher is nearer

  friend bool operator==(const Hit&, const Hit&) = default;
};

/// The order of answers: higher scores first, among equals the smaller row, so that it never depends on threads.
[[nodiscard]] inline bool comes_before(const Hit& a, const Hit& b) noexcept {
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

/// The best `limit` of the hits it was shown, in a heap whose top is the worst of them.
class TopHits {
 public:
  explicit TopHits(std::size_t limit) : limit_(limit) {}

  /// Whether `hit` would be kept. Cheap, so that costly tests of a row come after it.
  [[nodiscard]] bool would_keep(const Hit& hit) const noexcept {
    return heap_.size() < limit_ || (limit_ > 0 && comes_before(hit, heap_.front()));
  }
  /// Keeps `hit`, for which would_keep must have been true.
  void keep(const Hit& hit) {
    if (heap_.size() == limit_) {
      std::ranges::pop_heap(heap_, comes_before);
      heap_.pop_back();
    }
    heap_.push_back(hit);
    std::ranges::push_heap(heap_, comes_before);
  }
  /// Keeps `hit` if it is one of the best so far.
  void show(const Hit& hit) {
    if (would_keep(hit)) keep(hit);
  }
  /// The best so far, in no order.
  [[nodiscard]] const std::vector<Hit>& unsorted() const noexcept { return heap_; }
  /// Best first; afterwards nothing is kept.
  [[nodiscard]] std::vector<Hit> take_sorted() {
    std::ranges::sort_heap(heap_, comes_before);
    return std::move(heap_);
  }

 private:
  std::size_t limit_;
  std::vector<Hit> heap_;
};

}  // namespace leitmotif::evaluation
