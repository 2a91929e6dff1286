// Words to dense numbers and back: an open-addressing table, and the splitter that finds the words of a text.
// Flow: Tokens -> word numbers; what Tfidf counts and looks up with.
// Source: a word is what scikit-learn 1.2.1's token_pattern `(?u)\b\w\w+\b` finds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::features {

/// Stands for "no such word" or "no such column".
inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;

namespace detail {

constexpr std::array<bool, 256> make_word_bytes() {
  std::array<bool, 256> is_word{};
  for (std::size_t c = 0; c < is_word.size(); ++c)
    is_word[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c >= 0x80;
  return is_word;
}
inline constexpr std::array<bool, 256> kIsWordByte = make_word_bytes();

/// FNV-1a, one byte at a time, so that the splitter hashes while it looks for the word's end.
inline constexpr std::uint32_t kHashStart = 2166136261U;
constexpr std::uint32_t hash_step(std::uint32_t hash, unsigned char byte) { return (hash ^ byte) * 16777619U; }

}  // namespace detail

/// The hash that WordTable uses, over all bytes of `word`.
[[nodiscard]] constexpr std::uint32_t word_hash(std::string_view word) noexcept {
  std::uint32_t hash = detail::kHashStart;
  for (const char c : word) hash = detail::hash_step(hash, static_cast<unsigned char>(c));
  return hash;
}

/// Calls `visit(std::string_view word, std::uint32_t hash)` for each word of UTF-8 `text`, in order: the longest runs
/// of word characters with at least `min_letters` of them. Word characters are ASCII letters, digits, the underscore
/// and everything beyond ASCII. Only the last differs from scikit-learn, which also cuts at signs beyond ASCII, such
/// as curly quotes; the text pipelines deliver none.
template <class Visit>
void for_each_word(std::string_view text, std::size_t min_letters, Visit&& visit) {
  const std::size_t size = text.size();
  for (std::size_t i = 0; i < size;) {
    const std::size_t begin = i;
    std::size_t letters = 0;
    std::uint32_t hash = detail::kHashStart;
    for (; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (!detail::kIsWordByte[byte]) break;
      letters += (byte & 0xC0U) != 0x80U ? 1U : 0U;
      hash = detail::hash_step(hash, byte);
    }
    if (letters >= min_letters && i > begin) visit(text.substr(begin, i - begin), hash);
    ++i;
  }
}

/// A growing set of words, numbered 0, 1, 2, ... in the order they were first inserted. Holds at most 4 GiB of text.
class WordTable {
 public:
  WordTable();

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
  [[nodiscard]] std::uint32_t find(std::string_view word) const noexcept { return find(word, word_hash(word)); }

  /// The word of a number below size(). Lifetime: until the next insert.
  [[nodiscard]] std::string_view word(std::uint32_t number) const noexcept {
    const std::uint32_t begin = begins_[number];
    return {letters_.data() + begin, begins_[number + 1] - begin};
  }
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
