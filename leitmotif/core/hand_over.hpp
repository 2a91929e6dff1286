// Items from one thread to another, in order, a few under way at a time.
// Flow: import reads and classifies on one thread and writes on another.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace leitmotif {

/// One thread gives, one takes.
template <class Item>
class HandOver {
 public:
  /// At most `most` items wait; a giver with more waits itself.
  explicit HandOver(std::size_t most) : most_(most) {}

  /// False when it was abandoned.
  [[nodiscard]] bool give(Item item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.size() < most_ || abandoned_; });
    if (abandoned_) return false;
    items_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }
  /// The giver's last word: what was given is still to be taken.
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  /// The next item; nothing after the last one, or when abandoned.
  [[nodiscard]] std::optional<Item> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !items_.empty() || ended_ || abandoned_; });
    if (items_.empty() || abandoned_) return std::nullopt;
    std::optional<Item> item(std::move(items_.front()));
    items_.pop_front();
    changed_.notify_all();
    return item;
  }
  /// From either side: what was not taken yet is dropped, and nothing more is given or taken.
  void abandon() {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
    changed_.notify_all();
  }

 private:
  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> items_;
  bool ended_ = false;
  bool abandoned_ = false;
};

}  // namespace leitmotif
