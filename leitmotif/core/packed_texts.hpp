// Many short texts in one block of memory: a million names cost their letters and four bytes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/core/error.hpp"

namespace leitmotif {

/// A column of texts that only grows. Lifetime of what `[]` gives: until the next push_back.
class PackedTexts {
 public:
  /// Throws resource_limit above 4 GiB of text.
  void push_back(std::string_view text) {
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - bytes_.size())
      throw Error(ErrorKind::resource_limit, "the names in the library are longer than 4 GiB together");
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  }
  /// How many texts there are, and the text at a place below that. Lifetime of the text: until the next change.
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t place) const noexcept {
    const std::size_t begin = place == 0 ? 0 : ends_[place - 1];
    return {bytes_.data() + begin, ends_[place] - begin};
  }
  /// Gives back memory that was kept for more texts.
  void shrink_to_fit() {
    bytes_.shrink_to_fit();
    ends_.shrink_to_fit();
  }
  /// All texts in a row, and where each ends in it.
  [[nodiscard]] std::vector<char> take_bytes() && { return std::move(bytes_); }
  [[nodiscard]] std::vector<std::uint32_t> take_ends() && { return std::move(ends_); }

 private:
  std::vector<char> bytes_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace leitmotif
