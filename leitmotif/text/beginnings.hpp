// A table of texts, searched by how they begin.
// Flow: table, known when the program is compiled -> ByBeginning -> the few texts of one beginning.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::text {

/// The first two bytes of a text. Letters of either case are the same.
struct Beginning {
  char first = 0;
  char second = 0;  ///< 0: the text has one byte
};

/// The places of `Count` texts, found by their first two bytes. Nearly all lines of a lyric begin as no text of a table
/// does, so that one look at memory of 2 KiB, which stays in the processor's nearest cache, ends the search.
template <std::size_t Count>
class ByBeginning {
 public:
  /// `text_at(i)` is the i-th text, none of them empty; begins with the last of the table when it searches.
  template <typename TextAt>
  explicit constexpr ByBeginning(const TextAt& text_at) {
    static_assert(Count < kNone);
    first_.fill(kNone);
    for (std::size_t i = 0; i < Count; ++i) {
      const std::string_view text = text_at(i);
      std::uint16_t& first = first_[slot_of({text[0], text.size() > 1 ? text[1] : '\0'})];
      next_[i] = first;
      first = static_cast<std::uint16_t>(i);
    }
  }

  /// Whether there may be a text that begins so. Others may share its place.
  [[nodiscard]] constexpr bool has(Beginning beginning) const noexcept { return first_[slot_of(beginning)] != kNone; }

  /// The place of a text among those that may begin so for which `is_it(place)` is true; `Count` when there is none.
  template <typename IsIt>
  [[nodiscard]] constexpr std::size_t find(Beginning beginning, const IsIt& is_it) const {
    for (std::uint16_t i = first_[slot_of(beginning)]; i != kNone; i = next_[i])
      if (is_it(std::size_t{i})) return i;
    return Count;
  }

 private:
  static constexpr std::uint16_t kNone = 0xFFFF;
  static constexpr std::size_t kBits = 5;

  /// Letters of both cases have the same lower five bits.
  static constexpr std::size_t slot_of(Beginning beginning) noexcept {
    constexpr unsigned kMask = (1U << kBits) - 1;
    return (static_cast<unsigned char>(beginning.first) & kMask) << kBits |
           (static_cast<unsigned char>(beginning.second) & kMask);
  }

  std::array<std::uint16_t, std::size_t{1} << (2 * kBits)> first_{};
  std::array<std::uint16_t, Count> next_{};
};

}  // namespace leitmotif::text
