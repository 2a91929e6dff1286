// A text line by line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace leitmotif {

/// The lines of a text for a loop: see each_line. Lifetime: the text's.
class LineRange {
 public:
  explicit constexpr LineRange(std::string_view text) noexcept : text_(text) {}

  /// Stands at a line.
  class Iterator {
   public:
    explicit constexpr Iterator(std::string_view rest) noexcept : rest_(rest) { find_end(); }
    /// The line, and the way to the next one.
    [[nodiscard]] constexpr std::string_view operator*() const noexcept { return rest_.substr(0, end_); }
    constexpr Iterator& operator++() noexcept {
      rest_.remove_prefix(std::min(end_ + 1, rest_.size()));
      find_end();
      return *this;
    }
    /// Whether no line is left.
    [[nodiscard]] constexpr bool operator==(std::default_sentinel_t) const noexcept { return rest_.empty(); }

   private:
    constexpr void find_end() noexcept { end_ = std::min(rest_.find('\n'), rest_.size()); }

    std::string_view rest_;
    std::size_t end_ = 0;
  };

  /// The first line, and the end behind the last one.
  [[nodiscard]] constexpr Iterator begin() const noexcept { return Iterator(text_); }
  [[nodiscard]] constexpr std::default_sentinel_t end() const noexcept { return {}; }

 private:
  std::string_view text_;
};

/// The lines of a text without their line feeds, from first to last. What stands behind the last line feed is a line
/// when it holds anything. Lifetime: the text's, which must not be a temporary.
[[nodiscard]] constexpr LineRange each_line(std::string_view text) noexcept { return LineRange(text); }

}  // namespace leitmotif
