// Words to dense numbers and back, by open addressing.
// Flow: words of Tokens -> numbers; what Tfidf counts and looks up with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/features/words.hpp"

namespace leitmotif::features {

/// Stands for "no such word" or "no such column".
inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;

/// A growing set of words, numbered 0, 1, 2, ... in the order they were first inserted. Holds at most 4 GiB of text.
class WordNumbers {
 public:
  WordNumbers();

  /// The number of `word`, which is inserted when it is new. `hash` must be word_hash(word).
  std::uint32_t insert(std::string_view word, std::uint32_t hash);
  std::uint32_t insert(std::string_view word) { return insert(word, word_hash(word)); }

  /// The number of `word`, or kNone.
  [[nodiscard]] std::uint32_t find(std::string_view word, std::uint32_t hash) const noexcept {
    for (std::size_t slot = first_slot(hash);; slot = (slot + 1) & mask_) {
      const Slot& seen = slots_[slot];
      if (seen.number == kNone) return kNone;
      if (seen.hash == hash && this->word(seen.number) == word) return seen.number;
    }
  }
  /// The number of `word`; kNone when it has none.
  [[nodiscard]] std::uint32_t find(std::string_view word) const noexcept { return find(word, word_hash(word)); }

  /// The word of a number below size(). Lifetime: until the next insert.
  [[nodiscard]] std::string_view word(std::uint32_t number) const noexcept {
    const std::uint32_t begin = begins_[number];
    return {letters_.data() + begin, begins_[number + 1] - begin};
  }
  /// How many words have a number.
  [[nodiscard]] std::size_t size() const noexcept { return begins_.size() - 1; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
  };
  /// FNV's low bits are its weakest; the high half is folded onto them.
  [[nodiscard]] std::size_t first_slot(std::uint32_t hash) const noexcept { return (hash ^ (hash >> 15U)) & mask_; }
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half in use
  std::size_t mask_;
  std::vector<std::uint32_t> begins_ = {0};  // [size + 1] offsets into letters_
  std::string letters_;
};

}  // namespace leitmotif::features
