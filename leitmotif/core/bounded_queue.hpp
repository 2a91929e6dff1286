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

/// A queue between threads that holds a few items: who fills it waits when it is full, who empties it when it is empty.
template <class Item>
class BoundedQueue {
 public:
  /// At most `capacity` items wait.
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room. False when the queue was cancelled.
  [[nodiscard]] bool push(Item item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.size() < capacity_ || cancelled_; });
    if (cancelled_) return false;
    items_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }
  /// Nothing more is pushed; what waits is still to be taken.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }
  /// Waits for the next item; nothing after the last one, or when the queue was cancelled.
  [[nodiscard]] std::optional<Item> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !items_.empty() || closed_ || cancelled_; });
    if (items_.empty() || cancelled_) return std::nullopt;
    std::optional<Item> item(std::move(items_.front()));
    items_.pop_front();
    changed_.notify_all();
    return item;
  }
  /// From either side: what was not taken yet is dropped, and nothing more is pushed or taken.
  void cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    changed_.notify_all();
  }

 private:
  std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> items_;
  bool closed_ = false;
  bool cancelled_ = false;
};

}  // namespace leitmotif
