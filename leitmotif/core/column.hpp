// One kind of number, or text, of every song: kept in memory, or in a file that is mapped and checked piece by piece.
// Flow: catalogue or CheckedFile -> Column -> ranking, exploration.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/core/checked_file.hpp"
#include "leitmotif/core/packed_texts.hpp"

namespace leitmotif {

/// Immutable; copies share the numbers. Looking at numbers of a damaged file throws corrupt_data.
template <class T>
class Column {
 public:
  Column() = default;
  Column(std::vector<T> values)  // NOLINT(google-explicit-constructor): numbers are a column
      : Column(std::make_shared<const std::vector<T>>(std::move(values))) {}
  Column(std::initializer_list<T> values) : Column(std::vector<T>(values)) {}
  /// `values` lie in the body of the file.
  Column(std::span<const T> values, std::shared_ptr<const CheckedFile> file)
      : data_(values.data()), size_(values.size()), file_(file.get()), owner_(std::move(file)) {}

  /// How many numbers it holds, and whether it holds none.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// The number at a place below size(). Throws what reading its part of the file throws.
  [[nodiscard]] const T& operator[](std::size_t place) const {
    if (file_ != nullptr) file_->require(data_ + place, sizeof(T));
    return data_[place];
  }
  /// Several numbers, for loops that are to be quick. Lifetime: the column's.
  [[nodiscard]] std::span<const T> piece(std::size_t begin, std::size_t count) const {
    if (file_ != nullptr) file_->require(data_ + begin, count * sizeof(T));
    return {data_ + begin, count};
  }
  /// All of them. Lifetime: the column's.
  [[nodiscard]] std::span<const T> all() const { return piece(0, size_); }
  /// Says that its numbers are not looked at for a while: those in a file are no longer held in memory.
  void let_go() const noexcept {
    if (file_ != nullptr) file_->let_go(data_, size_ * sizeof(T));
  }
  /// The first place whose number is not `value` or less; the numbers must ascend.
  [[nodiscard]] std::size_t lower_bound(const T& value) const {
    return first_place([&](const T& number) { return !(number < value); });
  }
  /// The first place that `has` something all places after it have too; size() when none has.
  template <class Has>
  [[nodiscard]] std::size_t first_place(Has has) const {
    std::size_t begin = 0;
    for (std::size_t count = size_; count > 0;) {
      const std::size_t half = count / 2;
      if (has((*this)[begin + half])) {
        count = half;
      } else {
        begin += half + 1;
        count -= half + 1;
      }
    }
    return begin;
  }

 private:
  explicit Column(std::shared_ptr<const std::vector<T>> values)
      : data_(values->data()), size_(values->size()), owner_(std::move(values)) {}

  const T* data_ = nullptr;
  std::size_t size_ = 0;
  const CheckedFile* file_ = nullptr;
  std::shared_ptr<const void> owner_;
};

/// A text for each song.
class TextColumn {
 public:
  TextColumn() = default;
  TextColumn(PackedTexts texts)  // NOLINT(google-explicit-constructor): texts are a column
      : bytes_(std::move(texts).take_bytes()), ends_(std::move(texts).take_ends()) {}
  /// Text number k ends before bytes[ends[k]] and begins where the one before it ended.
  TextColumn(Column<char> bytes, Column<std::uint32_t> ends) : bytes_(std::move(bytes)), ends_(std::move(ends)) {}

  /// How many texts it holds.
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  /// Lifetime: the column's.
  [[nodiscard]] std::string_view operator[](std::size_t place) const {
    const std::size_t begin = place == 0 ? 0 : ends_[place - 1];
    const std::span<const char> text = bytes_.piece(begin, ends_[place] - begin);
    return {text.data(), text.size()};
  }
  /// What the texts are kept as: all their bytes, and where each text ends.
  [[nodiscard]] const Column<char>& bytes() const noexcept { return bytes_; }
  [[nodiscard]] const Column<std::uint32_t>& ends() const noexcept { return ends_; }

 private:
  Column<char> bytes_;
  Column<std::uint32_t> ends_;
};

}  // namespace leitmotif
