// What is worked out of a row of a library when it is first asked for, and kept for the next time.
// Flow: a row -> whoever works something out of it -> RowCache -> the next who asks.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

namespace leitmotif::library {

/// Values of rows. Const functions may be called from several threads at once; two that ask for the same row at the
/// same time may both work it out.
template <class Value>
class RowCache {
 public:
  /// Keeps values of so many rows; those of others are worked out each time.
  explicit RowCache(std::size_t most) : most_(most) {}
  RowCache(const RowCache&) = delete;
  RowCache& operator=(const RowCache&) = delete;

  /// What is kept of a row.
  [[nodiscard]] std::optional<Value> find(std::size_t row) const {
    const std::shared_lock lock(mutex_);
    const auto found = values_.find(row);
    return found == values_.end() ? std::nullopt : std::optional<Value>(found->second);
  }

  /// Keeps it, where nothing is kept of the row and there is room.
  void keep(std::size_t row, Value value) const {
    const std::unique_lock lock(mutex_);
    if (values_.size() < most_) values_.try_emplace(row, std::move(value));
  }

  /// What is kept of a row, else what `make` gives, which is kept then.
  template <class Make>
  [[nodiscard]] Value of(std::size_t row, const Make& make) const {
    if (std::optional<Value> kept = find(row)) return *std::move(kept);
    Value value = make();
    keep(row, value);
    return value;
  }

 private:
  std::size_t most_;
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<std::size_t, Value> values_;
};

}  // namespace leitmotif::library
