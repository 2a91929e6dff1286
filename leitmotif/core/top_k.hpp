// The best few of many rows, without putting the others in order.
// Flow: scores of rows -> TopK, one for each part of the rows -> merged -> answer.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace leitmotif {

/// A row and its score. Small, because there may be a million of them.
struct ScoredRow {
  float score = 0;
  std::uint32_t row = 0;

  /// Better scores come first, then lower rows: never the same for two rows, so that no order depends on threads.
  [[nodiscard]] bool comes_before(const ScoredRow& other) const noexcept {
    return score != other.score ? score > other.score : row < other.row;
  }
};

/// Keeps the `most` best of all rows it is offered. The result does not depend on the order they are offered in.
class TopK {
 public:
  /// `most` may be 0: then nothing is kept.
  explicit TopK(std::size_t most) : most_(most) {}

  /// One that was offered so many rows, of which these are the best: as another program kept them.
  [[nodiscard]] static TopK restored(std::size_t most, std::size_t offered, std::span<const ScoredRow> best) {
    TopK kept(most);
    for (const ScoredRow& one : best) kept.offer(one);
    kept.offered_ = offered;
    return kept;
  }

  /// Keeps the row while it is among the best.
  void offer(ScoredRow candidate) {
    ++offered_;
    if (candidate.score < floor_) return;
    kept_.push_back(candidate);
    if (kept_.size() >= 2 * most_ + kSpare) shrink();
  }
  /// Rows with less need not be offered.
  [[nodiscard]] float floor() const noexcept { return floor_; }
  /// One without rows for a part of them, which is to be added to this one: what this one would not keep it does not
  /// either.
  [[nodiscard]] TopK for_a_part() const {
    TopK part(most_);
    part.floor_ = floor_;
    return part;
  }
  /// Takes over what was offered to another one.
  void add(const TopK& other) {
    const std::size_t offered = offered_ + other.offered_;
    for (const ScoredRow& candidate : other.kept_) offer(candidate);
    offered_ = offered;
  }
  /// How many rows were offered.
  [[nodiscard]] std::size_t offered() const noexcept { return offered_; }
  /// Whether rows that were offered are not among the best.
  [[nodiscard]] bool left_some() const noexcept { return offered_ > most_; }
  /// The best, in their order.
  [[nodiscard]] std::vector<ScoredRow> sorted() {
    if (kept_.size() > most_) shrink();
    std::ranges::sort(kept_, before);
    return kept_;
  }

 private:
  static constexpr std::size_t kSpare = 64;

  static bool before(const ScoredRow& a, const ScoredRow& b) noexcept { return a.comes_before(b); }
  void shrink() {
    const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(most_);
    if (most_ > 0) {
      std::nth_element(kept_.begin(), end - 1, kept_.end(), before);
      floor_ = (end - 1)->score;
    }
    kept_.erase(end, kept_.end());
  }

  std::size_t most_;
  std::size_t offered_ = 0;
  float floor_ = -std::numeric_limits<float>::infinity();
  std::vector<ScoredRow> kept_;
};

}  // namespace leitmotif
