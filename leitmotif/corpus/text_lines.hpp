// Lines of a lyric file one after another, with their numbers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {

/// The lines of a text one after another, with their numbers.
class Lines {
 public:
  explicit Lines(std::string_view text) noexcept : rest_(text) {}

  /// The next line without its end and without blanks around it, or nothing.
  std::optional<std::string_view> next() noexcept {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    ++number_;
    return trimmed(line);
  }
  /// The number of the last line given, from 1; 0 before the first.
  [[nodiscard]] std::size_t number() const noexcept { return number_; }
  /// What comes after the last line given.
  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

}  // namespace leitmotif::corpus
